//! Which brackets of a script belong together.

use super::javascript::{Kind, Lexeme};

/// The brackets of a script. One without a partner encloses nothing.
pub(super) struct Brackets {
    partners: Vec<Option<usize>>,
    /// The innermost opening bracket around each element.
    outer: Vec<Option<usize>>,
}

impl Brackets {
    pub(super) fn of(lexemes: &[Lexeme<'_>]) -> Self {
        let partners = partners(lexemes);
        let mut open = Vec::new();
        let mut outer = Vec::with_capacity(lexemes.len());
        for (place, partner) in partners.iter().enumerate() {
            let is_end = open.last().is_some_and(|start: &usize| partners[*start] == Some(place));
            if is_end {
                open.pop();
            }
            outer.push(open.last().copied());
            if partner.is_some() && !is_end {
                open.push(place);
            }
        }
        Self { partners, outer }
    }

    /// The place of the bracket that belongs to the one at this place. `None` if there is no bracket, or it has no partner.
    pub(super) fn partner(&self, place: usize) -> Option<usize> {
        self.partners.get(place).copied().flatten()
    }

    /// The innermost opening bracket around this place.
    pub(super) fn outer(&self, place: usize) -> Option<usize> {
        self.outer.get(place).copied().flatten()
    }
}

fn partners(lexemes: &[Lexeme<'_>]) -> Vec<Option<usize>> {
    const OPENING: [char; 3] = ['(', '[', '{'];
    const CLOSING: [char; 3] = [')', ']', '}'];
    let mut partners = vec![None; lexemes.len()];
    let mut open: Vec<(usize, usize)> = Vec::new();
    // How many of each kind are open, so that a closing bracket without a partner costs no search.
    let mut counts = [0_usize; 3];
    for (place, lexeme) in lexemes.iter().enumerate() {
        let Kind::Sign(sign) = lexeme.kind else { continue };
        if let Some(kind) = OPENING.iter().position(|other| *other == sign) {
            open.push((kind, place));
            counts[kind] += 1;
        } else if let Some(kind) = CLOSING.iter().position(|other| *other == sign) {
            while counts[kind] > 0 {
                let Some((other, start)) = open.pop() else { break };
                counts[other] -= 1;
                if other == kind {
                    partners[start] = Some(place);
                    partners[place] = Some(start);
                    break;
                }
            }
        }
    }
    partners
}
