//! Code actions: fix a finding, suppress a lint, refactor a condition, copy or move a message.
//!
//! An action is a list of edits. A refactoring of a condition keeps the meaning: the same visitors
//! get the same messages.

mod action;
mod allow;
mod any_of;
mod context;
mod copies;
mod cures;
mod declare;
mod expectation;
mod fix_all;
mod fixes;
mod lines;
mod message;
mod missing;
mod moves;
mod negation;
mod piece_table;
mod segments;
mod status;
mod text_lines;

use proactive_diagnostics::{FileId, TextRange};

use crate::Snapshot;

pub use self::action::{Action, ActionKind, NewFile};
pub use self::fix_all::fix_all;
pub(crate) use self::fixes::of_findings;

/// The actions for a range of a file, which may be empty. [`fix_all`] is not among them.
#[must_use]
pub fn code_actions(snapshot: &Snapshot, file: FileId, range: TextRange) -> Vec<Action> {
    let mut found = fixes::fixes(snapshot, file, range);
    // What is certain comes first.
    found.sort_by_key(|action| !action.preferred);
    found.extend(moves::move_above(snapshot, file, range));
    found.extend(cures::cures(snapshot, file, range));
    found.extend(declare::declare(snapshot, file, range));
    found.extend(missing::missing(snapshot, file, range));
    found.extend(copies::rename_copies(snapshot, file, range));
    found.extend(expectation::expect_what_happened(snapshot, file, range));
    if let Some(context) = context::ActionContext::find(snapshot, file, range) {
        found.extend(segments::extract(snapshot, &context));
        found.extend(any_of::merge_comparisons(&context));
        found.extend(any_of::split_any_of(&context));
        found.extend(negation::push_inward(&context));
        found.extend(negation::pull_out(&context));
    }
    found.extend(segments::inline(snapshot, file, range));
    if let Some(context) = message::MessageContext::find(snapshot, file, range) {
        found.extend(text_lines::rewrite_text(&context));
        found.extend(status::pause_or_publish(&context));
        found.extend(copies::duplicate(&context));
        found.extend(copies::copy_for_channels(&context));
        found.extend(moves::move_to_files(&context));
        found.extend(moves::move_to_new_file(&context));
    }
    // A cure comes before silence.
    found.extend(allow::allow(snapshot, file, range));
    found
}
