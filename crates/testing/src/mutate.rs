//! Texts as they are while somebody types: cut, deleted, doubled, with a sign too many.
//!
//! The same text gives the same copies, always.

/// Signs that change how the text around them is read, and some that are only wide.
const SIGNS: [&str; 20] = [
    "{", "}", "\"", "\"\"\"", "[", "]", "(", ")", ".", ",", "#", "\\", "'", "=", "\n", "\r\n", " ",
    "👋", "é", "\u{202E}",
];

/// Words that begin something.
const WORDS: [&str; 10] = [
    "message", "segment", "test \"", "when", "not", "and", "visitor.", "any of [", "reply", "is",
];

/// So many copies of `text`, each damaged in one to three places.
pub fn mutations(text: &str, copies: usize) -> impl Iterator<Item = String> {
    (0..copies).map(move |copy| {
        let mut chance = Chance::new(text.len() as u64 ^ (copy as u64) << 32);
        let mut damaged = text.to_owned();
        for _ in 0..=chance.below(3) {
            damaged = damage(&damaged, &mut chance);
        }
        damaged
    })
}

fn damage(text: &str, chance: &mut Chance) -> String {
    let from = boundary(text, chance.below(text.len() + 1));
    let to = boundary(text, from + chance.below(40));
    let (before, rest) = text.split_at(from);
    let (piece, behind) = rest.split_at(to - from);
    match chance.below(6) {
        // What comes is not written yet.
        0 => before.to_owned(),
        1 => format!("{before}{behind}"),
        2 => format!("{before}{piece}{piece}{behind}"),
        3 => {
            let word = WORDS.get(chance.below(WORDS.len())).unwrap_or(&"");
            format!("{before}{word}{rest}")
        }
        _ => {
            let sign = SIGNS.get(chance.below(SIGNS.len())).unwrap_or(&"");
            format!("{before}{sign}{rest}")
        }
    }
}

/// The last boundary of characters up to `at`.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Numbers that look like chance and are always the same.
struct Chance(u64);

impl Chance {
    fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`, which is at least 1.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let number = (z ^ (z >> 31)) >> 32;
        usize::try_from(number).unwrap_or(0) % limit.max(1)
    }
}
