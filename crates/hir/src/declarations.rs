//! The declarations of a workspace by kind and name, for readers outside this crate.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use proactive_catalog::{DeclarationKind, ReferenceKind};
use proactive_diagnostics::{FileId, Span, TextRange};

use crate::draft::{self, Declaration, Name, Slot};
use crate::meaning::{Channels, HoursRule};
use crate::model::ScheduleId;
use crate::names::{Entry, Names};

/// The declarations of a workspace.
#[derive(Debug)]
pub struct Declarations<'w> {
    names: Names<'w>,
    /// Collected when a message is first looked up.
    channels: OnceLock<Channels>,
}

/// The hours during which a message is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MessageHours<'w> {
    /// At any hour.
    Anytime,
    /// While this schedule is open.
    Inside(&'w str),
    /// While all of these are closed. Not empty, and without repetitions.
    Outside(Vec<&'w str>),
}

/// A declaration in its file.
#[derive(Debug, Clone, Copy)]
pub struct Declared<'w> {
    entry: Entry<'w>,
}

impl<'w> Declarations<'w> {
    pub(crate) fn new(names: Names<'w>) -> Self {
        Self {
            names,
            channels: OnceLock::new(),
        }
    }

    /// Returns all declarations in source order.
    pub fn all(&self) -> impl Iterator<Item = Declared<'w>> {
        self.names.entries.iter().map(|&entry| Declared { entry })
    }

    /// Returns the declarations of a kind in source order.
    pub fn of_kind(&self, kind: DeclarationKind) -> impl Iterator<Item = Declared<'w>> {
        self.names.entries_of(kind).map(|&entry| Declared { entry })
    }

    /// Returns the declaration that a name refers to: the first of that name.
    #[must_use]
    pub fn find(&self, kind: DeclarationKind, name: &str) -> Option<Declared<'w>> {
        let position = self.names.find(kind, name)?;
        let entry = *self.names.entries.get(position)?;
        Some(Declared { entry })
    }

    /// Returns the declaration that a reference refers to. For answers, see [`Declared::answer`].
    #[must_use]
    pub fn referred(&self, kind: ReferenceKind, name: &str) -> Option<Declared<'w>> {
        self.find(kind.declaration()?, name)
    }
}

/// The channel, brand and hours of messages that leave them out.
///
/// Each method returns `None` if something that decides the answer is broken. Declarations that cannot
/// be seen, as in files that could not be read, are ignored.
impl<'w> Declarations<'w> {
    /// Returns the channel that a message is published on: the one that it names, else the only one of
    /// its brand, else the only one of the workspace.
    #[must_use]
    pub fn channel_of(&self, message: &draft::Message) -> Option<Declared<'w>> {
        let channel = self.channels().of_draft(&self.names, message).id()?;
        let entry = *self.names.channel(channel)?;
        Some(Declared { entry })
    }

    /// Returns the brand that a message belongs to: the one that it names, else that of its channel.
    #[must_use]
    pub fn brand_of(&self, message: &'w draft::Message) -> Option<&'w Name> {
        match &message.brand {
            Slot::Given(name) => Some(name),
            Slot::Broken => None,
            Slot::Absent => {
                let channel = self.channel_of(message)?.declaration().as_channel()?;
                channel.brand.given()
            }
        }
    }

    /// Returns the hours of a message: those that it states, else those of its channel. Also `None` if
    /// the channel has no hours, or the message would have to choose among several schedules.
    #[must_use]
    pub fn hours_of(&self, message: &'w draft::Message) -> Option<MessageHours<'w>> {
        let channels = self.channels();
        let channel = channels.of_draft(&self.names, message).id();
        let name = |id: ScheduleId| self.names.schedule(id)?.name();
        Some(match channels.hours(&message.schedule, channel)? {
            HoursRule::Anytime => MessageHours::Anytime,
            HoursRule::Named(name) => MessageHours::Inside(&name.value),
            HoursRule::Inside(schedule) => MessageHours::Inside(name(schedule)?),
            HoursRule::Outside(schedules) => {
                let mut seen = BTreeSet::new();
                let distinct = schedules.iter().filter(|id| seen.insert(**id));
                let names: Option<_> = distinct.map(|id| name(*id)).collect();
                MessageHours::Outside(names?)
            }
            HoursRule::NoneConfigured | HoursRule::Ambiguous(_) => {
                return None;
            }
        })
    }

    fn channels(&self) -> &Channels {
        self.channels.get_or_init(|| Channels::of(&self.names))
    }
}

impl<'w> Declared<'w> {
    /// Returns the file that it is in.
    #[must_use]
    pub fn file(&self) -> FileId {
        self.entry.file
    }

    /// Returns its draft. Ranges are relative to the item; [`Declared::span`] converts them.
    #[must_use]
    pub fn declaration(&self) -> &'w Declaration {
        self.entry.declaration
    }

    /// Returns the kind of declaration.
    #[must_use]
    pub fn kind(&self) -> DeclarationKind {
        self.entry.declaration.kind()
    }

    /// Returns its name, if it has one.
    #[must_use]
    pub fn name(&self) -> Option<&'w str> {
        Some(&self.entry.declaration.name.as_ref()?.value)
    }

    /// Converts a range of its item to a place in its file.
    #[must_use]
    pub fn span(&self, range: TextRange) -> Span {
        self.entry.span(range)
    }

    /// Returns the answers of a bot. Empty for other declarations.
    pub fn answers(&self) -> impl Iterator<Item = &'w Name> {
        self.answers_with_titles().map(|(name, _)| name)
    }

    /// Returns the answer of a bot with the given name.
    #[must_use]
    pub fn answer(&self, name: &str) -> Option<&'w Name> {
        self.answers().find(|answer| &*answer.value == name)
    }

    /// Returns the display name of an answer of a bot.
    #[must_use]
    pub fn answer_title(&self, name: &str) -> Option<&'w str> {
        let mut answers = self.answers_with_titles();
        let (_, title) = answers.find(|(answer, _)| &*answer.value == name)?;
        title
    }

    fn answers_with_titles(&self) -> impl Iterator<Item = (&'w Name, Option<&'w str>)> {
        let bot = self.declaration().as_bot();
        let answers = bot.map_or(&[][..], |bot| bot.answers.as_slice());
        answers.iter().map(|(name, title)| (name, title.as_deref()))
    }
}
