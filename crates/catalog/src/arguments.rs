//! What the arguments of statements are: the columns of a row of
//! [`STATEMENTS`](crate::statements::STATEMENTS) that say what follows a keyword.
//!
//! A statement has one or more [`Form`]s, and a form is a sequence of [`Argument`]s:
//! `visit "https://…" [title "…"] [for DURATION]` is one form with three arguments. Whatever reads
//! statements reads these: the typed view of the tree finds the arguments by them, and the forms
//! that people see are written from them.

use std::fmt;
use std::ops::Range;

use crate::declarations::ReferenceKind;
use crate::words::{Event, Word as _, WordSet};

/// One way to write a statement.
pub type Form = &'static [Argument];

/// An argument of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argument {
    /// What it is.
    pub role: Role,
    /// The word that comes before it: the `on` of `after 30s on page_view`.
    pub keyword: Option<&'static str>,
    /// Whether it can be left out.
    pub is_optional: bool,
    /// Whether it is a list, with commas between its items.
    pub is_list: bool,
    /// The value of the argument before it without which it cannot be given: the `business_hours`
    /// of `schedule business_hours ID`.
    pub only_after: Option<&'static str>,
    /// What it means, for an author.
    pub documentation: &'static str,
}

impl Argument {
    /// An argument that must be given.
    #[must_use]
    pub const fn new(role: Role, documentation: &'static str) -> Self {
        Self {
            role,
            keyword: None,
            is_optional: false,
            is_list: false,
            only_after: None,
            documentation,
        }
    }

    /// The same argument after a keyword of its own.
    #[must_use]
    pub const fn after(self, keyword: &'static str) -> Self {
        Self {
            keyword: Some(keyword),
            ..self
        }
    }

    /// The same argument, if it can be left out.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self {
            is_optional: true,
            ..self
        }
    }

    /// The same argument as a list.
    #[must_use]
    pub const fn list(self) -> Self {
        Self {
            is_list: true,
            ..self
        }
    }

    /// The same argument, if it can only follow the value `word` of the argument before it.
    #[must_use]
    pub const fn only_after(self, word: &'static str) -> Self {
        Self {
            is_optional: true,
            only_after: Some(word),
            ..self
        }
    }
}

/// What an argument is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The ID that the statement declares.
    DeclaredId(ReferenceKind),
    /// The ID of something declared elsewhere.
    Reference(ReferenceKind),
    /// A word of a set.
    Word(WordSet),
    /// The one event that can follow the statement's other arguments.
    Event(Event),
    /// A string.
    Text(TextRole),
    /// A string, or a block of statements in braces.
    AgentReply,
    /// A tag, as a word or in quotes.
    Tag,
    /// A length of time: `1m30s`.
    Duration,
    /// A day of the calendar: `2026-03-16`.
    Date,
    /// A time of day: `10:00`.
    Time,
    /// Days of the week: `mon`, `mon-fri`.
    Days,
    /// Hours of a day: `09:00-18:00`.
    Interval,
    /// A condition, or `always`.
    Condition,
    /// Nothing but the keyword of the argument: `expect nothing`.
    Nothing,
}

impl Role {
    /// What it refers to, if it is a reference.
    #[must_use]
    pub fn reference(self) -> Option<ReferenceKind> {
        match self {
            Self::Reference(kind) => Some(kind),
            Self::DeclaredId(_)
            | Self::Word(_)
            | Self::Event(_)
            | Self::Text(_)
            | Self::AgentReply
            | Self::Tag
            | Self::Duration
            | Self::Date
            | Self::Time
            | Self::Days
            | Self::Interval
            | Self::Condition
            | Self::Nothing => None,
        }
    }

    /// The set that the keyword before it is a word of: the `agent` of `reply agent "…"` and the
    /// `bot` of `reply bot ID`. Other keywords are in no set.
    #[must_use]
    pub fn keyword_set(self) -> Option<WordSet> {
        match self {
            Self::AgentReply | Self::Reference(ReferenceKind::Bot) => Some(WordSet::ReplyKind),
            Self::DeclaredId(_)
            | Self::Reference(_)
            | Self::Word(_)
            | Self::Event(_)
            | Self::Text(_)
            | Self::Tag
            | Self::Duration
            | Self::Date
            | Self::Time
            | Self::Days
            | Self::Interval
            | Self::Condition
            | Self::Nothing => None,
        }
    }

    /// How it is written in a form. Capitals are a placeholder.
    fn write(self, is_list: bool, f: &mut String) {
        match self {
            Self::Reference(ReferenceKind::Message) => f.push_str("MESSAGE"),
            Self::DeclaredId(_) | Self::Reference(_) => f.push_str("ID"),
            Self::Word(set) if !set.is_listed() => f.push_str("TAG"),
            Self::Word(set) => {
                let separator = if is_list { ", " } else { "|" };
                f.push_str(&set.words().join(separator));
            }
            Self::Event(event) => f.push_str(event.as_str()),
            Self::Text(role) => f.push_str(role.placeholder()),
            Self::AgentReply => f.push('…'),
            Self::Tag => f.push_str("TAG"),
            Self::Duration => f.push_str("DURATION"),
            Self::Date => f.push_str("DATE"),
            Self::Time => f.push_str("TIME"),
            Self::Days => f.push_str("DAYS"),
            Self::Interval => f.push_str("FROM-TO"),
            Self::Condition => f.push_str("CONDITION|always"),
            Self::Nothing => {}
        }
        // Days are plural, and a list of words shows them all.
        if is_list && !matches!(self, Self::Days | Self::Word(_)) {
            f.push_str(", …");
        }
    }
}

/// A form as people see it, and where its arguments are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenForm {
    /// The form: `closed DATE [to DATE] ["Name"]`.
    pub text: String,
    /// The range of each argument in the text, in bytes, with its keyword and its brackets.
    pub arguments: Vec<Range<usize>>,
}

impl fmt::Display for WrittenForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Writes a form of the statement that begins with `keyword`.
#[must_use]
pub fn write_form(keyword: &str, form: &[Argument]) -> WrittenForm {
    let mut text = keyword.to_owned();
    let mut arguments: Vec<Range<usize>> = Vec::with_capacity(form.len());
    for argument in form {
        let mut written = String::new();
        written.push_str(argument.keyword.unwrap_or_default());
        if argument.keyword.is_some() && argument.role != Role::Nothing {
            written.push(' ');
        }
        argument.role.write(argument.is_list, &mut written);
        if argument.is_optional {
            written = format!("[{written}]");
        }
        let before = argument.only_after.zip(arguments.last().cloned());
        let at = before.and_then(|(word, range)| {
            let end = text.get(range.clone())?.find(word)? + word.len();
            Some(range.start + end)
        });
        match at {
            // `anytime|business_hours [ID]|outside_business_hours`
            Some(at) => {
                text.insert_str(at, &format!(" {written}"));
                if let Some(last) = arguments.last_mut() {
                    last.end = at;
                }
                arguments.push(at + 1..at + 1 + written.len());
            }
            None => {
                text.push(' ');
                arguments.push(text.len()..text.len() + written.len());
                text.push_str(&written);
            }
        }
    }
    WrittenForm { text, arguments }
}

listed_enum! {
    /// What a string is for.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum TextRole {
        /// The display name of a declaration, an answer or a closed day.
        DisplayName,
        /// The name of a test.
        TestName,
        /// A text that a visitor reads.
        Message,
        /// An identifier on the platform.
        ExternalId,
        /// The name of an IANA time zone.
        Timezone,
        /// The absolute address of a page.
        Url,
        /// The title of a page.
        Title,
        /// The address of a website.
        Website,
    }
}

impl TextRole {
    /// How it is written in a form.
    fn placeholder(self) -> &'static str {
        match self {
            Self::DisplayName | Self::TestName => "\"Name\"",
            Self::Message | Self::ExternalId | Self::Title => "\"…\"",
            Self::Timezone => "\"ZONE\"",
            Self::Url | Self::Website => "\"https://…\"",
        }
    }
}
