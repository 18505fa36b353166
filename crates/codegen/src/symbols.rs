//! Sets of what can come next in a text: a byte, or its end.

/// A set of symbols: bytes, and the end of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Symbols {
    bytes: [u128; 2],
    end: bool,
}

impl Symbols {
    pub(crate) const NONE: Self = Self {
        bytes: [0; 2],
        end: false,
    };
    pub(crate) const ALL: Self = Self {
        bytes: [u128::MAX; 2],
        end: true,
    };
    /// The end of the text.
    pub(crate) const END: Self = Self {
        bytes: [0; 2],
        end: true,
    };
    /// All bytes: any character begins with one of them.
    pub(crate) const BYTES: Self = Self {
        bytes: [u128::MAX; 2],
        end: false,
    };

    pub(crate) fn of(bytes: impl IntoIterator<Item = u8>) -> Self {
        let mut set = Self::NONE;
        for byte in bytes {
            let [low, high] = &mut set.bytes;
            let half = if byte < 128 { low } else { high };
            *half |= 1 << (byte % 128);
        }
        set
    }

    pub(crate) fn or(self, other: Self) -> Self {
        self.combine(other, |a, b| a | b)
    }

    pub(crate) fn and(self, other: Self) -> Self {
        self.combine(other, |a, b| a & b)
    }

    pub(crate) fn without(self, other: Self) -> Self {
        self.combine(other, |a, b| a & !b)
    }

    fn combine(self, other: Self, join: impl Fn(u128, u128) -> u128) -> Self {
        let ([a, b], [c, d]) = (self.bytes, other.bytes);
        Self {
            bytes: [join(a, c), join(b, d)],
            end: join(self.end.into(), other.end.into()) & 1 == 1,
        }
    }

    pub(crate) fn is_empty(self) -> bool {
        self == Self::NONE
    }

    pub(crate) fn contains(self, other: Self) -> bool {
        other.without(self).is_empty()
    }

    /// Each symbol, as a set of its own.
    pub(crate) fn each() -> impl Iterator<Item = Self> {
        (0..=u8::MAX)
            .map(|byte| Self::of([byte]))
            .chain([Self::END])
    }

    /// Whether it has bytes outside of ASCII, and so characters of more than one byte.
    pub(crate) fn has_wide(self) -> bool {
        let [_, high] = self.bytes;
        high != 0
    }

    pub(crate) fn count(self) -> u32 {
        let [low, high] = self.bytes;
        low.count_ones() + high.count_ones() + u32::from(self.end)
    }

    /// Its bytes, as ranges that include their ends.
    pub(crate) fn ranges(self) -> Vec<(u8, u8)> {
        let mut ranges: Vec<(u8, u8)> = Vec::new();
        for byte in (0..=u8::MAX).filter(|byte| self.contains(Self::of([*byte]))) {
            match ranges.last_mut() {
                Some((_, to)) if *to + 1 == byte => *to = byte,
                _ => ranges.push((byte, byte)),
            }
        }
        ranges
    }

    /// The alternatives of a pattern for its bytes: `b'a'..=b'z' | b'_'`.
    pub(crate) fn byte_pattern(self) -> String {
        let ranges = self.ranges().into_iter().map(|(from, to)| {
            let (first, last) = (byte_literal(from), byte_literal(to));
            match to - from {
                0 => first,
                1 => format!("{first} | {last}"),
                _ => format!("{first}..={last}"),
            }
        });
        ranges.collect::<Vec<_>>().join(" | ")
    }

    /// A pattern for a text that begins with one of its symbols.
    pub(crate) fn text_pattern(self) -> String {
        let bytes = self.byte_pattern();
        match (bytes.is_empty(), self.end) {
            (true, _) => "[]".to_owned(),
            (false, true) => format!("[] | [{bytes}, ..]"),
            (false, false) => format!("[{bytes}, ..]"),
        }
    }
}

/// A byte as Rust writes it.
fn byte_literal(byte: u8) -> String {
    match byte {
        0..=0x7f => format!("b'{}'", byte.escape_ascii()),
        0x80.. => format!("{byte:#04x}"),
    }
}
