//! Why something is wrong, where a code has several reasons.

use crate::{Code, Delimiter};
use proactive_catalog::{DeclarationKind, ReferenceKind, Role, TextRole, WordSet};

/// What should stand where something else, or nothing, stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// The name that a declaration gives.
    DeclaredName(DeclarationKind),
    /// The name that an answer gives.
    AnswerName,
    /// The name of something declared.
    Reference(ReferenceKind),
    /// A string.
    Text(TextRole),
    /// One of a fixed set of words.
    Word(WordSet),
    /// `{`
    OpeningBrace,
    /// `when` behind a segment's name.
    When,
    /// A duration, as `0m30s`.
    Duration,
    /// `on page_view` behind `after 0m30s`.
    OnPageView,
    /// `after 0m30s` before `on page_view`.
    AfterDuration,
    /// `page_view` or `page_load` behind `on`.
    Event,
    /// The answer of a bot: `answer NAME`.
    AnswerOfBot,
    /// `agent` or `bot` and what follows.
    Reply,
    /// The text or block of `reply agent`.
    AgentReply,
    /// A tag.
    Tag,
    /// Days.
    Days,
    /// An interval of times.
    Interval,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A condition, or `always`.
    Condition,
    /// A comparison, a segment or `(`.
    Operand,
    /// `and` or `or` between two conditions.
    AndOr,
    /// `.` and a field behind an object.
    Field {
        /// The object.
        object: String,
    },
    /// An operator.
    Operator {
        /// The operators of the field, as written.
        operators: Vec<&'static str>,
    },
    /// A value.
    Value,
    /// `any of` before `[`.
    AnyOf,
    /// `[` behind `any of`.
    OpeningBracket,
    /// `,` between two values.
    Comma,
    /// `nothing`, `no MESSAGE` or a message.
    Expectation,
    /// A language tag.
    DeviceTag,
}

impl Expected {
    /// What is expected where an argument of a statement is missing, or is something else.
    #[must_use]
    pub fn argument(role: Role) -> Self {
        match role {
            Role::DeclaredId(_) => Self::AnswerName,
            Role::Reference(kind) => Self::Reference(kind),
            Role::Word(WordSet::DeviceTag) => Self::DeviceTag,
            Role::Word(set) => Self::Word(set),
            Role::Event(_) => Self::Event,
            Role::Text(role) => Self::Text(role),
            Role::AgentReply => Self::AgentReply,
            Role::Tag => Self::Tag,
            Role::Duration => Self::Duration,
            Role::Date => Self::Date,
            Role::Time => Self::Time,
            Role::Days => Self::Days,
            Role::Interval => Self::Interval,
            Role::Condition | Role::Nothing => Self::Condition,
        }
    }
}

/// A text that does not have the shape of the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyntaxProblem {
    /// Something is missing, or something else stands in its place.
    Expected {
        /// What should stand there.
        expected: Expected,
        /// What stands there instead.
        found: Option<String>,
    },
    /// Text behind a statement that is otherwise fine.
    Stray {
        /// The text.
        text: String,
    },
    /// Text that no statement and no declaration begins with.
    StrayOutside {
        /// The text.
        text: String,
    },
    /// A closing delimiter that nothing opened.
    SurplusClose {
        /// Which.
        delimiter: Delimiter,
    },
    /// A carriage return without a line feed.
    LoneCarriageReturn,
    /// A comma behind the last of a list without brackets.
    TrailingComma,
    /// A reserved word where it must be quoted.
    ReservedValue {
        /// The word.
        word: String,
    },
    /// `always` as part of a condition.
    AlwaysInCondition,
    /// `always` as the condition of a segment.
    AlwaysInSegment,
    /// `outside_business_hours` with a name behind it.
    OutsideTakesNoSchedule,
    /// `nothing` together with something to ask.
    NothingAmongOthers,
    /// A name with characters that names cannot have.
    MalformedName {
        /// The text.
        text: String,
    },
}

/// What is wrong with an escape sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EscapeProblem {
    /// Not one of `\" \\ \n \t \u{…}`.
    Unknown,
    /// `\u` without `{`, digits and `}`.
    MalformedUnicode,
    /// Hexadecimal digits that are no Unicode scalar value.
    NotAScalar,
}

/// What is wrong with a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DurationProblem {
    /// No unit, or not minutes and seconds.
    Form,
    /// Hours.
    Hours,
    /// More than 1440 minutes.
    TooLong,
}

/// What is wrong with a time, a date or an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimeProblem {
    /// A time that is not `HH:MM`.
    TimeForm,
    /// A time that no day has.
    NoSuchTime,
    /// `24:00` where no day is closed by it.
    MidnightEnd,
    /// An interval that is not `HH:MM-HH:MM`.
    IntervalForm,
    /// An interval that does not end after it begins.
    IntervalOrder,
    /// A date that is not `YYYY-MM-DD`.
    DateForm,
    /// A date that no calendar has.
    NoSuchDate,
    /// A closing that ends before it begins.
    ClosingOrder,
    /// A wall-clock time that a clock change skips.
    Skipped {
        /// The zone.
        zone: String,
    },
    /// A step that sets the clock back.
    Backwards,
}

/// What is wrong with a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagProblem {
    /// White space.
    Blank,
    /// A comma, a quote or a control character.
    Character(char),
    /// More than 255 characters.
    TooLong,
}

/// What is wrong with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UrlProblem {
    /// It does not begin with `http://` or `https://`.
    NotHttp,
    /// It cannot be read as an address.
    Malformed {
        /// The reason, as the URL standard's parser gives it.
        reason: String,
    },
}

/// Why a file cannot be read as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileProblem {
    /// The system does not give it.
    Unreadable {
        /// What the system says.
        reason: String,
    },
    /// It does not exist.
    NotFound,
    /// Its bytes are not UTF-8.
    NotUtf8 {
        /// The first byte that is wrong, counted from 0.
        offset: usize,
    },
    /// It is larger than is read.
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
}

/// What is wrong with `proactive.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ManifestProblem {
    /// It is not TOML.
    Toml {
        /// The reason, as the TOML parser gives it.
        reason: String,
    },
    /// A key that the manifest does not have.
    UnknownKey {
        /// The key, with its table: `build.outptu`.
        key: String,
        /// What is probably meant.
        suggestion: Option<String>,
    },
    /// A value of the wrong type.
    WrongType {
        /// The key, with its table.
        key: String,
        /// What it takes, as "a string".
        expected: &'static str,
    },
    /// A value that is none of those possible.
    UnknownValue {
        /// The key, with its table.
        key: String,
        /// What is written.
        found: String,
        /// What is possible.
        candidates: Vec<&'static str>,
        /// What is probably meant.
        suggestion: Option<String>,
    },
    /// A level for a code that is an error.
    NotALint {
        /// The code.
        code: String,
    },
    /// A pattern that cannot be read.
    Glob {
        /// The pattern.
        pattern: String,
        /// The reason.
        reason: String,
    },
}

/// What makes a text look like another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confusable {
    /// It changes the direction of the text.
    Bidirectional(char),
    /// It cannot be seen.
    Invisible(char),
    /// It looks like an ASCII letter among letters of ASCII.
    LookAlike {
        /// The character.
        found: char,
        /// The letter that it looks like.
        like: char,
    },
}

/// Why an `allow` does nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AllowProblem {
    /// Nothing here draws that lint.
    SilencesNothing {
        /// The code.
        code: Code,
    },
    /// No such code.
    UnknownCode {
        /// The word.
        word: String,
        /// What is probably meant.
        suggestion: Option<String>,
    },
    /// Errors cannot be silenced.
    IsAnError {
        /// The code.
        code: Code,
    },
    /// The comment does not have the form `# proactive: allow(code): reason`.
    Malformed,
    /// The manifest wants a reason, and none is given.
    NoReason,
}
