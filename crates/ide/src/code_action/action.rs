//! An action: what an editor lists in a menu, and the edits behind it.

use proactive_diagnostics::Edit;

use crate::FilePosition;

/// Something that can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What it does, as an entry of a menu.
    pub title: String,
    /// Its kind.
    pub kind: ActionKind,
    /// What it changes, ordered by file and place, without overlap.
    pub edits: Vec<Edit>,
    /// What it mends: a position in [`Snapshot::findings`].
    pub finding: Option<usize>,
    /// Whether it is the obvious thing to do.
    pub preferred: bool,
    /// A name in the new text, which the author will want to change.
    pub rename: Option<FilePosition>,
}

/// The kinds of actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionKind {
    /// Mends or silences a finding.
    QuickFix,
    /// Mends everything in a file that can be mended without asking.
    FixAll,
    /// Gives a part of a condition a name.
    Extract,
    /// Puts what a name means in its place.
    Inline,
    /// Says the same in other words.
    Rewrite,
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
        }
    }
}
