//! Damages texts as typing does: cuts them off, deletes and repeats parts, inserts stray characters.
//!
//! The same text always gives the same copies.

/// Text that changes how its surroundings are read, and characters of several bytes.
const SIGNS: [&str; 20] = [
    "{", "}", "\"", "\"\"\"", "[", "]", "(", ")", ".", ",", "#", "\\", "'", "=", "\n", "\r\n", " ",
    "👋", "é", "\u{202E}",
];

/// Words that begin a construct.
const WORDS: [&str; 10] = [
    "message", "segment", "test \"", "when", "not", "and", "visitor.", "any of [", "reply", "is",
];

/// Returns `copies` copies of `text`, each damaged in one to three places.
pub fn mutations(text: &str, copies: usize) -> impl Iterator<Item = String> {
    (0..copies).map(move |copy| {
        let mut random = Random::new(text.len() as u64 ^ (copy as u64) << 32);
        let mut damaged = text.to_owned();
        for _ in 0..=random.below(3) {
            damaged = damage(&damaged, &mut random);
        }
        damaged
    })
}

fn damage(text: &str, random: &mut Random) -> String {
    let from = boundary(text, random.below(text.len() + 1));
    let to = boundary(text, from + random.below(40));
    let (before, rest) = text.split_at(from);
    let (piece, after) = rest.split_at(to - from);
    match random.below(6) {
        // The rest is not written yet.
        0 => before.to_owned(),
        1 => format!("{before}{after}"),
        2 => format!("{before}{piece}{piece}{after}"),
        3 => {
            let word = WORDS.get(random.below(WORDS.len())).unwrap_or(&"");
            format!("{before}{word}{rest}")
        }
        _ => {
            let sign = SIGNS.get(random.below(SIGNS.len())).unwrap_or(&"");
            format!("{before}{sign}{rest}")
        }
    }
}

/// The last character boundary at or before `at`.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A deterministic generator of pseudorandom numbers: splitmix64.
struct Random(u64);

impl Random {
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
