//! Small types that problems are made of.

/// A delimiter that was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delimiter {
    /// `{`
    Brace,
    /// `[`
    Bracket,
    /// `(`
    Parenthesis,
}

/// What nests too deep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NestingOf {
    /// Parentheses and `not` in the text.
    Text,
    /// Groups, segments written out.
    Groups,
}

/// What a block cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Required {
    /// A statement, by its keyword.
    Statement(&'static str),
    /// `after … on page_view` or `on page_load`.
    Trigger,
    /// `channel`, where it cannot be told.
    Channel {
        /// Several could be meant (else there is none).
        several: bool,
    },
}

/// Which rule of the order of steps is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepRule {
    /// `expect`, `open`, `dismiss`, `reply` need a page.
    NeedsVisit,
    /// `visitor`, `device`, `channel` stand above all steps.
    BelongsAbove,
    /// `time` stands between two visits.
    BetweenVisits,
}

/// The type of a field's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ValueType {
    /// Strings.
    Text,
    /// A word of a set.
    Enumeration,
    /// A language.
    Language,
}

/// What is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmptyWhat {
    /// A string.
    Text,
    /// A list in brackets.
    List,
}
