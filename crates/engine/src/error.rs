//! What is wrong with a configuration that has the right shape.
//!
//! One that was compiled from a checked workspace has none of this. A document that was written or
//! changed elsewhere can have any of it.

use std::fmt;

use proactive_config::json::{Day, TimeOfDay, Word};

/// Why a configuration cannot be played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrepareError {
    /// What is wrong, in the order of the document; never empty.
    pub errors: Vec<ConfigError>,
}

/// A kind of declaration in a configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeclarationKind {
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
    /// A message.
    Message,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfigError {
    /// Two declarations of a kind have the same name.
    Repeated {
        /// The kind.
        kind: DeclarationKind,
        /// The name.
        id: Box<str>,
    },
    /// A name is used that is not declared.
    Undeclared {
        /// The kind of declaration that is looked for.
        kind: DeclarationKind,
        /// Its name.
        id: Box<str>,
        /// What uses it: a kind and a name.
        user: (DeclarationKind, Box<str>),
    },
    /// No time zone has this name.
    UnknownZone {
        /// The schedule.
        schedule: Box<str>,
        /// The name.
        zone: Box<str>,
    },
    /// Hours end before they begin.
    EmptyInterval {
        /// The schedule.
        schedule: Box<str>,
        /// The day.
        day: Day,
        /// The beginning.
        from: TimeOfDay,
        /// The end.
        to: TimeOfDay,
    },
    /// A closing ends before it begins.
    EmptyClosing {
        /// The schedule.
        schedule: Box<str>,
        /// The first day, as written.
        from: Box<str>,
        /// The last day, as written.
        to: Box<str>,
    },
    /// There is more text to look for than can be looked for at once.
    TooMuchText {
        /// What the search says.
        reason: Box<str>,
    },
}

impl DeclarationKind {
    /// The kind in a word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Brand => "brand",
            Self::Channel => "channel",
            Self::Bot => "bot",
            Self::Answer => "answer",
            Self::Schedule => "schedule",
            Self::Message => "message",
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Repeated { kind, id } => {
                write!(f, "two {}s are called `{id}`", kind.word())
            }
            Self::Undeclared {
                kind,
                id,
                user: (user, name),
            } => write!(
                f,
                "{} `{name}` refers to {} `{id}`, which is not declared",
                user.word(),
                kind.word()
            ),
            Self::UnknownZone { schedule, zone } => {
                write!(
                    f,
                    "schedule `{schedule}` has the unknown time zone `{zone}`"
                )
            }
            Self::EmptyInterval {
                schedule,
                day,
                from,
                to,
            } => write!(
                f,
                "schedule `{schedule}` has hours that end before they begin: {} {from}-{to}",
                day.as_str()
            ),
            Self::EmptyClosing { schedule, from, to } => write!(
                f,
                "schedule `{schedule}` has a closing that ends before it begins: {from} to {to}"
            ),
            Self::TooMuchText { reason } => {
                write!(f, "the conditions look for too much text: {reason}")
            }
        }
    }
}

impl fmt::Display for PrepareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, error) in self.errors.iter().enumerate() {
            if position > 0 {
                f.write_str("; ")?;
            }
            error.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for PrepareError {}
