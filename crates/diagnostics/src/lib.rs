//! Findings as data.
//!
//! A [`Finding`] says *what* is wrong ([`Problem`]), *where* ([`Span`]), which other places are
//! related ([`Label`]) and how to fix it ([`Fix`]). It holds no sentences: [`messages`] writes
//! them, and the command and the language server draw them. Every problem has a [`Code`], and
//! [`Code`] is the one table of names, severities and documentation pages.

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
    AllowProblem, Confusable, DurationProblem, EscapeProblem, Expected, FileProblem, GlobKey,
    Impossible, ManifestProblem, NeverOpen, ShadowAdvice, SyntaxProblem, TagProblem, TimeProblem,
    TimezoneProblem, UnsupportedRequest, UrlProblem, WebsiteProblem, WithoutEffect,
};
pub use finding::{Advice, Applicability, Edit, Finding, Fix, FixTitle, Label, LabelKind};
pub use problem::Problem;
pub use proof::{Redundancy, Witness};
pub use span::{FileId, Span};
pub use text_size::{TextRange, TextSize};
pub use vocabulary::{Delimiter, EmptyWhat, NestingOf, Required, StepRule};
