//! The tables, keys and values of a manifest, with their places.

use std::ops::Range;

/// A range of bytes.
pub(super) type Bytes = Range<usize>;

/// A key, or a part of one: `build` and `output` in `build.output`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The name, without quotes.
    pub name: String,
    /// Its place, with quotes.
    pub range: Bytes,
}

/// The header of a table: `[lints]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The name of the table.
    pub words: Vec<Word>,
    /// The place, with brackets.
    pub range: Bytes,
    /// Whether the closing bracket is there.
    pub is_closed: bool,
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The table that it is in, by its header or the inline tables around it.
    pub table: Vec<String>,
    /// The key.
    pub words: Vec<Word>,
    /// The offset after the `=`; none if it is missing.
    pub equals: Option<usize>,
    /// The value.
    pub value: Value,
}

/// The value of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// It is missing.
    Missing,
    /// One value.
    Scalar(Scalar),
    /// A list; the range includes the brackets.
    List {
        /// The place.
        range: Bytes,
        /// Whether the closing bracket is there.
        is_closed: bool,
        /// The values in it.
        items: Vec<Scalar>,
    },
    /// An inline table, whose keys are pairs of their own.
    Table {
        /// The place.
        range: Bytes,
        /// Whether the closing bracket is there.
        is_closed: bool,
    },
}

/// A string, number, date or `true`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The place, with quotes.
    pub range: Bytes,
    /// How it is written.
    pub notation: Notation,
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// Without quotes.
    Bare,
    /// As a string on one line.
    String {
        /// The quote that it begins with.
        quote: char,
        /// Whether the closing quote is there.
        is_closed: bool,
    },
    /// As a string that can have several lines.
    MultilineString,
}

/// The structure of a manifest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// The headers of tables, in order.
    pub headers: Vec<Header>,
    /// The keys, in order; those of an inline table come after its own.
    pub pairs: Vec<Pair>,
    pub(super) comments: Vec<Bytes>,
}

impl Pair {
    /// The key with its table: `["build", "output"]`.
    #[must_use]
    pub fn path(&self) -> Vec<String> {
        let words = self.words.iter().map(|word| word.name.clone());
        self.table.iter().cloned().chain(words).collect()
    }
}

impl Scalar {
    /// The place of what is between the quotes; of a string with several lines, all of it.
    #[must_use]
    pub fn content(&self) -> Bytes {
        let Bytes { start, end } = self.range;
        match self.notation {
            Notation::Bare => start..end,
            Notation::String { is_closed, .. } => start + 1..end - usize::from(is_closed),
            Notation::MultilineString => start..end,
        }
    }
}
