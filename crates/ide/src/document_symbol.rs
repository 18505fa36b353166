//! Document symbols: the outline of a file, which consists of declarations and answers.

use proactive_catalog::DeclarationKind;
use proactive_catalog::characters::{classify, push_escape};
use proactive_diagnostics::{FileId, TextRange, TextSize};
use proactive_hir::Item;
use proactive_hir::draft::Declaration;
use proactive_syntax::{Node, SyntaxKind, literal};

use crate::Snapshot;

/// The kind of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A declaration.
    Declaration(DeclarationKind),
    /// An answer of a bot.
    Answer,
}

/// An entry of an outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineEntry {
    /// Its kind.
    pub kind: EntryKind,
    /// Its name, or its keyword if it has none. Never empty.
    pub name: String,
    /// The display name, or the condition of a segment, on one line.
    pub detail: Option<String>,
    /// Its whole range, without the comments around it.
    pub range: TextRange,
    /// The range to select: its name, or its keyword if it has none. It is inside `range`.
    pub selection: TextRange,
    /// Its children in source order. They are inside `range` and do not overlap.
    pub children: Vec<Self>,
}

/// The outline of a file, in source order.
#[must_use]
pub fn document_symbols(snapshot: &Snapshot, file: FileId) -> Vec<OutlineEntry> {
    let workspace = snapshot.workspace();
    let items = workspace.items(file).iter();
    items
        .filter_map(|item| {
            let text = workspace.text_of(file, item);
            let mut entry = of_item(text, item)?;
            entry.shift(item.range().start());
            Some(entry)
        })
        .collect()
}

impl OutlineEntry {
    fn shift(&mut self, by: TextSize) {
        self.range += by;
        self.selection += by;
        for child in &mut self.children {
            child.shift(by);
        }
    }
}

fn of_item(text: &str, item: &Item) -> Option<OutlineEntry> {
    let declaration = item.draft().declaration.as_ref()?;
    let root = item.parsed().tree.root();
    let node = root
        .children()
        .find(|node| node.kind().declaration().is_some())?;
    let kind = declaration.kind();
    let detail = match kind {
        DeclarationKind::Segment => {
            let condition = node.child(SyntaxKind::Condition);
            condition.and_then(|condition| one_line(condition.text(text)))
        }
        DeclarationKind::Test => None,
        DeclarationKind::Account
        | DeclarationKind::Brand
        | DeclarationKind::Channel
        | DeclarationKind::Bot
        | DeclarationKind::Schedule
        | DeclarationKind::Message => title(declaration),
    };
    Some(OutlineEntry {
        kind: EntryKind::Declaration(kind),
        name: shown_name(declaration),
        detail,
        range: trimmed_range(node),
        selection: declaration.place(),
        children: answers(text, node),
    })
}

/// The name of a declaration on one line, or its keyword.
pub(crate) fn shown_name(declaration: &Declaration) -> String {
    let name = one_line(name(declaration));
    name.unwrap_or_else(|| declaration.kind().keyword().to_owned())
}

/// The name of a declaration, or its keyword. The name of a test can be long or blank.
pub(crate) fn name(declaration: &Declaration) -> &str {
    let kind = declaration.kind();
    let named = match kind {
        DeclarationKind::Test => &declaration.title,
        DeclarationKind::Account
        | DeclarationKind::Brand
        | DeclarationKind::Channel
        | DeclarationKind::Bot
        | DeclarationKind::Schedule
        | DeclarationKind::Segment
        | DeclarationKind::Message => &declaration.name,
    };
    named.as_ref().map_or(kind.keyword(), |name| &name.value)
}

pub(crate) fn title(declaration: &Declaration) -> Option<String> {
    one_line(&declaration.title.as_ref()?.value)
}

/// The answers of a bot. Other statements would hide the declarations that an author looks for.
fn answers(text: &str, block: Node<'_>) -> Vec<OutlineEntry> {
    let answers = block
        .children()
        .filter(|child| child.kind() == SyntaxKind::Answer);
    answers.filter_map(|node| answer(text, node)).collect()
}

fn answer(text: &str, node: Node<'_>) -> Option<OutlineEntry> {
    let name = node
        .children()
        .find(|child| child.kind() == SyntaxKind::Word)?;
    let string = node
        .children()
        .find(|child| matches!(child.kind(), SyntaxKind::Quoted | SyntaxKind::TextBlock));
    let display_name = string.map(|string| literal::unquote(string.text(text)).0);
    Some(OutlineEntry {
        kind: EntryKind::Answer,
        name: name.text(text).to_owned(),
        detail: display_name.and_then(|name| one_line(&name)),
        range: trimmed_range(node),
        selection: name.range(),
        children: Vec::new(),
    })
}

/// The range of a node from its first token to its last. The node of a condition begins with
/// whitespace, and that of an unclosed block also contains the whitespace and comments after it.
pub(crate) fn trimmed_range(node: Node<'_>) -> TextRange {
    let mut first = node;
    while let Some(inner) = non_empty_children(first).next() {
        first = inner;
    }
    let mut last = node;
    while let Some(inner) = non_empty_children(last).last() {
        last = inner;
    }
    TextRange::new(first.range().start(), last.range().end())
}

fn non_empty_children(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    node.children().filter(|child| !child.range().is_empty())
}

/// The maximum number of characters of a text in an outline.
const MAX_CHARS: usize = 80;

/// A text on one line, shortened if it is long; `None` if it is blank.
pub(crate) fn one_line(text: &str) -> Option<String> {
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        for (_, character, hidden) in classify(word) {
            if length == MAX_CHARS {
                line.push('…');
                return Some(line);
            }
            match hidden {
                Some(_) => push_escape(character, &mut line),
                None => line.push(character),
            }
            length += 1;
        }
    }
    (!line.is_empty()).then_some(line)
}
