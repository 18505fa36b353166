//! Every kind of problem, with the facts that its message needs.

use crate::{
    AllowProblem, Code, Confusable, Delimiter, DurationProblem, EmptyWhat, EscapeProblem,
    FileProblem, Impossible, ManifestProblem, NestingOf, NeverOpen, Redundancy, Required,
    ShadowAdvice, StepRule, SyntaxProblem, TagProblem, TimeProblem, TimezoneProblem,
    UnsupportedRequest, UrlProblem, WithoutEffect, Witness,
};
use proactive_catalog::adapters::Adapter;
use proactive_catalog::time_zones::LegacyZone;
use proactive_catalog::{Block, DeclarationKind, FieldType, Place, ReferenceKind, WordSet};

/// What is wrong: one variant for each code, with the facts that its message needs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "the names of the fields say what they are; `messages` shows each in a sentence"
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
    /// `belongs` lists the blocks that have the statement.
    UnknownStatement {
        word: String,
        place: Place,
        belongs: Vec<Place>,
        suggestion: Option<String>,
    },
    /// `first` is the keyword of the first statement, if it differs from `statement`.
    DuplicateStatement {
        statement: String,
        first: Option<String>,
    },
    /// One finding for a block, with everything that is missing.
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
    /// `kind` is `None` for an answer. The name of a second `account` is empty.
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
    /// The cycle, with the first segment again at its end, without those that are omitted in its
    /// middle.
    SegmentCycle {
        start: Vec<String>,
        omitted: usize,
        end: Vec<String>,
    },
    /// The candidates are full paths: `visitor.url`.
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
        expected: FieldType,
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
        problem: TimezoneProblem,
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
    /// `on` lists the channels that the bot is published on.
    BotNotOnChannel {
        bot: String,
        channel: String,
        draft: bool,
        on: Vec<String>,
    },
    /// `schedule` is the one that the message names.
    NoBusinessHours {
        channel: String,
        schedule: Option<String>,
    },
    AmbiguousBusinessHours {
        channel: String,
        schedules: Vec<String>,
    },
    DurationOnPageLoad,
    File(FileProblem),
    Manifest(ManifestProblem),
    /// `happened` and `advice` are clauses.
    TestFailed {
        test: String,
        happened: String,
        advice: Option<String>,
    },
    /// `parts` are a minimal set of parts that contradict each other, as in the source; a single
    /// part contradicts itself. The witness matches all of them except the one at the span. `kind`
    /// and `name` are those of the declaration with the condition.
    NeverMatches {
        kind: DeclarationKind,
        name: String,
        parts: Vec<String>,
        witness: Option<Box<Witness>>,
    },
    /// `parts` are a minimal set of parts that together match everyone, as in the source. The
    /// witness matches only the one at the span.
    AlwaysMatches {
        kind: DeclarationKind,
        name: String,
        parts: Vec<String>,
        witness: Option<Box<Witness>>,
    },
    /// `because` lists the other parts, as in the source, that make this one redundant; it is
    /// empty if the part is always or never true on its own. The witness is a visitor about whom
    /// the part would decide without the others.
    RedundantCondition {
        part: String,
        why: Redundancy,
        because: Vec<String>,
        witness: Option<Box<Witness>>,
    },
    /// Everyone who matches `name` gets `by` first, for example the witness.
    ShadowedMessage {
        name: String,
        by: String,
        advice: ShadowAdvice,
        witness: Box<Witness>,
    },
    /// `of` has the same audience, delay and hours.
    DuplicateMessage {
        name: String,
        of: String,
        witness: Box<Witness>,
    },
    MixedAndOr,
    /// `parts` are the negative comparisons, as in the source; `instead` excludes all that they
    /// name. The witness matches although one of the parts names it.
    NegativesJoinedByOr {
        parts: Vec<String>,
        instead: String,
        witness: Option<Box<Witness>>,
    },
    EveryTimeFrequency,
    /// `shown` is the URL as browsers write it, if it is a whole one; `instead` lists what to
    /// write, as source text.
    UrlIsNotAbsolute {
        found: String,
        shown: Option<String>,
        instead: Vec<String>,
    },
    /// `instead` lists what to write, as source text.
    UrlNeedsEncoding {
        found: String,
        shown: String,
        instead: Vec<String>,
    },
    /// An address, or a part of one, names a host that no website has.
    UrlOffWebsite {
        /// The address.
        found: String,
        /// The host that it names, with its port.
        host: String,
        /// The channel that it is about. `None` for any channel.
        channel: Option<String>,
        /// The websites of the channel, or of all channels.
        websites: Vec<String>,
        /// The address that was probably meant.
        meant: Option<String>,
    },
    UrlHostCase {
        found: String,
        shown: String,
    },
    /// `instead` is what to write, as source text.
    WildcardInValue {
        wildcard: String,
        instead: Option<String>,
    },
    /// `pattern` is a part of the value; `instead` is what to write, as source text.
    PatternInValue {
        pattern: String,
        instead: Option<String>,
    },
    /// `instead` is what to write, as source text.
    ImpossibleValue {
        found: String,
        why: Impossible,
        instead: Option<String>,
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
    /// `text` is what a published message says.
    PlaceholderText {
        text: String,
    },
    LongDuration {
        found: String,
        normal: String,
    },
    /// `name` is a message or a schedule.
    HoursNeverOpen {
        name: String,
        why: NeverOpen,
    },
    /// `messages` are those that are shown during the hours of the schedule.
    HoursAlwaysOpen {
        schedule: String,
        messages: Vec<String>,
    },
    HoursWithoutEffect(WithoutEffect),
    /// `meant` is the interval that ends at midnight.
    ClosesBeforeMidnight {
        found: String,
        meant: String,
    },
    LegacyTimezone {
        found: String,
        legacy: LegacyZone,
    },
    ConfusableText(Confusable),
    /// `subtag` is the language in `tag`.
    UnknownSubtag {
        tag: String,
        subtag: String,
        suggestion: Option<String>,
    },
    TestWithoutExpect {
        name: String,
    },
    UnusedAllow(AllowProblem),
    /// `pattern` is in `paths` of `[[overrides]]` in the manifest.
    UnmatchedPath {
        pattern: String,
        suggestion: Option<String>,
    },
    /// `adapter` in the manifest is a chat widget that cannot do what a message asks for.
    UnsupportedByTarget {
        adapter: Adapter,
        request: UnsupportedRequest,
    },
}

impl Problem {
    /// The code of the problem.
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
            Self::NegativesJoinedByOr { .. } => Code::NegativesJoinedByOr,
            Self::EveryTimeFrequency => Code::EveryTimeFrequency,
            Self::UrlIsNotAbsolute { .. } => Code::UrlIsNotAbsolute,
            Self::UrlNeedsEncoding { .. } => Code::UrlNeedsEncoding,
            Self::UrlHostCase { .. } => Code::UrlHostCase,
            Self::UrlOffWebsite { .. } => Code::UrlOffWebsite,
            Self::WildcardInValue { .. } => Code::WildcardInValue,
            Self::PatternInValue { .. } => Code::PatternInValue,
            Self::ImpossibleValue { .. } => Code::ImpossibleValue,
            Self::DuplicateValue { .. } => Code::DuplicateValue,
            Self::UnusedDeclaration { .. } => Code::UnusedDeclaration,
            Self::ConversationControlKept => Code::ConversationControlKept,
            Self::TooManyMessages { .. } => Code::TooManyMessages,
            Self::LongText { .. } => Code::LongText,
            Self::PlaceholderText { .. } => Code::PlaceholderText,
            Self::LongDuration { .. } => Code::LongDuration,
            Self::HoursNeverOpen { .. } => Code::HoursNeverOpen,
            Self::HoursAlwaysOpen { .. } => Code::HoursAlwaysOpen,
            Self::HoursWithoutEffect(_) => Code::HoursWithoutEffect,
            Self::ClosesBeforeMidnight { .. } => Code::ClosesBeforeMidnight,
            Self::LegacyTimezone { .. } => Code::LegacyTimezone,
            Self::ConfusableText(_) => Code::ConfusableText,
            Self::UnknownSubtag { .. } => Code::UnknownSubtag,
            Self::TestWithoutExpect { .. } => Code::TestWithoutExpect,
            Self::UnusedAllow(_) => Code::UnusedAllow,
            Self::UnmatchedPath { .. } => Code::UnmatchedPath,
            Self::UnsupportedByTarget { .. } => Code::UnsupportedByTarget,
        }
    }
}
