//! Every kind of problem, with the facts that its sentence needs.

use crate::{
    AllowProblem, Code, Confusable, Delimiter, DurationProblem, EmptyWhat, EscapeProblem,
    FileProblem, ManifestProblem, NestingOf, Redundancy, Required, StepRule, SyntaxProblem,
    TagProblem, TimeProblem, UrlProblem, ValueType, Witness,
};
use proactive_catalog::{Block, DeclarationKind, Place, ReferenceKind, WordSet};

/// What is wrong: one variant a code, and the facts that its sentence needs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "the fields are what their names say; the words module shows each in a sentence"
)]
pub enum Problem {
    Syntax(SyntaxProblem),
    UnclosedDelimiter {
        delimiter: Delimiter,
    },
    UnterminatedString {
        triple: bool,
    },
    InvalidEscape {
        escape: String,
        problem: EscapeProblem,
    },
    NestingTooDeep {
        of: NestingOf,
        limit: usize,
    },
    ConditionTooLarge {
        comparisons: u64,
        limit: u64,
    },
    UnknownDeclaration {
        word: String,
        suggestion: Option<String>,
    },
    /// `belongs` holds the blocks that know the statement; empty when none does.
    UnknownStatement {
        word: String,
        place: Place,
        belongs: Vec<Place>,
        suggestion: Option<String>,
    },
    /// `first` is the form given first, when it is another than `statement`.
    DuplicateStatement {
        statement: String,
        first: Option<String>,
    },
    /// One finding for a header, however many are missing.
    MissingStatement {
        block: Block,
        required: Vec<Required>,
    },
    MisplacedStep {
        step: String,
        rule: StepRule,
    },
    ReservedName {
        word: String,
    },
    /// `kind` is none for an answer. The name of a second `account` is empty.
    DuplicateName {
        kind: Option<DeclarationKind>,
        name: String,
    },
    UnresolvedName {
        kind: ReferenceKind,
        name: String,
        of_bot: Option<String>,
        suggestion: Option<String>,
    },
    /// The way round, the first segment again at its end.
    SegmentCycle {
        way: Vec<String>,
    },
    /// Candidates are written in full: `visitor.url`.
    UnknownField {
        found: String,
        candidates: Vec<String>,
        suggestion: Option<String>,
    },
    OperatorMismatch {
        field: String,
        found: String,
        operators: Vec<&'static str>,
        suggestion: Option<String>,
    },
    ValueTypeMismatch {
        field: String,
        expected: ValueType,
        found: String,
    },
    UnknownValue {
        set: WordSet,
        found: String,
        candidates: Vec<String>,
        suggestion: Option<String>,
    },
    EmptyValue {
        what: EmptyWhat,
    },
    InvalidDuration {
        found: String,
        problem: DurationProblem,
    },
    InvalidTime {
        found: String,
        problem: TimeProblem,
    },
    InvalidTimezone {
        found: String,
        suggestion: Option<String>,
    },
    InvalidTag {
        found: String,
        problem: TagProblem,
    },
    InvalidUrl {
        found: String,
        problem: UrlProblem,
    },
    ChannelBrandMismatch {
        channel: String,
        connected: String,
        given: String,
    },
    /// `on` lists the channels on which the bot is published.
    BotNotOnChannel {
        bot: String,
        channel: String,
        draft: bool,
        on: Vec<String>,
    },
    NoBusinessHours {
        channel: String,
    },
    AmbiguousBusinessHours {
        channel: String,
        schedules: Vec<String>,
    },
    DurationOnPageLoad,
    File(FileProblem),
    Manifest(ManifestProblem),
    /// `happened` is a clause, and so is `advice`, where there is one.
    TestFailed {
        test: String,
        happened: String,
        advice: Option<String>,
    },
    /// `parts` are the least that contradict one another, as written; alone, a part contradicts
    /// itself. The witness fulfils all of them but the one at the span. `kind` and `name` tell
    /// whose condition it is.
    NeverMatches {
        kind: DeclarationKind,
        name: String,
        parts: Vec<String>,
        witness: Option<Box<Witness>>,
    },
    /// `parts` are the fewest that leave nobody out, as written. The witness is left out by all of
    /// them but the one at the span, which lets them in.
    AlwaysMatches {
        kind: DeclarationKind,
        name: String,
        parts: Vec<String>,
        witness: Option<Box<Witness>>,
    },
    /// `because` holds the other parts, as written, that make this one idle; none where the part
    /// always or never holds by itself. The witness is one whom only the part would decide upon,
    /// did the others not.
    RedundantCondition {
        part: String,
        why: Redundancy,
        because: Vec<String>,
        witness: Option<Box<Witness>>,
    },
    /// Whoever would get `name` gets `by` first, as the witness does.
    ShadowedMessage {
        name: String,
        by: String,
        witness: Box<Witness>,
    },
    /// `of` has the same audience, moment and hours.
    DuplicateMessage {
        name: String,
        of: String,
        witness: Box<Witness>,
    },
    MixedAndOr,
    EveryTimeFrequency,
    /// `shown` is the address as a browser would show it, when only that is amiss.
    UrlIsNotAbsolute {
        found: String,
        shown: Option<String>,
    },
    UrlNeedsEncoding {
        found: String,
        shown: String,
    },
    UrlHostCase {
        found: String,
        shown: String,
    },
    WildcardInValue {
        wildcard: String,
    },
    DuplicateValue {
        value: String,
    },
    UnusedDeclaration {
        kind: DeclarationKind,
        name: String,
    },
    ConversationControlKept,
    TooManyMessages {
        count: usize,
        limit: u64,
    },
    /// Lengths in characters (Unicode scalar values).
    LongText {
        length: usize,
        limit: u64,
    },
    LongDuration {
        found: String,
        normal: String,
    },
    ConfusableText(Confusable),
    TestWithoutExpect {
        name: String,
    },
    UnusedAllow(AllowProblem),
}

impl Problem {
    /// Its code.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::Syntax(_) => Code::SyntaxError,
            Self::UnclosedDelimiter { .. } => Code::UnclosedDelimiter,
            Self::UnterminatedString { .. } => Code::UnterminatedString,
            Self::InvalidEscape { .. } => Code::InvalidEscape,
            Self::NestingTooDeep { .. } => Code::NestingTooDeep,
            Self::ConditionTooLarge { .. } => Code::ConditionTooLarge,
            Self::UnknownDeclaration { .. } => Code::UnknownDeclaration,
            Self::UnknownStatement { .. } => Code::UnknownStatement,
            Self::DuplicateStatement { .. } => Code::DuplicateStatement,
            Self::MissingStatement { .. } => Code::MissingStatement,
            Self::MisplacedStep { .. } => Code::MisplacedStep,
            Self::ReservedName { .. } => Code::ReservedName,
            Self::DuplicateName { .. } => Code::DuplicateName,
            Self::UnresolvedName { .. } => Code::UnresolvedName,
            Self::SegmentCycle { .. } => Code::SegmentCycle,
            Self::UnknownField { .. } => Code::UnknownField,
            Self::OperatorMismatch { .. } => Code::OperatorMismatch,
            Self::ValueTypeMismatch { .. } => Code::ValueTypeMismatch,
            Self::UnknownValue { .. } => Code::UnknownValue,
            Self::EmptyValue { .. } => Code::EmptyValue,
            Self::InvalidDuration { .. } => Code::InvalidDuration,
            Self::InvalidTime { .. } => Code::InvalidTime,
            Self::InvalidTimezone { .. } => Code::InvalidTimezone,
            Self::InvalidTag { .. } => Code::InvalidTag,
            Self::InvalidUrl { .. } => Code::InvalidUrl,
            Self::ChannelBrandMismatch { .. } => Code::ChannelBrandMismatch,
            Self::BotNotOnChannel { .. } => Code::BotNotOnChannel,
            Self::NoBusinessHours { .. } => Code::NoBusinessHours,
            Self::AmbiguousBusinessHours { .. } => Code::AmbiguousBusinessHours,
            Self::DurationOnPageLoad => Code::DurationOnPageLoad,
            Self::File(_) => Code::FileError,
            Self::Manifest(_) => Code::ManifestError,
            Self::TestFailed { .. } => Code::TestFailed,
            Self::NeverMatches { .. } => Code::NeverMatches,
            Self::AlwaysMatches { .. } => Code::AlwaysMatches,
            Self::RedundantCondition { .. } => Code::RedundantCondition,
            Self::ShadowedMessage { .. } => Code::ShadowedMessage,
            Self::DuplicateMessage { .. } => Code::DuplicateMessage,
            Self::MixedAndOr => Code::MixedAndOr,
            Self::EveryTimeFrequency => Code::EveryTimeFrequency,
            Self::UrlIsNotAbsolute { .. } => Code::UrlIsNotAbsolute,
            Self::UrlNeedsEncoding { .. } => Code::UrlNeedsEncoding,
            Self::UrlHostCase { .. } => Code::UrlHostCase,
            Self::WildcardInValue { .. } => Code::WildcardInValue,
            Self::DuplicateValue { .. } => Code::DuplicateValue,
            Self::UnusedDeclaration { .. } => Code::UnusedDeclaration,
            Self::ConversationControlKept => Code::ConversationControlKept,
            Self::TooManyMessages { .. } => Code::TooManyMessages,
            Self::LongText { .. } => Code::LongText,
            Self::LongDuration { .. } => Code::LongDuration,
            Self::ConfusableText(_) => Code::ConfusableText,
            Self::TestWithoutExpect { .. } => Code::TestWithoutExpect,
            Self::UnusedAllow(_) => Code::UnusedAllow,
        }
    }
}
