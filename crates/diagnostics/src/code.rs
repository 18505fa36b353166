//! The one table of diagnostic codes.

use std::fmt;
use std::str::FromStr;

/// The severity of a finding, from least to most severe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know.
    Info,
    /// Probably not what the author means.
    Warning,
    /// The workspace cannot be compiled.
    Error,
}

impl Severity {
    /// The name for output: `error`, `warning`, `info`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Whether a code is an error or a lint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Always an error, which cannot be silenced.
    Error,
    /// A warning, unless the manifest sets another level. `# proactive: allow(…)` silences it.
    Lint,
}

/// The error for a word that is not a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCode;

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown diagnostic code")
    }
}

impl std::error::Error for UnknownCode {}

macro_rules! codes {
    ($($variant:ident = $name:literal, $kind:ident;)*) => {
        /// A diagnostic code: a readable name that never changes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(
                #[doc = concat!("`", $name, "`")]
                $variant,
            )*
        }

        impl Code {
            /// All codes: errors first, then lints, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name, in kebab case.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Returns whether the code is an error or a lint.
            #[must_use]
            pub fn kind(self) -> Kind {
                match self { $(Self::$variant => Kind::$kind,)* }
            }

            /// The file `docs/diagnostics/CODE.md`.
            fn file(self) -> &'static str {
                match self {
                    $(Self::$variant => {
                        include_str!(concat!("../../../docs/diagnostics/", $name, ".md"))
                    })*
                }
            }
        }
    };
}

codes! {
    SyntaxError = "syntax-error", Error;
    UnclosedDelimiter = "unclosed-delimiter", Error;
    UnterminatedString = "unterminated-string", Error;
    InvalidEscape = "invalid-escape", Error;
    NestingTooDeep = "nesting-too-deep", Error;
    ConditionTooLarge = "condition-too-large", Error;
    UnknownDeclaration = "unknown-declaration", Error;
    UnknownStatement = "unknown-statement", Error;
    DuplicateStatement = "duplicate-statement", Error;
    MissingStatement = "missing-statement", Error;
    MisplacedStep = "misplaced-step", Error;
    ReservedName = "reserved-name", Error;
    DuplicateName = "duplicate-name", Error;
    UnresolvedName = "unresolved-name", Error;
    SegmentCycle = "segment-cycle", Error;
    UnknownField = "unknown-field", Error;
    OperatorMismatch = "operator-mismatch", Error;
    ValueTypeMismatch = "value-type-mismatch", Error;
    UnknownValue = "unknown-value", Error;
    EmptyValue = "empty-value", Error;
    InvalidDuration = "invalid-duration", Error;
    InvalidTime = "invalid-time", Error;
    InvalidTimezone = "invalid-timezone", Error;
    InvalidTag = "invalid-tag", Error;
    InvalidUrl = "invalid-url", Error;
    ChannelBrandMismatch = "channel-brand-mismatch", Error;
    BotNotOnChannel = "bot-not-on-channel", Error;
    NoBusinessHours = "no-business-hours", Error;
    AmbiguousBusinessHours = "ambiguous-business-hours", Error;
    DurationOnPageLoad = "duration-on-page-load", Error;
    FileError = "file-error", Error;
    ManifestError = "manifest-error", Error;
    TestFailed = "test-failed", Error;
    NeverMatches = "never-matches", Lint;
    AlwaysMatches = "always-matches", Lint;
    RedundantCondition = "redundant-condition", Lint;
    ShadowedMessage = "shadowed-message", Lint;
    DuplicateMessage = "duplicate-message", Lint;
    MixedAndOr = "mixed-and-or", Lint;
    NegativesJoinedByOr = "negatives-joined-by-or", Lint;
    EveryTimeFrequency = "every-time-frequency", Lint;
    UrlIsNotAbsolute = "url-is-not-absolute", Lint;
    UrlNeedsEncoding = "url-needs-encoding", Lint;
    UrlHostCase = "url-host-case", Lint;
    UrlOffWebsite = "url-off-website", Lint;
    WildcardInValue = "wildcard-in-value", Lint;
    PatternInValue = "pattern-in-value", Lint;
    ImpossibleValue = "impossible-value", Lint;
    DuplicateValue = "duplicate-value", Lint;
    UnusedDeclaration = "unused-declaration", Lint;
    ConversationControlKept = "conversation-control-kept", Lint;
    TooManyMessages = "too-many-messages", Lint;
    LongText = "long-text", Lint;
    PlaceholderText = "placeholder-text", Lint;
    LongDuration = "long-duration", Lint;
    HoursNeverOpen = "hours-never-open", Lint;
    HoursAlwaysOpen = "hours-always-open", Lint;
    HoursWithoutEffect = "hours-without-effect", Lint;
    ClosesBeforeMidnight = "closes-before-midnight", Lint;
    LegacyTimezone = "legacy-timezone", Lint;
    ConfusableText = "confusable-text", Lint;
    UnknownSubtag = "unknown-subtag", Lint;
    TestWithoutExpect = "test-without-expect", Lint;
    UnusedAllow = "unused-allow", Lint;
    UnmatchedPath = "unmatched-path", Lint;
    UnsupportedByTarget = "unsupported-by-target", Lint;
}

impl Code {
    /// The severity, unless the manifest sets another level.
    #[must_use]
    pub fn default_severity(self) -> Severity {
        match self.kind() {
            Kind::Error => Severity::Error,
            Kind::Lint => Severity::Warning,
        }
    }

    /// Whether a comment beside what it reports can silence it: a lint, unless it is about the
    /// manifest, which has no such comments.
    #[must_use]
    pub fn can_be_allowed(self) -> bool {
        self.kind() == Kind::Lint && self != Self::UnmatchedPath
    }

    /// Whether finding it takes a proof about conditions or hours. Not every check runs the prover.
    #[must_use]
    pub fn needs_proof(self) -> bool {
        matches!(
            self,
            Self::NeverMatches
                | Self::AlwaysMatches
                | Self::RedundantCondition
                | Self::ShadowedMessage
                | Self::DuplicateMessage
                | Self::NegativesJoinedByOr
                | Self::HoursNeverOpen
                | Self::HoursAlwaysOpen
        )
    }

    /// The documentation page in Markdown: what is wrong, with a wrong and a right example. It is
    /// the file `docs/diagnostics/CODE.md` without its footer, which links to the other pages.
    #[must_use]
    pub fn page(self) -> &'static str {
        let file = self.file();
        file.split_once("\n---\n").map_or(file, |(page, _)| page)
    }

    /// The first paragraph of the page, on one line.
    #[must_use]
    pub fn summary(self) -> String {
        self.page()
            .lines()
            .skip_while(|line| line.is_empty() || line.starts_with('#'))
            .take_while(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|code| code.as_str() == s)
            .ok_or(UnknownCode)
    }
}
