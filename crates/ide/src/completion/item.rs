//! What is offered, and the ways in which it can be put in.

use super::docs_key::DocsKey;
use super::snippet::Snippet;
use proactive_catalog::{DeclarationKind, ReferenceKind};

/// Something that may stand at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What the author sees.
    pub label: String,
    /// What stands directly behind the label, dimmed: the rest of a statement's form, a type.
    pub detail: Option<String>,
    /// What stands at the right: a display name, a language's name.
    pub description: Option<String>,
    /// What it is.
    pub kind: ItemKind,
    /// What replaces the word at the cursor.
    pub insert: Snippet,
    /// What the word at the cursor is compared with.
    pub filter: String,
    /// Items in the order of their keys are in the order of likelihood.
    pub sort: String,
    /// What can be told of it when it is looked at.
    pub docs: Option<DocsKey>,
    /// The likeliest of all, to be chosen from the start.
    pub preselect: bool,
    /// What is put in goes on: the editor had best ask for more at once.
    pub continues: bool,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// A declaration.
    Declaration(DeclarationKind),
    /// A statement.
    Statement,
    /// A word that joins others.
    Keyword,
    /// A field of a condition.
    Field,
    /// An operator.
    Operator,
    /// A word of a fixed set.
    Constant,
    /// A language.
    Language,
    /// A name that refers to a declaration.
    Reference(ReferenceKind),
    /// A string.
    Text,
    /// A tag.
    Tag,
    /// A duration, days, hours, a date.
    Time,
    /// A time zone.
    TimeZone,
    /// An escape sequence of a string.
    Escape,
    /// The name of a lint.
    Lint,
}

/// One way to put an item in.
#[derive(Debug, Clone)]
pub(super) struct Insertion {
    pub(super) insert: Snippet,
    /// The text by which it is tried whether it may stand there.
    pub(super) trial: String,
    /// Something must follow it.
    pub(super) continues: bool,
}

impl Insertion {
    /// A form that is whole by itself.
    pub(super) fn whole(insert: Snippet) -> Self {
        let trial = insert.plain();
        Self {
            insert,
            trial,
            continues: false,
        }
    }

    /// A form that something must follow, and a whole text that begins with it.
    pub(super) fn continued(insert: Snippet, whole: &str) -> Self {
        Self {
            insert,
            trial: whole.to_owned(),
            continues: true,
        }
    }
}

/// An item that is being made.
#[derive(Debug, Clone)]
pub(super) struct ItemBuilder {
    pub(super) label: String,
    pub(super) kind: ItemKind,
    pub(super) detail: Option<String>,
    pub(super) description: Option<String>,
    pub(super) filter: Option<String>,
    pub(super) docs: Option<DocsKey>,
}

impl ItemBuilder {
    pub(super) fn new(label: impl Into<String>, kind: ItemKind) -> Self {
        Self {
            label: label.into(),
            kind,
            detail: None,
            description: None,
            filter: None,
            docs: None,
        }
    }

    pub(super) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into()).filter(|detail: &String| !detail.is_empty());
        self
    }

    pub(super) fn description(mut self, description: Option<impl Into<String>>) -> Self {
        self.description = description.map(Into::into);
        self
    }

    pub(super) fn filter(mut self, filter: impl Into<String>) -> Self {
        self.filter = Some(filter.into());
        self
    }

    pub(super) fn docs(mut self, docs: DocsKey) -> Self {
        self.docs = Some(docs);
        self
    }
}
