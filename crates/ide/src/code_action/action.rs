//! A code action: a menu entry and its edits.

use proactive_diagnostics::{Edit, FileId, Span};

use crate::FilePosition;
use crate::completion::Snippet;

/// A code action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// The menu entry.
    pub title: String,
    /// Its kind, by which editors group and filter actions.
    pub kind: ActionKind,
    /// Its edits, ordered by file and position. They do not overlap.
    pub edits: Vec<Edit>,
    /// The finding that it fixes: an index into [`Snapshot::findings`].
    pub finding: Option<usize>,
    /// Whether it is the preferred action for its finding.
    pub preferred: bool,
    /// The position of a name in the new text that the author will want to change.
    pub rename: Option<FilePosition>,
    /// The new text of one edit with tab stops, where the author fills in or chooses something: an
    /// index into `edits`, and the text.
    pub snippet: Option<(usize, Snippet)>,
    /// A file that the action creates, before its edits.
    pub new_file: Option<NewFile>,
}

/// A file to create.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// A file in the same folder.
    pub beside: FileId,
    /// The name, without its folder.
    pub name: String,
    /// The text.
    pub text: String,
}

/// The kind of a code action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionKind {
    /// Fixes or suppresses a finding.
    QuickFix,
    /// Applies all safe fixes in a file.
    FixAll,
    /// Extracts a part of a condition into a segment.
    Extract,
    /// Replaces a segment with its condition.
    Inline,
    /// Rewrites a condition or a text without changing its meaning.
    Rewrite,
    /// Pauses or publishes a message.
    Status,
    /// Copies a message.
    Copy,
    /// Moves a message.
    Move,
}

impl Action {
    pub(super) fn new(title: impl Into<String>, kind: ActionKind, mut edits: Vec<Edit>) -> Self {
        edits.sort_by_key(|edit| edit.span);
        Self {
            title: title.into(),
            kind,
            edits,
            finding: None,
            preferred: false,
            rename: None,
            snippet: None,
            new_file: None,
        }
    }

    /// An action that writes a snippet at `span`.
    pub(super) fn with_snippet(
        title: impl Into<String>,
        kind: ActionKind,
        span: Span,
        snippet: Snippet,
    ) -> Self {
        let edit = Edit {
            span,
            replacement: snippet.plain(),
        };
        Self {
            snippet: snippet.has_stops().then_some((0, snippet)),
            ..Self::new(title, kind, vec![edit])
        }
    }
}
