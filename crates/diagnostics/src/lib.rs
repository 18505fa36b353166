//! What the tools find, as data.
//!
//! A [`Finding`] says *what* is wrong ([`Problem`]), *where* ([`Span`]), what else belongs to it
//! ([`Label`]) and how it can be mended ([`Fix`]). It holds no sentence: those are made in one
//! place, [`messages`], and drawn elsewhere. Every problem has a [`Code`], and [`Code`] is the one
//! table of names, severities and documentation pages.

mod code;
mod detail;
mod finding;
pub mod messages;
mod problem;
mod proof;
mod span;
mod vocabulary;

pub use code::{Code, Kind, Severity, UnknownCode};
pub use detail::{
    AllowProblem, Confusable, DurationProblem, EscapeProblem, Expected, FileProblem,
    ManifestProblem, SyntaxProblem, TagProblem, TimeProblem, UrlProblem,
};
pub use finding::{Edit, Finding, Fix, FixTitle, Label, LabelKind};
pub use problem::Problem;
pub use proof::{Redundancy, Witness};
pub use span::{FileId, Span};
pub use text_size::{TextRange, TextSize};
pub use vocabulary::{Delimiter, EmptyWhat, NestingOf, Required, StepRule, ValueType};
