//! What an editor can do for an author at a place: mend what is wrong, silence a lint, write a
//! condition in another way.
//!
//! An action is a list of edits. Those that only write the same in another way keep the meaning:
//! the same visitors get the same messages.

mod allow;
mod any_of;
mod fix_all;
mod fixes;
mod missing;
mod negation;
mod pieces;
mod segments;
mod shape;

use proactive_diagnostics::{Edit, FileId, TextRange};

use crate::{FilePosition, Snapshot};

pub use fix_all::fix_all;

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
    fn new(title: impl Into<String>, kind: ActionKind, mut edits: Vec<Edit>) -> Self {
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

/// What can be done in a range of a file, which may be empty. [`fix_all`] is not among it.
#[must_use]
pub fn actions(snapshot: &Snapshot, file: FileId, range: TextRange) -> Vec<Action> {
    let mut found = fixes::fixes(snapshot, file, range);
    found.extend(allow::allow(snapshot, file, range));
    found.extend(missing::missing(snapshot, file, range));
    if let Some(scene) = shape::Scene::find(snapshot, file, range) {
        found.extend(segments::extract(snapshot, &scene));
        found.extend(any_of::gather(&scene));
        found.extend(any_of::spread(&scene));
        found.extend(negation::push_inward(&scene));
        found.extend(negation::pull_out(&scene));
    }
    found.extend(segments::inline(snapshot, file, range));
    found
}
