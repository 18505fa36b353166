//! What the next symbol says about whether an expression matches.

use crate::symbols::Symbols;

/// What is known of an expression from the symbol that comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct First {
    /// With these, it can match a text that is not empty.
    consumes: Symbols,
    /// With these, it can match the empty text.
    empty: Symbols,
    /// With these, it matches for sure.
    pub(crate) surely: Symbols,
}

impl First {
    /// Of what matches the empty text, whatever comes next.
    pub(crate) const EMPTY_TEXT: Self = Self {
        consumes: Symbols::NONE,
        empty: Symbols::ALL,
        surely: Symbols::ALL,
    };
    /// Of what never matches.
    pub(crate) const NOTHING: Self = Self {
        consumes: Symbols::NONE,
        empty: Symbols::NONE,
        surely: Symbols::NONE,
    };
    /// Of the end of the text.
    pub(crate) const END: Self = Self {
        consumes: Symbols::NONE,
        empty: Symbols::END,
        surely: Symbols::END,
    };

    /// With these, it can match.
    pub(crate) fn can(self) -> Symbols {
        self.consumes.or(self.empty)
    }

    /// Whether it always matches.
    pub(crate) fn is_total(self) -> bool {
        self.surely == Symbols::ALL
    }

    pub(crate) fn class(class: Symbols) -> Self {
        Self {
            consumes: class,
            surely: class,
            ..Self::NOTHING
        }
    }

    /// Of a text of two bytes or more.
    pub(crate) fn literal(text: &str) -> Self {
        Self {
            consumes: first_byte(text),
            ..Self::NOTHING
        }
    }

    /// Of everything up to the first of `texts`.
    pub(crate) fn until(texts: &[String]) -> Self {
        let stops = |longest: usize| {
            let texts = texts.iter().filter(|text| text.len() <= longest);
            texts.fold(Symbols::END, |all, text| all.or(first_byte(text)))
        };
        Self {
            consumes: Symbols::ALL.without(stops(1)),
            empty: stops(usize::MAX),
            surely: Symbols::ALL,
        }
    }

    pub(crate) fn ahead(self) -> Self {
        Self {
            consumes: Symbols::NONE,
            empty: self.can(),
            surely: self.surely,
        }
    }

    pub(crate) fn not_ahead(self) -> Self {
        Self {
            consumes: Symbols::NONE,
            empty: Symbols::ALL.without(self.surely),
            surely: Symbols::ALL.without(self.can()),
        }
    }

    pub(crate) fn and_then(self, next: Self) -> Self {
        let surely = if next.is_total() {
            self.surely
        } else {
            // Where the first part consumes nothing, the next part sees the same symbol.
            self.surely.without(self.consumes).and(next.surely)
        };
        Self {
            consumes: self.consumes.or(self.empty.and(next.consumes)),
            empty: self.empty.and(next.empty),
            surely,
        }
    }

    pub(crate) fn or_else(self, next: Self) -> Self {
        Self {
            consumes: self.consumes.or(next.consumes.without(self.surely)),
            empty: self.empty.or(next.empty.without(self.surely)),
            surely: self.surely.or(next.surely),
        }
    }
}

fn first_byte(text: &str) -> Symbols {
    Symbols::of(text.bytes().take(1))
}
