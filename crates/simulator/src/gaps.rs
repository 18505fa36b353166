//! The gaps in the coverage of a workspace, and tests that would close them.
//!
//! A test is made from a visitor that the analysis finds: for a message that no test shows, one who
//! gets it; for a comparison that was never true (or false) where it decides, one for whom it is,
//! while everything beside it on the way to the whole condition has the value that leaves the
//! decision to it. Each test is run before it is suggested, so it passes and closes what it claims
//! to close. A test often closes several gaps; then the others need none of their own.

mod decision;
mod finder;

use proactive_analysis::Visitor;
use proactive_config::scenario::Scenario;
use proactive_diagnostics::Span;
use proactive_engine::{Coverage, MessageId};

use self::finder::{Finder, Search};
use crate::Simulator;
use crate::coverage::WrittenComparison;

/// The gaps in the coverage of a workspace.
#[derive(Debug, Clone)]
pub struct Gaps {
    /// Message by message, in the order of the configuration.
    pub gaps: Vec<Gap>,
    /// Tests that would close them.
    pub tests: Vec<SuggestedTest>,
}

/// Something that no test covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The name of the message, or the comparison.
    pub location: Span,
    /// What is not covered.
    pub kind: GapKind,
    /// What would close it.
    pub closing: Closing,
}

/// What no test covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GapKind {
    /// No test shows this message.
    NotShown {
        /// Its ID.
        message: Box<str>,
    },
    /// No test holds this message back.
    NotHeldBack {
        /// Its ID.
        message: Box<str>,
    },
    /// A comparison never had this value where it decides.
    NeverDecided {
        /// The comparison, as it is written.
        condition: String,
        /// The IDs of the messages that use it.
        messages: Vec<Box<str>>,
        /// The value that is missing.
        value: bool,
    },
}

/// What would close a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// The suggested test at this position.
    Test(usize),
    /// Nothing: there is no visitor who would.
    Impossible,
    /// A visitor who would was not found.
    Unknown,
}

/// A test that would close gaps. It passes.
#[derive(Debug, Clone)]
pub struct SuggestedTest {
    /// The visitor, and the first page.
    pub visitor: Visitor,
    /// The test.
    pub scenario: Scenario,
}

/// A gap that is to be closed.
struct Target<'w> {
    location: Span,
    missing: Missing<'w>,
}

enum Missing<'w> {
    Shown(MessageId),
    HeldBack(MessageId),
    Value(&'w WrittenComparison, bool),
}

impl<'m> Simulator<'m> {
    /// Finds the gaps in the coverage of the workspace, and tests that would close them.
    #[must_use]
    pub fn gaps(&self, coverage: &Coverage) -> Gaps {
        let written = self.written_comparisons(coverage);
        let targets = self.targets(coverage, &written);
        let mut closings: Vec<Option<Closing>> = vec![None; targets.len()];
        let mut finder = Finder::new(self, coverage);
        let mut tests = Vec::new();
        for (position, target) in targets.iter().enumerate() {
            if closings.get(position).is_some_and(Option::is_some) {
                continue;
            }
            let found = match finder.close(&target.missing) {
                Search::Found(found) => found,
                Search::Impossible => {
                    set(&mut closings, position, Closing::Impossible);
                    continue;
                }
                Search::Unknown => {
                    set(&mut closings, position, Closing::Unknown);
                    continue;
                }
            };
            let test = finder.take(*found);
            for (other, open) in targets.iter().zip(&mut closings) {
                if open.is_none() && self.covers(finder.coverage(), &other.missing) {
                    *open = Some(Closing::Test(tests.len()));
                }
            }
            tests.push(test);
        }
        let gaps = targets
            .into_iter()
            .zip(closings)
            .map(|(target, closing)| Gap {
                location: target.location,
                kind: self.kind(&target.missing),
                closing: closing.unwrap_or(Closing::Unknown),
            });
        Gaps {
            gaps: gaps.collect(),
            tests,
        }
    }

    /// A test that shows the message with this ID; `None` if there is no such message, or no visitor
    /// was found who gets it.
    #[must_use]
    pub fn test_that_shows(&self, message: &str) -> Option<SuggestedTest> {
        let message = self.program.message(message)?;
        let mut finder = Finder::new(self, &self.no_coverage());
        match finder.close(&Missing::Shown(message)) {
            Search::Found(found) => Some(finder.take(*found)),
            Search::Impossible | Search::Unknown => None,
        }
    }

    /// What is not covered, message by message.
    fn targets<'w>(
        &self,
        coverage: &Coverage,
        written: &'w [WrittenComparison],
    ) -> Vec<Target<'w>> {
        let mut targets = Vec::new();
        let mut comparisons = written.iter().peekable();
        for covered in coverage.messages(&self.program) {
            let id = covered.message;
            let Some(message) = self.model.messages.get(id.index()) else {
                continue;
            };
            let location = message.span;
            if !covered.shown {
                let missing = Missing::Shown(id);
                targets.push(Target { location, missing });
            }
            // A comparison is listed with the first message that uses it.
            let is_here =
                |it: &&WrittenComparison| it.uses.first().is_some_and(|used| used.message == id);
            while let Some(comparison) = comparisons.next_if(is_here) {
                for value in [true, false] {
                    if !comparison.has_seen(self, coverage, value) {
                        targets.push(Target {
                            location: comparison.span,
                            missing: Missing::Value(comparison, value),
                        });
                    }
                }
            }
            if !covered.held_back {
                let missing = Missing::HeldBack(id);
                targets.push(Target { location, missing });
            }
        }
        targets
    }

    fn covers(&self, coverage: &Coverage, missing: &Missing<'_>) -> bool {
        match missing {
            Missing::Shown(message) => coverage.is_shown(&self.program, *message),
            Missing::HeldBack(message) => coverage.is_held_back(&self.program, *message),
            Missing::Value(comparison, value) => comparison.has_seen(self, coverage, *value),
        }
    }

    fn kind(&self, missing: &Missing<'_>) -> GapKind {
        let id = |message: MessageId| {
            let message = self.model.messages.get(message.index());
            message
                .map(|message| message.id.clone())
                .unwrap_or_default()
        };
        match missing {
            Missing::Shown(message) => GapKind::NotShown {
                message: id(*message),
            },
            Missing::HeldBack(message) => GapKind::NotHeldBack {
                message: id(*message),
            },
            Missing::Value(comparison, value) => GapKind::NeverDecided {
                condition: comparison.written.notation(),
                messages: self.users(comparison),
                value: *value,
            },
        }
    }
}

fn set(closings: &mut [Option<Closing>], position: usize, closing: Closing) {
    if let Some(open) = closings.get_mut(position) {
        *open = Some(closing);
    }
}

impl SuggestedTest {
    /// The test block, ready to be pasted into a file of the workspace.
    #[must_use]
    pub fn source(&self) -> String {
        crate::source_of(&self.scenario)
    }
}
