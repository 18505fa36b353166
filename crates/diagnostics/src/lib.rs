//! What the tools find, as data.
//!
//! A [`Finding`] says *what* is wrong ([`Problem`]), *where* ([`Span`]), what else belongs to it
//! ([`Label`]) and how it can be mended ([`Fix`]). It holds no sentence: those are made in one
//! place, [`words`], and drawn elsewhere. Every problem has a [`Code`], and [`Code`] is the one
//! table of names, severities and documentation pages.

mod code;
mod finding;
mod problem;
mod proof;
mod span;
pub mod words;

pub use code::{Code, Kind, Severity, UnknownCode};
pub use finding::{Edit, Finding, Fix, FixTitle, Label, LabelWords};
pub use problem::{
    AllowProblem, Confusable, DeclarationKind, Delimiter, DurationProblem, EmptyWhat,
    EscapeProblem, Expected, FileProblem, FixedSet, ManifestProblem, NestingOf, Place, Problem,
    ReferenceKind, Required, StepRule, SyntaxProblem, TagProblem, TextRole, TimeProblem,
    UrlProblem, ValueType,
};
pub use proof::{Redundancy, Witness};
pub use span::{FileId, Span};
pub use text_size::{TextRange, TextSize};
