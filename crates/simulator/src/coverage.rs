//! The report of coverage: which messages the tests of a workspace show and hold back, and which
//! comparisons they exercise both ways.

use std::collections::HashMap;

use proactive_config::json::Comparison;
use proactive_diagnostics::Span;
use proactive_engine::{Coverage, MessageId, Tally};
use proactive_hir::model::Condition;
use schemars::JsonSchema;
use serde::Serialize;

use crate::comparison_spans::ComparisonSpans;
use crate::{Error, Simulator};

/// What the tests of a workspace cover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CoverageReport<L = Span> {
    /// The published messages, in the order of the configuration.
    pub messages: Vec<MessageCoverage<L>>,
    /// The comparisons of their conditions, message by message in reading order. One in a segment
    /// is there once, however many messages use the segment.
    pub comparisons: Vec<ComparisonCoverage<L>>,
}

/// What the tests cover of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageCoverage<L = Span> {
    /// The ID of the message.
    pub message: Box<str>,
    /// Where the message is declared.
    pub location: L,
    /// Whether a test expects it, and it is shown.
    pub shown: bool,
    /// Whether a test expects it not to be shown when it is due, and it is not.
    pub held_back: bool,
}

/// What the tests cover of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ComparisonCoverage<L = Span> {
    /// The comparison in the notation of the language, as it is written there; for a list of values
    /// that are compared one by one, with one of them.
    pub condition: String,
    /// Where it is written, in a message or a segment.
    pub location: L,
    /// The IDs of the messages whose conditions have it, in the order of the configuration.
    pub messages: Vec<Box<str>>,
    /// Whether a test saw it true where that decides.
    pub seen_true: bool,
    /// Whether a test saw it false where that decides.
    pub seen_false: bool,
}

/// A comparison as it is written in the source.
#[derive(Debug)]
pub(crate) struct WrittenComparison {
    pub(crate) span: Span,
    pub(crate) written: Comparison,
    /// The published messages that use it.
    pub(crate) uses: Vec<ComparisonUse>,
}

/// The compiled comparisons of a message that come from one place in the source.
#[derive(Debug)]
pub(crate) struct ComparisonUse {
    pub(crate) message: MessageId,
    /// The positions of equal comparisons in the compiled condition.
    pub(crate) leaves: Vec<usize>,
    /// Whether they are the opposite of what is written.
    pub(crate) negated: bool,
}

impl WrittenComparison {
    /// Whether a test saw it with this value where that decides: in one of the messages, wherever
    /// the comparison is in its condition.
    pub(crate) fn has_seen(
        &self,
        simulator: &Simulator<'_>,
        coverage: &Coverage,
        value: bool,
    ) -> bool {
        self.uses.iter().any(|used| {
            let value = value != used.negated;
            let mut leaves = used.leaves.iter();
            leaves.all(|leaf| coverage.has_seen(&simulator.program, used.message, *leaf, value))
        })
    }
}

impl Simulator<'_> {
    /// Runs all tests of the workspace and reports what they cover.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownName`] when a test names something that the configuration does not declare,
    /// which a checked workspace does not let happen.
    pub fn coverage(&self) -> Result<CoverageReport, Error> {
        let mut coverage = self.no_coverage();
        for case in &self.test_cases() {
            self.run_covered(case, &mut coverage)?;
        }
        Ok(self.coverage_report(&coverage))
    }

    /// The coverage of no tests, to which [`Simulator::run_covered`] adds.
    #[must_use]
    pub fn no_coverage(&self) -> Coverage {
        Coverage::new(&self.program)
    }

    /// Reports coverage that was collected test by test.
    #[must_use]
    pub fn coverage_report(&self, coverage: &Coverage) -> CoverageReport {
        let messages = coverage.messages(&self.program).into_iter();
        let messages = messages.filter_map(|covered| {
            let message = self.model.messages.get(covered.message.index())?;
            Some(MessageCoverage {
                message: message.id.clone(),
                location: message.span,
                shown: covered.shown,
                held_back: covered.held_back,
            })
        });
        let comparisons = self.written_comparisons(coverage).into_iter();
        let comparisons = comparisons.map(|comparison| ComparisonCoverage {
            condition: comparison.written.notation(),
            location: comparison.span,
            messages: self.users(&comparison),
            seen_true: comparison.has_seen(self, coverage, true),
            seen_false: comparison.has_seen(self, coverage, false),
        });
        CoverageReport {
            messages: messages.collect(),
            comparisons: comparisons.collect(),
        }
    }

    /// The IDs of the published messages that use a comparison.
    pub(crate) fn users(&self, comparison: &WrittenComparison) -> Vec<Box<str>> {
        let users = comparison.uses.iter();
        let mut users: Vec<MessageId> = users.map(|used| used.message).collect();
        users.dedup();
        let ids = users.into_iter().filter_map(|message| {
            let message = self.model.messages.get(message.index())?;
            Some(message.id.clone())
        });
        ids.collect()
    }

    /// The comparisons of the published messages, each place once.
    pub(crate) fn written_comparisons(&self, coverage: &Coverage) -> Vec<WrittenComparison> {
        let mut found: Vec<WrittenComparison> = Vec::new();
        let mut known: HashMap<(Span, Comparison), usize> = HashMap::new();
        for covered in coverage.messages(&self.program) {
            let Some(message) = self.model.messages.get(covered.message.index()) else {
                continue;
            };
            let spans = ComparisonSpans::new(self.model, message);
            for (leaf, compiled) in covered.leaves.iter().enumerate() {
                for place in spans.of(compiled.comparison) {
                    let key = (place.span, place.written.clone());
                    let position = *known.entry(key).or_insert_with(|| {
                        found.push(WrittenComparison {
                            span: place.span,
                            written: place.written.clone(),
                            uses: Vec::new(),
                        });
                        found.len() - 1
                    });
                    if let Some(comparison) = found.get_mut(position) {
                        comparison.add(covered.message, leaf, place.negated);
                    }
                }
            }
        }
        found
    }

    /// For each comparison of a compiled condition, the condition that it comes from and whether it
    /// is the opposite of that.
    pub(crate) fn sources(
        &self,
        message: MessageId,
        leaves: &[&Comparison],
    ) -> Vec<Option<(Condition, bool)>> {
        let Some(message) = self.model.messages.get(message.index()) else {
            return Vec::new();
        };
        let spans = ComparisonSpans::new(self.model, message);
        let sources = leaves.iter().map(|comparison| {
            let place = spans.of(comparison).first()?;
            Some((place.source.clone(), place.negated))
        });
        sources.collect()
    }
}

impl WrittenComparison {
    fn add(&mut self, message: MessageId, leaf: usize, negated: bool) {
        let mut uses = self.uses.iter_mut();
        let known = uses.find(|used| used.message == message && used.negated == negated);
        match known {
            Some(used) => used.leaves.push(leaf),
            None => self.uses.push(ComparisonUse {
                message,
                leaves: vec![leaf],
                negated,
            }),
        }
    }
}

impl<L> CoverageReport<L> {
    /// How many comparisons of the workspace are covered.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally {
            covered: self.comparisons.iter().filter(|it| it.is_covered()).count(),
            total: self.comparisons.len(),
        }
    }

    /// Replaces every location; `None` if `map` has none for one of them.
    pub fn map_locations<M>(
        self,
        mut map: impl FnMut(L) -> Option<M>,
    ) -> Option<CoverageReport<M>> {
        let messages = self.messages.into_iter().map(|it| {
            Some(MessageCoverage {
                message: it.message,
                location: map(it.location)?,
                shown: it.shown,
                held_back: it.held_back,
            })
        });
        let messages = messages.collect::<Option<_>>()?;
        let comparisons = self.comparisons.into_iter().map(|it| {
            Some(ComparisonCoverage {
                condition: it.condition,
                location: map(it.location)?,
                messages: it.messages,
                seen_true: it.seen_true,
                seen_false: it.seen_false,
            })
        });
        Some(CoverageReport {
            messages,
            comparisons: comparisons.collect::<Option<_>>()?,
        })
    }
}

impl<L> ComparisonCoverage<L> {
    /// Whether tests saw it both true and false.
    #[must_use]
    pub fn is_covered(&self) -> bool {
        self.seen_true && self.seen_false
    }
}
