//! Checks that need all files together: names, types across declarations, rules, lints.
//!
//! The order is fixed. Names are collected and the sizes of segments computed. Then each declaration is
//! checked on its own, on several threads, and unused declarations are found. Finally [`finalize`]
//! merges the findings of all stages.

mod adapter;
mod allow;
mod declaration;
mod finalize;
mod incremental;
mod message;
mod references;
mod segment_sizes;
mod suggestions;
mod unused;
mod websites;

use std::sync::Arc;

use proactive_catalog::DeclarationKind;
use proactive_diagnostics::{FileId, Finding, LabelKind, Problem, TextSize};
use rayon::prelude::*;

pub(crate) use finalize::{Proofs, finalize, has_errors, one_a_place};
pub use incremental::CheckCache;
pub(crate) use segment_sizes::SegmentSizes;

use self::declaration::{Check, Outcome, label};
use self::references::References;
use crate::item::LoweredFile;
use crate::meaning::Channels;
use crate::names::{Entry, Names};
use crate::segment_graph::SegmentGraph;
use crate::settings::Settings;

/// Fewer declarations are checked on the current thread, because waking others takes longer.
const MIN_PER_THREAD: usize = 64;

/// What a declaration is checked against.
pub(crate) struct CheckContext<'c, 'w> {
    pub(crate) names: &'c Names<'w>,
    pub(crate) sizes: &'c SegmentSizes,
    pub(crate) channels: &'c Channels,
    pub(crate) settings: &'c Settings,
}

impl<'w> CheckContext<'_, 'w> {
    /// Checks one declaration, which need not be one of the workspace.
    pub(crate) fn declaration(&self, entry: &Entry<'w>) -> (Outcome, References) {
        let mut check = Check {
            names: self.names,
            sizes: self.sizes,
            channels: self.channels,
            settings: self.settings,
            entry,
            outcome: Outcome::default(),
            references: References::default(),
        };
        check.declaration();
        (check.outcome, check.references)
    }
}

/// The result of all checks, before it is finalized.
pub(crate) struct CheckResult<'w> {
    pub(crate) names: Names<'w>,
    pub(crate) channels: Channels,
    pub(crate) segments: SegmentGraph,
    pub(crate) sizes: SegmentSizes,
    /// In the order of the entries of `names`.
    pub(crate) outcomes: Vec<Outcome>,
    /// No broken text could use a declaration that seems unused.
    pub(crate) unused_is_known: bool,
    /// The errors of the items with mistakes that can be repaired, in order. They replace those of
    /// the draft and of the outcome.
    pub(crate) repaired: Vec<RepairedItem>,
}

/// An item with mistakes that can be repaired.
#[derive(Debug)]
pub(crate) struct RepairedItem {
    pub(crate) file: FileId,
    /// Where it begins in the file.
    pub(crate) start: TextSize,
    /// Its errors, with spans in the file.
    pub(crate) errors: Vec<Finding>,
    /// The declarations that it makes when it is repaired, and did not make before.
    pub(crate) declares: Vec<(DeclarationKind, String)>,
}

impl CheckResult<'_> {
    /// Adds lints that need the model to the declarations that they are in.
    pub(crate) fn add_lints(&mut self, findings: Vec<Finding>) {
        for finding in findings {
            let at = (finding.span.file, finding.span.range.start());
            let after = self
                .names
                .entries
                .partition_point(|entry| (entry.file, entry.start) <= at);
            let position = after.checked_sub(1);
            let outcome = position.and_then(|position| self.outcomes.get_mut(position));
            if let Some(outcome) = outcome {
                outcome.lints.push(finding);
            }
        }
    }
}

/// Checks all declarations, except those that `cache` knows to be free of findings.
pub(crate) fn check<'w>(
    files: &'w [Arc<LoweredFile>],
    settings: &Settings,
    unread: bool,
    cache: &mut CheckCache,
) -> CheckResult<'w> {
    let (names, duplicates) = Names::collect(files, unread);
    let segments = SegmentGraph::of(&names);
    let sizes = SegmentSizes::of(&names, &segments);
    let channels = Channels::of(&names);
    let mut references = cache.take(&names, settings);
    let mut outcomes: Vec<Outcome> = names.entries.iter().map(|_| Outcome::default()).collect();
    let unchecked: Vec<_> = names
        .entries
        .iter()
        .zip(&mut outcomes)
        .zip(&mut references)
        .filter(|(_, references)| references.is_none())
        .collect();
    let context = CheckContext {
        names: &names,
        sizes: &sizes,
        channels: &channels,
        settings,
    };
    let check_one =
        |((entry, outcome), references): ((_, &mut Outcome), &mut Option<References>)| {
            let (found, refers) = context.declaration(entry);
            *outcome = found;
            *references = Some(refers);
        };
    if unchecked.len() < MIN_PER_THREAD {
        unchecked.into_iter().for_each(check_one);
    } else {
        let unchecked = unchecked.into_par_iter().with_min_len(MIN_PER_THREAD);
        unchecked.for_each(check_one);
    }
    let is_clean: Vec<bool> = outcomes.iter().map(Outcome::is_empty).collect();
    for (position, finding) in duplicates.into_iter().chain(segments.findings(&names)) {
        if let Some(outcome) = outcomes.get_mut(position) {
            outcome.errors.push(finding);
        }
    }
    suggestions::suggest(&names, &mut outcomes);
    let unused_is_known = unused::find(&names, &references, &mut outcomes);
    let clean = references.into_iter().zip(is_clean);
    let clean = clean.map(|(references, is_clean)| references.filter(|_| is_clean));
    cache.keep(&names, settings, clean);
    too_many_messages(&names, settings, &mut outcomes);
    CheckResult {
        names,
        channels,
        segments,
        sizes,
        outcomes,
        unused_is_known,
        repaired: Vec::new(),
    }
}

/// Reports `too-many-messages` at the first message over the limit.
fn too_many_messages(names: &Names<'_>, settings: &Settings, outcomes: &mut [Outcome]) {
    let (limit, set_at) = settings.max_messages;
    let messages: Vec<usize> = names
        .entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.declaration.kind() == DeclarationKind::Message)
        .map(|(position, _)| position)
        .collect();
    let first_over = usize::try_from(limit)
        .ok()
        .and_then(|limit| messages.get(limit));
    let Some((entry, outcome)) = first_over
        .and_then(|&position| Some((names.entries.get(position)?, outcomes.get_mut(position)?)))
    else {
        return;
    };
    let count = messages.len();
    let span = entry.span(entry.declaration.place());
    let mut finding = Finding::new(Problem::TooManyMessages { count, limit }, span);
    finding
        .labels
        .extend(set_at.map(|span| label(span, LabelKind::SetHere)));
    outcome.lints.push(finding);
}
