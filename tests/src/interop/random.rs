//! Random users: hostile, non-Latin, with huge ids, of both contracts. The same seed gives the same users.

use std::collections::BTreeMap;

use algomo_core::Contract;

use crate::case::{Case, Id, User};

/// Texts that break what is built by gluing strings, and keys and values that some language treats as special.
const HOSTILE: &[&str] = &[
    "",
    " ",
    "0",
    "-0",
    "007",
    "1e3",
    "1.0",
    "true",
    "null",
    "undefined",
    "NaN",
    "[object Object]",
    "__proto__",
    "constructor",
    "toString",
    "json_class",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]> -->",
    "\"},\"id\":\"2",
    "\\u0041 \\\" \\",
    "'; DROP TABLE users; --",
    "{{7*7}} ${7*7} #{7*7} %s %n",
    "\u{2028}\u{2029}",
    "\r\n\t\u{b}\u{c}\u{8}",
    "\0",
    "\u{7f}\u{80}\u{9b}",
    "\u{feff}",
    "\u{fffe}\u{ffff}\u{fffd}",
    "\u{10ffff}\u{1fffe}",
    "\u{202e}txt.exe\u{202c}",
    "a.b.c",
    "==",
];

/// Names as people have them; some are composed of several code points.
const NAMES: &[&str] = &[
    "John Doe",
    "O'Brien-Smith, Jr.",
    "Зоя Łukasz",
    "陳大文",
    "عبد الله",
    "שָׁלוֹם",
    "नमस्ते",
    "ไทย",
    "한국어",
    "e\u{301}",
    "İıſß",
    "👩‍👩‍👧‍👦🦀",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
];

/// Ids at the edges of their types and of what JavaScript counts exactly.
const EDGES: &[Id] = &[
    Id::I64(0),
    Id::I64(-1),
    Id::I64((1 << 53) - 1),
    Id::I64(1 << 53),
    Id::I64((1 << 53) + 1),
    Id::I64(-(1 << 53) + 1),
    Id::I64(-(1 << 53)),
    Id::I64(i64::MIN),
    Id::U64(u64::MAX),
    Id::I128(i128::MIN),
    Id::I128(i128::MAX),
    Id::U128(u128::MAX),
];

/// The first and last second that a random token may expire in: all past any real clock, up to the year 9999.
const EXPIRIES: (u64, u64) = (4_102_444_800, 253_402_300_799);

/// `count` users that follow from `seed`.
pub(crate) fn cases(seed: u64, count: usize) -> Vec<Case> {
    let mut random = Random(seed);
    (1..=count).map(|number| random.case(number)).collect()
}

/// `SplitMix64` (Steele, Lea, Flood 2014): a counter and a mixing step. Small, and any seed is a good one.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number under `bound`. The bias of the remainder does not matter here.
    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn pick<T: Clone>(&mut self, items: &[T]) -> T {
        let len = u64::try_from(items.len()).expect("a slice's length fits in 64 bits");
        let index = usize::try_from(self.below(len)).expect("an index is under the slice's length");
        items[index].clone()
    }

    /// Three times out of four, something.
    fn maybe<T>(&mut self, some: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(4) > 0).then(|| some(self))
    }

    fn case(&mut self, number: usize) -> Case {
        let contract = self.pick(&[Contract::VisitorToken, Contract::AuthToken]);
        let user = self.user(contract);
        let exp = EXPIRIES.0 + self.below(EXPIRIES.1 - EXPIRIES.0 + 1);
        Case {
            name: format!("random user {number} ({contract})"),
            contract,
            secret: self.secret(),
            exp,
            claims: user.claims(contract, exp),
            user,
        }
    }

    fn user(&mut self, contract: Contract) -> User {
        let mut user = User::new(self.id());
        user.name = self.maybe(Self::text);
        user.email = self.maybe(Self::text);
        user.company_id = self.maybe(Self::id);
        if contract == Contract::AuthToken {
            user.company_name = self.maybe(Self::text);
            user.avatar = self.maybe(Self::text);
            user.custom = self.custom();
        } else if self.below(4) == 0 {
            user.company_namy = Some(self.text());
        } else {
            user.company_name = self.maybe(Self::text);
        }
        user
    }

    fn custom(&mut self) -> BTreeMap<String, String> {
        (0..self.below(5)).map(|_| (self.text(), self.text())).collect()
    }

    fn id(&mut self) -> Id {
        let wide = (u128::from(self.next()) << 64) | u128::from(self.next());
        match self.below(8) {
            0 | 1 => self.pick(EDGES),
            2 => Id::I64(self.next().cast_signed() >> self.below(64)),
            3 => Id::U64(self.next() >> self.below(64)),
            4 => Id::I128(wide.cast_signed() >> self.below(128)),
            5 => Id::U128(wide >> self.below(128)),
            // Digits as text must stay text. The letter keeps the id from being blank, which the mint refuses.
            6 => Id::Text(self.next().to_string()),
            _ => Id::Text(format!("u{}", self.text())),
        }
    }

    /// Pieces from the lists above and from all of Unicode.
    fn text(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..=self.below(4) {
            match self.below(4) {
                0 => text.push_str(self.pick(HOSTILE)),
                1 => text.push_str(self.pick(NAMES)),
                2 => (0..self.below(30)).for_each(|_| text.push(self.ascii())),
                _ => (0..self.below(12)).for_each(|_| text.push(self.scalar())),
            }
        }
        text
    }

    /// Any of the 128 ASCII characters.
    fn ascii(&mut self) -> char {
        char::from((self.next() & 0x7f).to_le_bytes()[0])
    }

    /// Any character of Unicode, as often of the first 64 Ki as of all the rest.
    fn scalar(&mut self) -> char {
        let end = self.pick(&[0x1_0000, 0x11_0000]);
        // Surrogates are no characters; U+FFFD is.
        u32::try_from(self.below(end))
            .ok()
            .and_then(char::from_u32)
            .unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// At least 32 bytes of text, in any script, without the control and invisible characters that are refused.
    fn secret(&mut self) -> String {
        let is_refused = |char: &char| {
            char.is_control()
                || "\u{200b}\u{200c}\u{200d}\u{2028}\u{2029}\u{2060}\u{feff}".contains(*char)
        };
        let mut secret = String::from("s");
        while secret.len() < 32 {
            secret.extend(self.text().chars().filter(|char| !is_refused(char)));
        }
        secret.push('t');
        secret
    }
}
