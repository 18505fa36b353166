//! All declarations of a workspace, by kind and name, as a reader sees them.

use proactive_catalog::{DeclarationKind, ReferenceKind};
use proactive_diagnostics::{FileId, Span, TextRange};

use crate::check::{Entry, Names};
use crate::draft::{Body, Declaration, Name};

/// The declarations of a workspace.
#[derive(Debug)]
pub struct Declarations<'w> {
    names: Names<'w>,
}

/// A declaration in its file.
#[derive(Debug, Clone, Copy)]
pub struct Declared<'w> {
    entry: Entry<'w>,
}

impl<'w> Declarations<'w> {
    pub(crate) fn new(names: Names<'w>) -> Self {
        Self { names }
    }

    /// All of them, in source order.
    pub fn all(&self) -> impl Iterator<Item = Declared<'w>> {
        self.names.entries.iter().map(|&entry| Declared { entry })
    }

    /// Those of a kind, in source order.
    pub fn of_kind(&self, kind: DeclarationKind) -> impl Iterator<Item = Declared<'w>> {
        self.names.entries_of(kind).map(|&entry| Declared { entry })
    }

    /// The declaration that a name means: the first of its name.
    #[must_use]
    pub fn find(&self, kind: DeclarationKind, name: &str) -> Option<Declared<'w>> {
        let position = self.names.find(kind, name)?;
        let entry = *self.names.entries.get(position)?;
        Some(Declared { entry })
    }

    /// The declaration to which a reference leads; of an answer see [`Declared::answer`].
    #[must_use]
    pub fn referred(&self, kind: ReferenceKind, name: &str) -> Option<Declared<'w>> {
        self.find(kind.declaration()?, name)
    }
}

impl<'w> Declared<'w> {
    /// Its file.
    #[must_use]
    pub fn file(&self) -> FileId {
        self.entry.file
    }

    /// What it says; ranges count from the start of its item, see [`Declared::span`].
    #[must_use]
    pub fn declaration(&self) -> &'w Declaration {
        self.entry.declaration
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> DeclarationKind {
        self.entry.declaration.kind()
    }

    /// Its name, if it has one.
    #[must_use]
    pub fn name(&self) -> Option<&'w str> {
        Some(&self.entry.declaration.name.as_ref()?.value)
    }

    /// A place of its item, in its file.
    #[must_use]
    pub fn span(&self, range: TextRange) -> Span {
        self.entry.span(range)
    }

    /// The answers of a bot; none of other declarations.
    pub fn answers(&self) -> impl Iterator<Item = &'w Name> {
        let answers = match &self.entry.declaration.body {
            Body::Bot(bot) => bot.answers.as_slice(),
            Body::Account(_)
            | Body::Brand(_)
            | Body::Channel(_)
            | Body::Schedule(_)
            | Body::Segment(_)
            | Body::Message(_)
            | Body::Test(_) => &[],
        };
        answers.iter().map(|(name, _)| name)
    }

    /// An answer of a bot, by its name.
    #[must_use]
    pub fn answer(&self, name: &str) -> Option<&'w Name> {
        self.answers().find(|answer| &*answer.value == name)
    }
}
