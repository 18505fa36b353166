//! The message that an action is about, and how to take its text out of a file.

use proactive_catalog::{DeclarationKind, statements};
use proactive_diagnostics::{Edit, FileId, Severity, Span, TextRange, TextSize};
use proactive_hir::draft::{self, Declaration, Name};
use proactive_hir::{Declarations, Declared};
use proactive_syntax::indent::{Indent, line_ending};
use proactive_syntax::{Node, SyntaxKind};

use super::segments::{top_of, whole};
use crate::{FilePosition, Snapshot};

/// The message around a position. It has a name and a closed block.
pub(super) struct MessageContext<'s> {
    pub(super) snapshot: &'s Snapshot,
    pub(super) file: FileId,
    /// The text of the file.
    pub(super) text: &'s str,
    /// The start of its item in the file.
    pub(super) start: TextSize,
    /// Its node, with ranges from the start of the item.
    pub(super) node: Node<'s>,
    pub(super) declaration: &'s Declaration,
    pub(super) message: &'s draft::Message,
    pub(super) name: &'s Name,
    /// The selection, from the start of the item.
    pub(super) range: TextRange,
}

impl<'s> MessageContext<'s> {
    /// The message that contains a range of a file.
    pub(super) fn find(snapshot: &'s Snapshot, file: FileId, range: TextRange) -> Option<Self> {
        let offset = range.start();
        let item = snapshot.item_at(FilePosition { file, offset })?;
        if !item.range().contains_range(range) {
            return None;
        }
        let declaration = item.draft().declaration.as_ref()?;
        let start = item.range().start();
        let root = item.parsed().tree.root();
        let node = root
            .children()
            .find(|node| node.kind().declaration().is_some())?;
        node.child(SyntaxKind::Rbrace)?;
        Some(Self {
            snapshot,
            file,
            text: snapshot.text(file),
            start,
            node,
            declaration,
            message: declaration.as_message()?,
            name: declaration.name.as_ref()?,
            range: range - start,
        })
    }

    /// Whether the selection is in the header: from the keyword to the opening brace.
    pub(super) fn is_in_header(&self) -> bool {
        let open = self.node.child(SyntaxKind::Lbrace);
        open.is_some_and(|open| {
            TextRange::new(self.declaration.keyword.start(), open.range().end())
                .contains_range(self.range)
        })
    }

    /// Whether there is an error in the message. A copy would have it, too.
    pub(super) fn has_errors(&self) -> bool {
        let range = self.declaration.range + self.start;
        let mut findings = self.snapshot.findings_of(self.file).iter();
        findings
            .any(|it| it.severity == Severity::Error && it.span.range.intersect(range).is_some())
    }

    /// Whether the selection is in a statement of a kind.
    pub(super) fn is_in(&self, kind: SyntaxKind) -> bool {
        let mut children = self.node.children();
        children.any(|child| child.kind() == kind && child.range().contains_range(self.range))
    }

    /// The message as a declaration of the workspace.
    pub(super) fn declared(&self, declarations: &Declarations<'s>) -> Option<Declared<'s>> {
        let here = Span::new(self.file, self.name.range + self.start);
        let mut messages = declarations.of_kind(DeclarationKind::Message);
        messages.find(|it| it.span(it.declaration().place()) == here)
    }

    /// Adds a statement as the last of the block.
    pub(super) fn append(&self, statement: &str) -> Option<(TextRange, String)> {
        let (open, close) = self.braces()?;
        let before = self.text.get(..usize::from(close))?;
        let at = TextRange::empty(TextSize::of(before.trim_end()));
        Some((at, self.separated(statement, open, close)?))
    }

    /// Adds a statement as the first of the block.
    pub(super) fn prepend(&self, statement: &str) -> Option<(TextRange, String)> {
        let (open, close) = self.braces()?;
        let at = TextRange::empty(open + TextSize::of('{'));
        Some((at, self.separated(statement, open, close)?))
    }

    /// A statement after a line break, or after a space if the block is on one line.
    fn separated(&self, statement: &str, open: TextSize, close: TextSize) -> Option<String> {
        let block = self.text.get(usize::from(open)..usize::from(close))?;
        Some(match block.contains('\n') {
            true => {
                let start = self.declaration.range.start() + self.start;
                let indent = Indent::of_line(self.text, start).deeper();
                format!("{}{statement}", indent.line())
            }
            false => format!(" {statement}"),
        })
    }

    /// The starts of the braces in the file.
    fn braces(&self) -> Option<(TextSize, TextSize)> {
        let place = |kind| Some(self.node.child(kind)?.range().start() + self.start);
        Some((place(SyntaxKind::Lbrace)?, place(SyntaxKind::Rbrace)?))
    }

    pub(super) fn edit(&self, (range, replacement): (TextRange, String)) -> Edit {
        Edit {
            span: Span::new(self.file, range),
            replacement,
        }
    }
}

/// A declaration with its comments, as it can be inserted elsewhere.
pub(super) struct Extracted {
    /// Its text.
    pub(super) text: String,
    /// Where the text starts in its file.
    pub(super) start: TextSize,
    /// Removes it from its file, with the blank line below.
    pub(super) removal: Edit,
}

impl Extracted {
    /// Takes out a declaration.
    pub(super) fn of(snapshot: &Snapshot, declared: Declared<'_>) -> Option<Self> {
        let file = declared.file();
        let text = snapshot.text(file);
        let range = whole(snapshot, declared);
        let slice = text.get(std::ops::Range::<usize>::from(range))?.trim_end();
        let before = text.get(..usize::from(range.start()))?;
        let kept = before.trim_end_matches([' ', '\t', '\r', '\n']);
        let is_last = range.end() == TextSize::of(text);
        let has_more = !kept.trim_start_matches('\u{FEFF}').is_empty();
        // The blank lines above the last declaration would be left at the end of the file.
        let (start, replacement) = match is_last && has_more {
            true => (TextSize::of(kept), line_ending(text)),
            false => (range.start(), ""),
        };
        Some(Self {
            text: slice.to_owned(),
            start: range.start(),
            removal: Edit {
                span: Span::new(file, TextRange::new(start, range.end())),
                replacement: replacement.to_owned(),
            },
        })
    }

    /// Changes the text; the ranges of the edits are those of its file.
    pub(super) fn edited(mut self, mut edits: Vec<(TextRange, String)>) -> Option<Self> {
        edits.sort_by_key(|(range, _)| range.start());
        for (range, replacement) in edits.into_iter().rev() {
            let start = range.start().checked_sub(self.start)?;
            let end = range.end().checked_sub(self.start)?;
            let range = usize::from(start)..usize::from(end);
            self.text.get(range.clone())?;
            self.text.replace_range(range, &replacement);
        }
        Some(self)
    }

    /// Inserts it below a declaration. Returns also where its text then starts.
    pub(super) fn below(&self, snapshot: &Snapshot, declared: Declared<'_>) -> (Edit, TextSize) {
        let file = declared.file();
        let text = snapshot.text(file);
        let range = whole(snapshot, declared);
        let slice = text
            .get(std::ops::Range::<usize>::from(range))
            .unwrap_or("");
        let end = range.start() + TextSize::of(slice.trim_end());
        let ending = line_ending(text);
        let own = declared.span(declared.declaration().range).range.start();
        let indent = Indent::of_line(text, own);
        let separator = format!("{ending}{ending}{}", indent.whitespace());
        let start = end + TextSize::of(separator.as_str());
        let edit = Edit {
            span: Span::new(file, TextRange::empty(end)),
            replacement: format!("{separator}{}", self.with_ending(ending)),
        };
        (edit, start)
    }

    /// Inserts it above a declaration and its comments.
    pub(super) fn above(&self, snapshot: &Snapshot, declared: Declared<'_>) -> Edit {
        let file = declared.file();
        let text = snapshot.text(file);
        let own = declared.span(declared.declaration().range).range.start();
        let indent = Indent::of_line(text, own);
        let ending = line_ending(text);
        let moved = self.with_ending(ending);
        Edit {
            span: Span::new(file, TextRange::empty(top_of(text, own))),
            replacement: format!("{moved}{ending}{ending}{}", indent.whitespace()),
        }
    }

    /// The text with the line endings of another file.
    fn with_ending(&self, ending: &str) -> String {
        self.text.replace("\r\n", "\n").replace('\n', ending)
    }
}

/// A name that no declaration of a kind has: `base`, then `base_2`, `base_3`, … A number at the end
/// of `base` is counted up.
pub(super) fn free_name(
    declarations: &Declarations<'_>,
    kind: DeclarationKind,
    base: &str,
) -> String {
    let is_free =
        |name: &String| declarations.find(kind, name).is_none() && !statements::is_reserved(name);
    let stem = match base.rsplit_once('_') {
        Some((stem, number)) if !stem.is_empty() && number.parse::<u32>().is_ok() => stem,
        Some(_) | None => base,
    };
    let numbered = (2_u32..).map(|number| format!("{stem}_{number}"));
    std::iter::once(base.to_owned())
        .chain(numbered)
        .find(is_free)
        .unwrap_or_default()
}
