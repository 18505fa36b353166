//! Completion items, and the ways to insert them.

use proactive_catalog::characters::on_one_line;
use proactive_catalog::{DeclarationKind, ReferenceKind};

use super::docs_key::DocsKey;
use super::snippet::Snippet;

/// A completion item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The text shown in the list.
    pub label: String,
    /// Dimmed text directly after the label: the arguments of a statement, a type.
    pub detail: Option<String>,
    /// Text at the right: a display name, the name of a language.
    pub description: Option<String>,
    /// Its kind.
    pub kind: ItemKind,
    /// The text that replaces the word at the cursor.
    pub insert: Snippet,
    /// The text that editors match with the word at the cursor: the words that begin the item. What
    /// an author types after them, such as `{`, `[` or `"`, must not match, or a line break typed
    /// next would take the item.
    pub filter: String,
    /// The sort key. Sorted by it, the likeliest items come first.
    pub sort: String,
    /// The key of its documentation; see [`completion_docs`](crate::hover::completion_docs).
    pub docs: Option<DocsKey>,
    /// Whether an editor should select it at first.
    pub preselect: bool,
    /// Whether something must follow, so that an editor should ask for completions again.
    pub continues: bool,
}

/// The kind of a completion item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// A declaration.
    Declaration(DeclarationKind),
    /// A statement.
    Statement,
    /// A keyword.
    Keyword,
    /// A field of a condition.
    Field,
    /// An operator.
    Operator,
    /// A word of a set.
    Constant,
    /// A language.
    Language,
    /// A reference to a declaration or an answer.
    Reference(ReferenceKind),
    /// A string.
    Text,
    /// A tag.
    Tag,
    /// A duration, days, hours or a date.
    Time,
    /// A time zone.
    TimeZone,
    /// An escape sequence of a string.
    Escape,
    /// The name of a lint.
    Lint,
    /// A key of the manifest.
    Setting,
    /// A table of the manifest.
    Table,
}

/// One way to insert an item.
#[derive(Debug, Clone)]
pub(super) struct Insertion {
    pub(super) insert: Snippet,
    /// The text to try, to find out whether the insertion is valid.
    pub(super) trial: String,
    /// Whether something must follow it.
    pub(super) continues: bool,
}

impl Insertion {
    /// An insertion that is complete.
    pub(super) fn whole(insert: Snippet) -> Self {
        let trial = insert.plain();
        Self {
            insert,
            trial,
            continues: false,
        }
    }

    /// An insertion that something must follow. `whole` is a complete text that begins with it.
    pub(super) fn continued(insert: Snippet, whole: &str) -> Self {
        Self {
            insert,
            trial: whole.to_owned(),
            continues: true,
        }
    }
}

/// The filter of an item that begins with no word: a character that nobody types outside of strings.
/// Such an item is offered only before its first character.
const NO_WORD: &str = "…";

/// Builds a completion item.
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

    /// An item whose label is the form of what it inserts: `reply agent "…"`, `{ … }`. Editors match
    /// only the words that the form begins with.
    pub(super) fn form(label: impl Into<String>, kind: ItemKind) -> Self {
        let mut item = Self::new(label, kind);
        let words = item.label.split(['"', '{', '[', '(', '…']).next();
        let words = words.unwrap_or_default().trim_end();
        item.filter = Some(if words.is_empty() { NO_WORD } else { words }.to_owned());
        item
    }

    /// No editor matches the item with what is typed: it is offered only where nothing is typed yet.
    pub(super) fn unless_typed(mut self) -> Self {
        self.filter = Some(NO_WORD.to_owned());
        self
    }

    pub(super) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into()).filter(|detail: &String| !detail.is_empty());
        self
    }

    pub(super) fn description(mut self, description: Option<&str>) -> Self {
        self.description = description.map(|text| on_one_line(text).into_owned());
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
