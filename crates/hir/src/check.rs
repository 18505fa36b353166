//! What can be told only of all files together: names, types across declarations, rules, lints.
//!
//! The order is fixed: names are collected, segments measured, then every declaration is checked on
//! its own (side by side, on several threads), then what is unused is found. At last the findings
//! of all stages come together ([`finalize`]).

mod allow;
mod finalize;
mod incremental;
mod message;
mod segment_sizes;
mod suggestions;
mod unused;

use std::sync::Arc;

use proactive_catalog::{DeclarationKind, ReferenceKind};
use proactive_diagnostics::{Finding, LabelKind, Problem, Span, TextRange};
use rayon::prelude::*;

pub(crate) use finalize::{Proofs, finalize, has_errors};
pub use incremental::CheckCache;
use incremental::References;

use crate::draft::{Body, Expectation, Name, Slot, Step};
use crate::item::LoweredFile;
use crate::lower::long_text;
use crate::meaning::Channels;
use crate::names::{Entry, Names};
use crate::segment_graph::SegmentGraph;
use crate::settings::Settings;
pub(crate) use segment_sizes::SegmentSizes;

/// So many declarations are checked on one thread.
const MIN_PER_THREAD: usize = 64;

/// What is wrong with one declaration.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) errors: Vec<Finding>,
    pub(crate) lints: Vec<Finding>,
}

impl Outcome {
    pub(crate) fn is_empty(&self) -> bool {
        self.errors.is_empty() && self.lints.is_empty()
    }
}

/// A set of kinds of declaration.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Kinds(u8);

impl Kinds {
    fn insert(&mut self, kind: DeclarationKind) {
        self.0 |= 1 << kind as u8;
    }

    /// A kind and those that its declarations may lead to.
    fn insert_with_reach(&mut self, kind: DeclarationKind) {
        self.insert(kind);
        match kind {
            DeclarationKind::Bot => self.insert_with_reach(DeclarationKind::Channel),
            DeclarationKind::Channel => {
                self.insert(DeclarationKind::Brand);
                self.insert(DeclarationKind::Schedule);
            }
            DeclarationKind::Account
            | DeclarationKind::Brand
            | DeclarationKind::Schedule
            | DeclarationKind::Segment
            | DeclarationKind::Message
            | DeclarationKind::Test => {}
        }
    }

    fn contains(self, kind: DeclarationKind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// All that checking finds, before it is put together.
pub(crate) struct Stages<'w> {
    pub(crate) names: Names<'w>,
    pub(crate) channels: Channels,
    pub(crate) segments: SegmentGraph,
    pub(crate) sizes: SegmentSizes,
    /// In the order of the entries.
    pub(crate) outcomes: Vec<Outcome>,
    /// Nothing is broken that could use what seems unused.
    pub(crate) unused_is_known: bool,
}

impl Stages<'_> {
    /// Adds lints that need the model to those of the declarations in which they stand.
    pub(crate) fn add_lints(&mut self, findings: Vec<Finding>) {
        for finding in findings {
            let at = (finding.span.file, finding.span.range.start());
            let behind = self
                .names
                .entries
                .partition_point(|entry| (entry.file, entry.start) <= at);
            let position = behind.checked_sub(1);
            let outcome = position.and_then(|position| self.outcomes.get_mut(position));
            if let Some(outcome) = outcome {
                outcome.lints.push(finding);
            }
        }
    }
}

/// Checks all declarations. Those of which `cache` knows that nothing is wrong with them are not
/// looked at.
pub(crate) fn check<'w>(
    files: &'w [Arc<LoweredFile>],
    settings: &Settings,
    unread: bool,
    cache: &mut CheckCache,
) -> Stages<'w> {
    let (names, duplicates) = Names::collect(files, unread);
    let segments = SegmentGraph::of(&names);
    let sizes = SegmentSizes::of(&names, &segments);
    let channels = Channels::of(&names);
    let mut references = cache.take(&names, settings);
    let mut outcomes: Vec<Outcome> = names.entries.iter().map(|_| Outcome::default()).collect();
    let unknown: Vec<_> = names
        .entries
        .iter()
        .zip(&mut outcomes)
        .zip(&mut references)
        .filter(|(_, references)| references.is_none())
        .collect();
    let look = |((entry, outcome), references): ((_, &mut Outcome), &mut Option<References>)| {
        let mut check = Check {
            names: &names,
            sizes: &sizes,
            channels: &channels,
            settings,
            entry,
            outcome: Outcome::default(),
            references: References::default(),
        };
        check.declaration();
        *outcome = check.outcome;
        *references = Some(check.references);
    };
    // To wake other threads takes longer than to look at a few.
    if unknown.len() < MIN_PER_THREAD {
        unknown.into_iter().for_each(look);
    } else {
        let unknown = unknown.into_par_iter().with_min_len(MIN_PER_THREAD);
        unknown.for_each(look);
    }
    let is_right: Vec<bool> = outcomes.iter().map(Outcome::is_empty).collect();
    for (position, finding) in duplicates.into_iter().chain(segments.findings(&names)) {
        if let Some(outcome) = outcomes.get_mut(position) {
            outcome.errors.push(finding);
        }
    }
    suggestions::suggest(&names, &mut outcomes);
    let unused_is_known = unused::find(&names, &references, &mut outcomes);
    let right = references.into_iter().zip(is_right);
    let right = right.map(|(references, is_right)| references.filter(|_| is_right));
    cache.keep(&names, settings, right);
    too_many_messages(&names, settings, &mut outcomes);
    Stages {
        names,
        channels,
        segments,
        sizes,
        outcomes,
        unused_is_known,
    }
}

/// Checks one declaration.
struct Check<'c, 'w> {
    names: &'c Names<'w>,
    sizes: &'c SegmentSizes,
    channels: &'c Channels,
    settings: &'c Settings,
    entry: &'c Entry<'w>,
    outcome: Outcome,
    references: References,
}

impl<'w> Check<'_, 'w> {
    fn declaration(&mut self) {
        if self.entry.draft.may_reference_unseen {
            for kind in DeclarationKind::ALL {
                self.references.may_reference_unseen.insert(kind);
            }
        }
        let declaration = self.entry.declaration;
        match &declaration.body {
            Body::Account(_) | Body::Brand(_) | Body::Schedule(_) => {}
            Body::Channel(channel) => {
                self.resolve_slot(&channel.brand, ReferenceKind::Brand);
                if !channel.brand.is_present() {
                    self.references
                        .may_reference_unseen
                        .insert(DeclarationKind::Brand);
                }
                if let Slot::Given(schedules) = &channel.business_hours {
                    for name in schedules {
                        self.resolve(name, ReferenceKind::Schedule);
                    }
                }
            }
            Body::Bot(bot) => {
                if let Slot::Given((_, channels)) = &bot.channels {
                    for name in channels {
                        self.resolve(name, ReferenceKind::Channel);
                    }
                }
            }
            Body::Segment(segment) => self.condition(&segment.condition),
            Body::Message(message) => self.message(message),
            Body::Test(test) => {
                self.resolve_slot(&test.channel, ReferenceKind::Channel);
                let mut expects = false;
                for step in &test.steps {
                    expects |= matches!(step.value, Step::Expect(_) | Step::Broken);
                    if let Step::Expect(
                        Expectation::Message(name, _) | Expectation::NoMessage(name),
                    ) = &step.value
                    {
                        self.resolve(name, ReferenceKind::Message);
                    }
                }
                if !expects {
                    let title = declaration.title.as_ref();
                    let name = title.map_or_else(String::new, |title| title.value.to_string());
                    self.lint(declaration.place(), Problem::TestWithoutExpect { name });
                }
            }
        }
    }

    fn error(&mut self, range: TextRange, problem: Problem) -> &mut Finding {
        push(
            &mut self.outcome.errors,
            Finding::new(problem, self.entry.span(range)),
        )
    }

    fn lint(&mut self, range: TextRange, problem: Problem) -> &mut Finding {
        push(
            &mut self.outcome.lints,
            Finding::new(problem, self.entry.span(range)),
        )
    }

    fn long_text(&mut self, text: &Name) {
        let (limit, set_at) = self.settings.max_text;
        if let Some((range, problem)) = long_text(text, limit) {
            let labels = set_at.map(|span| label(span, LabelKind::SetHere));
            self.lint(range, problem).labels.extend(labels);
        }
    }
}

fn push(list: &mut Vec<Finding>, finding: Finding) -> &mut Finding {
    let index = list.len();
    list.push(finding);
    #[allow(clippy::indexing_slicing, reason = "it was pushed just now")]
    &mut list[index]
}

fn label(span: Span, kind: LabelKind) -> proactive_diagnostics::Label {
    proactive_diagnostics::Label { span, kind }
}

/// The message that is one too many draws `too-many-messages`.
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
