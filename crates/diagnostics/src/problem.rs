//! Every kind of problem, with the facts that its sentence needs.

use crate::{Code, Redundancy, Witness};

/// The kinds of declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeclarationKind {
    /// `account`
    Account,
    /// `brand`
    Brand,
    /// `channel`
    Channel,
    /// `bot`
    Bot,
    /// `schedule`
    Schedule,
    /// `segment`
    Segment,
    /// `message`
    Message,
    /// `test`
    Test,
}

impl DeclarationKind {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 8] = [
        Self::Account,
        Self::Brand,
        Self::Channel,
        Self::Bot,
        Self::Schedule,
        Self::Segment,
        Self::Message,
        Self::Test,
    ];

    /// The keyword that begins it.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Brand => "brand",
            Self::Channel => "channel",
            Self::Bot => "bot",
            Self::Schedule => "schedule",
            Self::Segment => "segment",
            Self::Message => "message",
            Self::Test => "test",
        }
    }
}

/// What a name can refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReferenceKind {
    /// A brand.
    Brand,
    /// A channel.
    Channel,
    /// A bot.
    Bot,
    /// An answer of a bot.
    Answer,
    /// A schedule.
    Schedule,
    /// A segment.
    Segment,
    /// A message.
    Message,
}

/// Where statements stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Outside of every block.
    File,
    /// The block of a declaration.
    Block(DeclarationKind),
    /// The block of `reply agent`.
    AgentReply,
}

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

/// Words of which the language has a fixed set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FixedSet {
    /// `web_widget`
    ChannelType,
    /// The status of a bot.
    BotStatus,
    /// The status of a message.
    MessageStatus,
    /// `page_view`, `page_load`
    Event,
    /// `once_per_visit` …
    Frequency,
    /// `anytime`, `business_hours`, `outside_business_hours`
    ScheduleKind,
    /// `name`, `email`, `nothing`
    Ask,
    /// `release`, `keep`
    ConversationControl,
    /// `agent`, `bot`
    ReplyKind,
    /// `new`, `returning`
    History,
    /// A language of the catalogue.
    Language,
    /// `mon` … `sun`
    Day,
    /// A well-formed BCP 47 tag, of a test's device.
    DeviceTag,
}

/// What a string is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextRole {
    /// The display name of a declaration.
    DisplayName,
    /// The name of a test.
    TestName,
    /// A text that a visitor reads.
    Message,
    /// An `external_id`.
    ExternalId,
    /// A time zone.
    Timezone,
    /// An address.
    Url,
    /// A page's title.
    Title,
}

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
    Word(FixedSet),
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
        place: Place,
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
        set: FixedSet,
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
