//! What an editor can do for an author at a place: mend what is wrong, silence a lint, write a
//! condition in another way.
//!
//! An action is a list of edits. Those that only write the same in another way keep the meaning:
//! the same visitors get the same messages.

mod action;
mod allow;
mod any_of;
mod context;
mod fix_all;
mod fixes;
mod missing;
mod negation;
mod piece_table;
mod segments;

use proactive_diagnostics::{FileId, TextRange};

use crate::Snapshot;

pub use self::action::{Action, ActionKind};
pub use self::fix_all::fix_all;

/// What can be done in a range of a file, which may be empty. [`fix_all`] is not among it.
#[must_use]
pub fn code_actions(snapshot: &Snapshot, file: FileId, range: TextRange) -> Vec<Action> {
    let mut found = fixes::fixes(snapshot, file, range);
    found.extend(allow::allow(snapshot, file, range));
    found.extend(missing::missing(snapshot, file, range));
    if let Some(context) = context::ActionContext::find(snapshot, file, range) {
        found.extend(segments::extract(snapshot, &context));
        found.extend(any_of::merge_comparisons(&context));
        found.extend(any_of::split_any_of(&context));
        found.extend(negation::push_inward(&context));
        found.extend(negation::pull_out(&context));
    }
    found.extend(segments::inline(snapshot, file, range));
    found
}
