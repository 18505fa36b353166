//! A finding that is to be cured.

use proactive_diagnostics::{Edit, Finding, FixTitle, Span, messages};
use proactive_hir::Declarations;

use crate::Snapshot;
use crate::code_action::action::{Action, ActionKind};
use crate::completion::Snippet;
use crate::document_symbol::trimmed_range;

/// A finding, and what its cures depend on.
pub(super) struct Case<'s> {
    pub(super) snapshot: &'s Snapshot,
    pub(super) declarations: &'s Declarations<'s>,
    pub(super) finding: &'s Finding,
}

impl<'s> Case<'s> {
    /// Replaces a part of the text. The title says what is written.
    pub(super) fn write(&self, span: Span, text: &str) -> Action {
        let edit = Edit {
            span,
            replacement: text.to_owned(),
        };
        let text = text.to_owned();
        self.action(FixTitle::Write { text }, vec![edit])
    }

    pub(super) fn action(&self, title: FixTitle, edits: Vec<Edit>) -> Action {
        self.titled(messages::fix_title(&title), edits)
    }

    pub(super) fn titled(&self, title: impl Into<String>, edits: Vec<Edit>) -> Action {
        Action::new(title, ActionKind::QuickFix, edits)
    }

    pub(super) fn snippet_action(
        &self,
        title: impl Into<String>,
        span: Span,
        snippet: Snippet,
    ) -> Action {
        Action::with_snippet(title, ActionKind::QuickFix, span, snippet)
    }

    /// The text of the finding.
    pub(super) fn text(&self) -> &'s str {
        let text = self.snapshot.text(self.finding.span.file);
        let range = std::ops::Range::<usize>::from(self.finding.span.range);
        text.get(range).unwrap_or("")
    }

    /// The innermost statement around a place, without the space around it.
    pub(super) fn statement_at(&self, span: Span) -> Option<Span> {
        let offset = span.range.start();
        let position = crate::FilePosition {
            file: span.file,
            offset,
        };
        let item = self.snapshot.item_at(position)?;
        let start = item.range().start();
        if !item.range().contains_range(span.range) {
            return None;
        }
        let range = span.range - start;
        let nodes = item.parsed().tree.nodes();
        let around = nodes.filter(|node| {
            node.kind().is_statement() && trimmed_range(*node).contains_range(range)
        });
        let found = around.last()?;
        Some(Span::new(span.file, trimmed_range(found) + start))
    }
}
