//! The grammars that have no parser.

use std::fmt;

/// Why no parser is generated for a grammar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GrammarError {
    /// pest rejects it, with this message.
    Invalid(String),
    /// A rule uses itself, so the stack would have to be as deep as the text. Its name.
    Recursive(String),
    /// It uses a feature of pest that our grammar does not need.
    Unsupported {
        /// The rule that uses it.
        rule: String,
        /// The feature.
        what: String,
    },
}

impl fmt::Display for GrammarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(message) => write!(f, "pest rejects the grammar:\n{message}"),
            Self::Recursive(rule) => write!(f, "the rule `{rule}` is recursive"),
            Self::Unsupported { rule, what } => {
                write!(f, "the rule `{rule}` uses {what}, which is not supported")
            }
        }
    }
}

impl std::error::Error for GrammarError {}
