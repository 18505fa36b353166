//! Small types that several problems share.

/// A delimiter that opens and closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delimiter {
    /// `{`
    Brace,
    /// `[`
    Bracket,
    /// `(`
    Parenthesis,
}

/// What is nested too deep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NestingOf {
    /// Parentheses and `not` in the source.
    Text,
    /// Groups, after the segments are expanded.
    Groups,
}

/// What a block must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Required {
    /// A statement, by its keyword.
    Statement(&'static str),
    /// `after … on page_view` or `on page_load`.
    Trigger,
    /// `channel`, where it cannot be inferred.
    Channel {
        /// Whether several channels are possible; otherwise, there is none.
        several: bool,
    },
}

/// The rule about the order of steps that is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepRule {
    /// `expect`, `open`, `dismiss`, `reply` need a page.
    NeedsVisit,
    /// `visitor`, `device` and `channel` come before all steps.
    BelongsAbove,
    /// `time` comes between two visits.
    BetweenVisits,
}

/// What is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmptyWhat {
    /// A string.
    Text,
    /// A list in brackets.
    List,
}
