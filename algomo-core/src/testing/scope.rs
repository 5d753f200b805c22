//! Brackets of a script, and the functions that they belong to.

use super::javascript::{Kind, Lexeme};

/// Which bracket closes which.
pub(super) struct Brackets(Vec<Option<usize>>);

impl Brackets {
    pub(super) fn of(lexemes: &[Lexeme<'_>]) -> Self {
        let mut partners = vec![None; lexemes.len()];
        let mut open = Vec::new();
        for (place, lexeme) in lexemes.iter().enumerate() {
            let opening = match lexeme.kind {
                Kind::Sign(sign @ ('(' | '[' | '{')) => {
                    open.push((sign, place));
                    continue;
                }
                Kind::Sign(')') => '(',
                Kind::Sign(']') => '[',
                Kind::Sign('}') => '{',
                _ => continue,
            };
            if let Some((_, start)) = open.pop_if(|(sign, _)| *sign == opening) {
                partners[start] = Some(place);
                partners[place] = Some(start);
            }
        }
        Self(partners)
    }

    /// The place of the bracket that belongs to the one at this place. `None` if there is no bracket, or it has no partner.
    pub(super) fn partner(&self, place: usize) -> Option<usize> {
        self.0.get(place).copied().flatten()
    }
}
