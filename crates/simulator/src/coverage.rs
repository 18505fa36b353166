//! The report of coverage: which comparisons the tests of a workspace exercise both ways.

use proactive_diagnostics::Span;
use proactive_engine::{Coverage, Tally};
use schemars::JsonSchema;
use serde::Serialize;

use crate::comparison_spans::ComparisonSpans;
use crate::{Error, Simulator};

/// What the tests of a workspace cover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CoverageReport<L = Span> {
    /// The published messages, in the order of the configuration.
    pub messages: Vec<MessageCoverage<L>>,
}

/// What the tests cover of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MessageCoverage<L = Span> {
    /// The ID of the message.
    pub message: Box<str>,
    /// Where the message is declared.
    pub location: L,
    /// Its comparisons, in reading order.
    pub comparisons: Vec<ComparisonCoverage<L>>,
}

/// What the tests cover of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ComparisonCoverage<L = Span> {
    /// The comparison in the notation of the language, with `not` and segments expanded.
    pub condition: String,
    /// Where it is written, in the message and in the segments that it uses.
    pub locations: Vec<L>,
    /// Whether a test saw it true where that decides.
    pub seen_true: bool,
    /// Whether a test saw it false where that decides.
    pub seen_false: bool,
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
            let spans = ComparisonSpans::new(self.model, message);
            let comparisons = covered.leaves.iter().map(|leaf| ComparisonCoverage {
                condition: leaf.comparison.notation(),
                locations: spans.of(leaf.comparison).to_vec(),
                seen_true: leaf.held,
                seen_false: leaf.failed,
            });
            Some(MessageCoverage {
                message: message.id.clone(),
                location: message.span,
                comparisons: comparisons.collect(),
            })
        });
        CoverageReport {
            messages: messages.collect(),
        }
    }
}

impl<L> CoverageReport<L> {
    /// How many comparisons of the workspace are covered.
    #[must_use]
    pub fn tally(&self) -> Tally {
        tally(self.messages.iter().flat_map(|it| &it.comparisons))
    }

    /// Replaces every location; `None` if `map` has none for one of them.
    pub fn map_locations<M>(
        self,
        mut map: impl FnMut(L) -> Option<M>,
    ) -> Option<CoverageReport<M>> {
        let messages = self.messages.into_iter().map(|it| {
            let comparisons = it.comparisons.into_iter().map(|comparison| {
                Some(ComparisonCoverage {
                    condition: comparison.condition,
                    locations: comparison
                        .locations
                        .into_iter()
                        .map(&mut map)
                        .collect::<Option<_>>()?,
                    seen_true: comparison.seen_true,
                    seen_false: comparison.seen_false,
                })
            });
            let comparisons = comparisons.collect::<Option<_>>()?;
            Some(MessageCoverage {
                message: it.message,
                location: map(it.location)?,
                comparisons,
            })
        });
        Some(CoverageReport {
            messages: messages.collect::<Option<_>>()?,
        })
    }
}

impl<L> MessageCoverage<L> {
    /// How many comparisons of the message are covered.
    #[must_use]
    pub fn tally(&self) -> Tally {
        tally(self.comparisons.iter())
    }
}

impl<L> ComparisonCoverage<L> {
    /// Whether tests saw it both true and false.
    #[must_use]
    pub fn is_covered(&self) -> bool {
        self.seen_true && self.seen_false
    }
}

fn tally<'c, L: 'c>(comparisons: impl Iterator<Item = &'c ComparisonCoverage<L>>) -> Tally {
    let mut tally = Tally {
        covered: 0,
        total: 0,
    };
    for comparison in comparisons {
        tally.covered += usize::from(comparison.is_covered());
        tally.total += 1;
    }
    tally
}
