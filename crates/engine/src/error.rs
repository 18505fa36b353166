//! Errors in a configuration that conforms to the schema.
//!
//! A configuration compiled from a checked workspace has none of these. A document that was written
//! or edited elsewhere can have any of them.

use std::fmt;

use proactive_config::json::{Day, TimeOfDay, Word};

/// Why a configuration cannot be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrepareError {
    /// The errors, in document order; never empty.
    pub errors: Vec<ConfigError>,
}

/// A kind of declaration in a configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeclarationKind {
    /// An entry of `brands`.
    Brand,
    /// An entry of `channels`.
    Channel,
    /// An entry of `bots`.
    Bot,
    /// An entry of the `answers` of a bot.
    Answer,
    /// An entry of `schedules`.
    Schedule,
    /// An entry of `messages`.
    Message,
}

/// An error in a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfigError {
    /// Two declarations of a kind have the same ID.
    Repeated {
        /// The kind of both.
        kind: DeclarationKind,
        /// Their ID.
        id: Box<str>,
    },
    /// A reference to something that is not declared.
    Undeclared {
        /// The kind of the missing declaration.
        kind: DeclarationKind,
        /// Its ID.
        id: Box<str>,
        /// The kind and ID of the declaration that contains the reference.
        user: (DeclarationKind, Box<str>),
    },
    /// No time zone has this name.
    UnknownZone {
        /// The ID of the schedule.
        schedule: Box<str>,
        /// The unknown IANA name.
        zone: Box<str>,
    },
    /// A URL is not that of a website.
    InvalidWebsite {
        /// The ID of the channel.
        channel: Box<str>,
        /// The URL.
        url: Box<str>,
    },
    /// Opening hours end before they begin.
    EmptyInterval {
        /// The ID of the schedule.
        schedule: Box<str>,
        /// The day of the week.
        day: Day,
        /// The opening time.
        from: TimeOfDay,
        /// The closing time.
        to: TimeOfDay,
    },
    /// A range of closed dates ends before it begins.
    EmptyClosing {
        /// The ID of the schedule.
        schedule: Box<str>,
        /// The first date, as written.
        from: Box<str>,
        /// The last date, as written.
        to: Box<str>,
    },
    /// The conditions contain more text than one automaton can search for.
    TooMuchText {
        /// The message of the underlying library.
        reason: Box<str>,
    },
}

impl DeclarationKind {
    /// The kind as an English word.
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
            Self::InvalidWebsite { channel, url } => {
                write!(f, "channel `{channel}` has the invalid website `{url}`")
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
