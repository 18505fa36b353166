//! What exactly is wrong, for codes that cover several mistakes.

use crate::{Code, Delimiter};
use proactive_catalog::{Day, DeclarationKind, ReferenceKind, Role, TextRole, WordSet};

/// What is expected at a place that has something else or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// The name in a declaration.
    DeclaredName(DeclarationKind),
    /// The name of an answer, in its bot.
    AnswerName,
    /// A reference to a declaration.
    Reference(ReferenceKind),
    /// A string.
    Text(TextRole),
    /// One of a set of words.
    Word(WordSet),
    /// `{`
    OpeningBrace,
    /// `when` after the name of a segment.
    When,
    /// A duration, such as `30s`.
    Duration,
    /// `on page_view` after `after 30s`.
    OnPageView,
    /// `after 30s` before `on page_view`.
    AfterDuration,
    /// `page_view` or `page_load` after `on`.
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
    /// `.` and a field after an object.
    Field {
        /// The object.
        object: String,
    },
    /// An operator.
    Operator {
        /// The operators of the field.
        operators: Vec<&'static str>,
    },
    /// A value.
    Value,
    /// `any of` before `[`.
    AnyOf,
    /// `[` after `any of`.
    OpeningBracket,
    /// `,` between two values.
    Comma,
    /// `nothing`, `no MESSAGE` or a message.
    Expectation,
}

impl Expected {
    /// What is expected where an argument of a statement is missing or wrong.
    #[must_use]
    pub fn argument(role: Role) -> Self {
        match role {
            Role::DeclaredId(_) => Self::AnswerName,
            Role::Reference(kind) => Self::Reference(kind),
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

/// A violation of the grammar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyntaxProblem {
    /// Something is missing, or something else is in its place.
    Expected {
        /// What should be there.
        expected: Expected,
        /// What is there instead.
        found: Option<String>,
    },
    /// Text after a complete statement.
    Stray {
        /// The text.
        text: String,
    },
    /// Text outside a block that does not start a declaration.
    StrayOutside {
        /// The text.
        text: String,
    },
    /// A closing delimiter without an opening one.
    SurplusClose {
        /// The delimiter.
        delimiter: Delimiter,
    },
    /// A carriage return without a line feed.
    LoneCarriageReturn,
    /// A comment as another language writes it.
    ForeignComment {
        /// What begins it there.
        sign: &'static str,
    },
    /// A space or an invisible character that is no space of the language.
    ForeignSpace {
        /// The character.
        character: char,
    },
    /// A comma after the last value of a list without brackets.
    TrailingComma,
    /// A keyword that must be quoted here.
    ReservedValue {
        /// The word.
        word: String,
    },
    /// `always` as part of a condition.
    AlwaysInCondition,
    /// `always` as the condition of a segment.
    AlwaysInSegment,
    /// `outside_business_hours` with the name of a schedule.
    OutsideTakesNoSchedule,
    /// `nothing` together with something to ask for.
    NothingAmongOthers,
    /// A name with a character that names cannot have.
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
    /// Hexadecimal digits that are not a Unicode scalar value.
    NotAScalar,
}

/// What is wrong with a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DurationProblem {
    /// Not minutes and seconds, or without a unit.
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
    /// A time that does not exist.
    NoSuchTime,
    /// `24:00` as the start of something.
    MidnightEnd,
    /// An interval that is not `HH:MM-HH:MM`.
    IntervalForm,
    /// An interval that does not end after it starts.
    IntervalOrder,
    /// A date that is not `YYYY-MM-DD`.
    DateForm,
    /// A date that does not exist.
    NoSuchDate,
    /// A moment that is no time with a day or date before it, on the command line.
    MomentForm,
    /// A range of closed days that ends before it starts.
    ClosingOrder,
    /// A local time that is skipped when the clocks go forward.
    Skipped {
        /// The time zone.
        zone: String,
    },
    /// A step that would set the clock back.
    Backwards,
}

/// What is wrong with the name of a time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimezoneProblem {
    /// It is an offset from UTC.
    Offset {
        /// A city with this offset as its standard time.
        standard: Option<String>,
        /// A city with this offset in summer.
        summer: Option<String>,
    },
    /// The database has no such name.
    Unknown {
        /// The zones that are probably meant, the best first.
        candidates: Vec<String>,
    },
}

/// Why hours never come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NeverOpen {
    /// A schedule without `open`.
    NoOpening {
        /// The messages that are shown only during its hours.
        messages: Vec<String>,
    },
    /// A schedule that closed dates keep closed for more than two years.
    Closed {
        /// The first date, `2026-12-25`.
        from: String,
        /// The last date.
        to: String,
        /// The messages that are shown only during its hours.
        messages: Vec<String>,
    },
    /// A message outside of the hours of schedules that are open all week.
    OpenAllWeek {
        /// The schedules.
        schedules: Vec<String>,
        /// Whether there are closed dates on which it is shown.
        is_shown_on_closed_dates: bool,
    },
}

/// Hours or closed dates that add nothing to those of other statements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WithoutEffect {
    /// Hours within other hours.
    Hours {
        /// The days, in order.
        days: Vec<Day>,
        /// The start of the other hours, `09:00`.
        from: String,
        /// The end of the other hours.
        to: String,
        /// The other statement without these days, if the hours here were meant instead of its
        /// own.
        other: Option<String>,
    },
    /// Closed dates within other closed dates.
    Closed {
        /// The first closed date, `2026-12-24`.
        from: String,
        /// The last closed date.
        to: String,
    },
}

/// What makes a message come before the one that shadows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShadowAdvice {
    /// Both have the same audience during the same hours, so whichever is first shadows the other.
    ChangeAudience,
    /// Both are due at the same moment, so the order in the source decides.
    MoveAbove,
    /// The other is due earlier.
    ShorterDelay {
        /// Its delay, `30s`.
        than: String,
    },
    /// The other is due as the page loads.
    OnPageLoad {
        /// Whether the message is above the other already.
        is_above: bool,
    },
}

/// What is wrong with a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagProblem {
    /// It contains white space.
    Blank,
    /// It contains a comma, a quote or a control character.
    Character(char),
    /// It has more than 255 characters.
    TooLong,
}

/// What is wrong with a URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UrlProblem {
    /// It does not start with `http://` or `https://`.
    NotHttp {
        /// The URL that was probably meant.
        meant: Option<String>,
    },
    /// It cannot be parsed.
    Malformed {
        /// The reason that the URL parser gives.
        reason: String,
    },
    /// It is a URL, but not that of a website.
    Website {
        /// What is wrong.
        problem: WebsiteProblem,
        /// The URL without it, if that is a website.
        meant: Option<String>,
    },
}

/// What the address of a website cannot contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebsiteProblem {
    /// A `?` and what follows.
    Query,
    /// A `#` and what follows.
    Fragment,
    /// A user name or a password.
    User,
    /// A `*` that does not stand for the subdomains of a host.
    Star,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileProblem {
    /// The operating system reports an error.
    Unreadable {
        /// The error.
        reason: String,
    },
    /// It does not exist.
    NotFound,
    /// Its bytes are not UTF-8.
    NotUtf8 {
        /// The offset of the first invalid byte, from 0.
        offset: usize,
    },
    /// It is too large.
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
        /// The reason that the TOML parser gives.
        reason: String,
    },
    /// An unknown key.
    UnknownKey {
        /// The key, with its table: `build.outptu`.
        key: String,
        /// What was probably meant.
        suggestion: Option<String>,
        /// The keys of the table; empty if there are too many for a sentence.
        candidates: Vec<&'static str>,
    },
    /// A value of the wrong type.
    WrongType {
        /// The key, with its table.
        key: String,
        /// What it takes, such as "a string".
        expected: &'static str,
    },
    /// A value that is not one of the possible ones.
    UnknownValue {
        /// The key, with its table.
        key: String,
        /// The value.
        found: String,
        /// The possible values.
        candidates: Vec<&'static str>,
        /// What was probably meant.
        suggestion: Option<String>,
    },
    /// `[table]` instead of `[[table]]`.
    SingleTable {
        /// The name of the table.
        table: String,
    },
    /// A table without a key that it needs.
    MissingKey {
        /// The key, with its table.
        key: String,
        /// The key with a value, as TOML.
        example: &'static str,
    },
    /// A level for a code that is not a lint.
    NotALint {
        /// The code.
        code: String,
    },
    /// A glob of a list of paths that begins with `!`, as in `.gitignore`.
    NegatedGlob {
        /// The glob, without the `!`.
        pattern: String,
        /// The key that it is written in.
        key: GlobKey,
    },
    /// An invalid glob.
    Glob {
        /// The glob.
        pattern: String,
        /// The reason.
        reason: String,
    },
}

/// What a message asks of a chat widget that cannot do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnsupportedRequest {
    /// `tags`: the conversation gets them.
    Tags,
    /// `reply bot`: the bot gives this answer.
    BotAnswer {
        /// The name of the answer.
        answer: String,
    },
    /// `ask name`: the widget gets a name without an address.
    NameAlone,
}

/// A key of the manifest that takes globs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GlobKey {
    /// `include`
    Include,
    /// `exclude`
    Exclude,
    /// `paths` of `[[overrides]]`
    Paths,
}

/// Why no address and no title of a page matches a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Impossible {
    /// White space at the start or the end.
    OuterSpace,
    /// White space in a title other than single spaces (HTML Standard, `document.title`).
    InnerSpace,
    /// A character reference of HTML.
    Entity {
        /// The reference, such as `&amp;`.
        entity: String,
        /// What it stands for.
        character: String,
    },
    /// Tags of HTML.
    Tags,
    /// A link of Markdown or HTML.
    Link,
    /// Quotes or brackets around the value.
    Enclosed,
    /// An address with words around it.
    WordsAround,
    /// Several values in one text.
    List,
    /// A letter and its accent as two characters.
    Decomposed {
        /// The letter, as one character.
        letter: char,
    },
    /// The port that the scheme has anyway.
    DefaultPort {
        /// The port.
        port: String,
    },
    /// A text fragment, which browsers remove (URL Fragment Text Directives).
    TextFragment,
    /// `view-source:` before an address.
    ViewSource,
    /// A mistyped `https://`.
    Scheme,
    /// An address with `›` between its parts, as search engines show it.
    Breadcrumb,
    /// A text that was cut, with an ellipsis at its end.
    Cut,
    /// Punctuation of a sentence at the end of an address.
    Punctuation {
        /// The character.
        character: char,
    },
    /// The name of a browser, as the title of its window has it.
    BrowserName {
        /// The browser.
        browser: &'static str,
    },
    /// A backslash in place of a slash.
    Backslash,
    /// Percent-encoded characters in a title.
    PercentEncoded,
    /// An address that is compared with a title.
    AddressInTitle,
    /// A part of an address that browsers write differently.
    WrittenDifferently {
        /// The part as they write it.
        shown: String,
    },
}

/// Why a text is not what it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confusable {
    /// A character changes the direction of the text.
    Bidirectional(char),
    /// A character cannot be seen.
    Invisible(char),
    /// A space that is not the ordinary one, in a text that is compared.
    Space(char),
    /// A character looks like an ASCII letter, among ASCII letters.
    LookAlike {
        /// The character.
        found: char,
        /// The ASCII letter.
        like: char,
    },
}

/// Why an `allow` comment has no effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AllowProblem {
    /// There is no finding of that lint here.
    SilencesNothing {
        /// The code.
        code: Code,
    },
    /// No such code.
    UnknownCode {
        /// The word.
        word: String,
        /// What was probably meant.
        suggestion: Option<String>,
    },
    /// The code is an error, and errors cannot be silenced.
    IsAnError {
        /// The code.
        code: Code,
    },
    /// The comment does not have the form `# proactive: allow(code): reason`.
    Malformed,
    /// The manifest requires a reason.
    NoReason,
}
