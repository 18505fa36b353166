//! Code actions: fix a finding, suppress a lint, refactor a condition.
//!
//! An action is a list of edits. A refactoring keeps the meaning: the same visitors get the same
//! messages.

mod action;
mod allow;
mod any_of;
mod context;
mod cures;
mod declare;
mod expectation;
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

/// The actions for a range of a file, which may be empty. [`fix_all`] is not among them.
#[must_use]
pub fn code_actions(snapshot: &Snapshot, file: FileId, range: TextRange) -> Vec<Action> {
    let mut found = fixes::fixes(snapshot, file, range);
    // What is certain comes first.
    found.sort_by_key(|action| !action.preferred);
    found.extend(cures::cures(snapshot, file, range));
    found.extend(declare::declare(snapshot, file, range));
    found.extend(missing::missing(snapshot, file, range));
    found.extend(expectation::expect_what_happened(snapshot, file, range));
    if let Some(context) = context::ActionContext::find(snapshot, file, range) {
        found.extend(segments::extract(snapshot, &context));
        found.extend(any_of::merge_comparisons(&context));
        found.extend(any_of::split_any_of(&context));
        found.extend(negation::push_inward(&context));
        found.extend(negation::pull_out(&context));
    }
    found.extend(segments::inline(snapshot, file, range));
    // A cure comes before silence.
    found.extend(allow::allow(snapshot, file, range));
    found
}
