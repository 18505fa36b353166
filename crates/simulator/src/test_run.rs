//! The report of a test: what happened at each step, and where and why it failed.

use proactive_catalog::DeclarationKind;
use proactive_config::scenario::{Scenario, scenarios};
use proactive_diagnostics::{Edit, Finding, Fix, FixTitle, Label, LabelKind, Problem, Span};
use proactive_engine::{
    Coverage, Failure, MessageId, Mismatch, ScenarioReport, Shown, TimelineEntry, run, run_covered,
    words,
};
use proactive_hir::model;
use proactive_syntax::literal;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{Error, Reason, Simulator};

/// The most reasons that the finding of a failed test lists for a message.
const MAX_REASONS: usize = 8;

/// What happened in a test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TestReport<L = Span> {
    /// The name of the test.
    pub name: Box<str>,
    /// Where the name is written.
    pub location: L,
    passed: bool,
    /// Why the test failed; null if it passed.
    failure: Option<TestFailure<L>>,
    /// What happened, until the end or the failure.
    pub timeline: Vec<TestEvent<L>>,
}

/// Why a test failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TestFailure<L = Span> {
    /// What happened instead of what was expected, in a sentence without its full stop.
    pub words: String,
    /// What to do about it, where that is known.
    pub help: Option<String>,
    /// The step that failed.
    pub location: L,
    /// Why the expected message did not appear, or why messages appeared that should not have; if
    /// these are several, each clause begins with the message.
    pub reasons: Vec<Reason<L>>,
}

/// A message that appeared or did not although a test expects otherwise.
#[derive(Debug, Clone)]
pub struct ExplainedMessage<'m> {
    /// The message.
    pub message: &'m model::Message,
    /// Why it appeared or did not; never empty.
    pub reasons: Vec<Reason>,
}

/// Something that happened in a test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TestEvent<L = Span> {
    /// When it happened, in local time of the test; only the time if the day is that of the event
    /// before.
    pub at: String,
    /// What happened, as a clause with code in backticks.
    pub words: String,
    /// The step at which it happened.
    pub location: L,
}

/// A test of a workspace that is ready to run.
#[derive(Debug, Clone)]
pub struct TestCase<'m> {
    /// The test in the source.
    pub test: &'m model::Test,
    scenario: Scenario,
}

/// A test that was run.
#[derive(Debug, Clone)]
pub struct TestRun<'s> {
    simulator: &'s Simulator<'s>,
    case: &'s TestCase<'s>,
    report: ScenarioReport<'s>,
}

impl<'m> Simulator<'m> {
    /// The tests of the workspace, in source order.
    #[must_use]
    pub fn test_cases(&self) -> Vec<TestCase<'m>> {
        let tests = self.model.tests.iter().zip(scenarios(self.model));
        tests
            .map(|(test, scenario)| TestCase { test, scenario })
            .collect()
    }

    /// Runs a test of this workspace.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownName`] when the test names something that the configuration does not
    /// declare, which a checked workspace does not let happen.
    pub fn run<'s>(&'s self, case: &'s TestCase<'m>) -> Result<TestRun<'s>, Error> {
        let report = run(&self.program, &case.scenario).map_err(Error::UnknownName)?;
        Ok(TestRun {
            simulator: self,
            case,
            report,
        })
    }

    /// Runs a test of this workspace, and adds what it covers to `coverage`.
    ///
    /// # Errors
    ///
    /// As [`Simulator::run`].
    pub fn run_covered<'s>(
        &'s self,
        case: &'s TestCase<'m>,
        coverage: &mut Coverage,
    ) -> Result<TestRun<'s>, Error> {
        let report =
            run_covered(&self.program, &case.scenario, coverage).map_err(Error::UnknownName)?;
        Ok(TestRun {
            simulator: self,
            case,
            report,
        })
    }
}

impl<'s> TestRun<'s> {
    /// The test that was run.
    #[must_use]
    pub fn test(&self) -> &'s model::Test {
        self.case.test
    }

    /// Whether everything went as expected.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.report.passed()
    }

    /// What happened in the test.
    #[must_use]
    pub fn report(&self) -> TestReport {
        let program = &self.simulator.program;
        let mut moments = Moments::new(&self.case.scenario);
        let events = self.report.timeline.iter().map(|entry| TestEvent {
            at: moments.next(entry),
            words: words::event(program, &entry.event),
            location: self.step(entry.step),
        });
        let timeline = events.collect();
        let failure = self.report.failure.as_ref().map(|failure| TestFailure {
            words: words::mismatch(program, &failure.mismatch),
            help: words::help(program, failure),
            location: self.step(failure.step),
            reasons: self.all_reasons(failure),
        });
        TestReport::new(
            self.case.test.name.clone(),
            self.case.test.span,
            failure,
            timeline,
        )
    }

    /// The messages that the failure of the test is about; none if it passed.
    #[must_use]
    pub fn explained(&self) -> Vec<ExplainedMessage<'s>> {
        let failure = self.report.failure.as_ref();
        failure.map_or_else(Vec::new, |failure| self.explained_messages(failure))
    }

    /// The failure of the test as a finding; `None` if it passed.
    #[must_use]
    pub fn finding(&self) -> Option<Finding> {
        let program = &self.simulator.program;
        let failure = self.report.failure.as_ref()?;
        let problem = Problem::TestFailed {
            test: self.case.test.name.to_string(),
            happened: words::mismatch(program, &failure.mismatch),
            advice: words::help(program, failure),
        };
        let mut finding = Finding::new(problem, self.step(failure.step));
        finding.labels = self.message_labels(failure);
        finding.fixes.extend(self.correction(failure));
        let mut moments = Moments::new(&self.case.scenario);
        let timeline = &self.report.timeline;
        for entries in timeline.chunk_by(|left, right| left.step == right.step) {
            let events = entries.iter().map(|entry| {
                let moment = moments.next(entry);
                (moment, words::event(program, &entry.event))
            });
            let events = events.collect();
            if let Some(entry) = entries.first() {
                finding = finding.label(self.step(entry.step), LabelKind::Happened { events });
            }
        }
        Some(finding)
    }

    /// Replaces the expectation that failed by what happened. Only the author knows whether that is
    /// right.
    fn correction(&self, failure: &Failure<'_>) -> Option<Fix> {
        let program = &self.simulator.program;
        let expect = |shown: &Shown| {
            let id = &program[shown.message].id;
            format!("expect {id} after {}", literal::duration(shown.after))
        };
        let text = match &failure.mismatch {
            Mismatch::Missing { message, .. } => format!("expect no {}", program[*message].id),
            Mismatch::OtherMoment {
                message, actual, ..
            } => expect(&Shown {
                message: *message,
                after: *actual,
            }),
            Mismatch::Unexpected(shown) => expect(shown),
            Mismatch::NotNothing(shown) => {
                let mut lines: Vec<String> = shown.iter().map(expect).collect();
                lines.push("expect nothing".to_owned());
                lines.join("\n  ")
            }
            Mismatch::Impossible { .. } => return None,
        };
        let edit = Edit {
            span: self.case.test.steps.get(failure.step)?.span,
            replacement: text.clone(),
        };
        Some(Fix::suggestion(FixTitle::Write { text }, vec![edit]))
    }

    /// The place of a step, or of the test if it has no such step.
    fn step(&self, position: usize) -> Span {
        let test = self.case.test;
        test.steps.get(position).map_or(test.span, |step| step.span)
    }

    /// The labels at the messages that a failure is about.
    fn message_labels(&self, failure: &Failure<'_>) -> Vec<Label> {
        let declared = |message: MessageId| {
            let message = self.simulator.model.messages.get(message.index())?;
            let kind = LabelKind::DeclaredHere {
                kind: DeclarationKind::Message,
                name: message.id.to_string(),
            };
            let span = message.span;
            Some(Label { span, kind })
        };
        match &failure.mismatch {
            Mismatch::OtherMoment { message, .. } => declared(*message).into_iter().collect(),
            Mismatch::Missing { .. }
            | Mismatch::Unexpected(_)
            | Mismatch::NotNothing(_)
            | Mismatch::Impossible { .. } => self.reason_labels(failure),
        }
    }

    /// The labels that say why messages appeared or did not.
    fn reason_labels(&self, failure: &Failure<'_>) -> Vec<Label> {
        let was_shown = match &failure.mismatch {
            Mismatch::Unexpected(_) | Mismatch::NotNothing(_) => true,
            Mismatch::Missing { .. }
            | Mismatch::OtherMoment { .. }
            | Mismatch::Impossible { .. } => false,
        };
        let explained = self.explained_messages(failure).into_iter();
        let labels = explained.map(|ExplainedMessage { message, reasons }| {
            let mut reasons: Vec<String> = reasons.into_iter().map(|reason| reason.words).collect();
            if reasons.len() > MAX_REASONS {
                let more = reasons.len() - (MAX_REASONS - 1);
                reasons.truncate(MAX_REASONS - 1);
                reasons.push(format!("and {more} other reasons"));
            }
            let span = message.span;
            let message = message.id.to_string();
            let kind = if was_shown {
                LabelKind::LetIn { message, reasons }
            } else {
                LabelKind::KeptBack { message, reasons }
            };
            Label { span, kind }
        });
        labels.collect()
    }

    /// The reasons of all messages that a failure is about.
    fn all_reasons(&self, failure: &Failure<'_>) -> Vec<Reason> {
        let explained = self.explained_messages(failure);
        let are_several = explained.len() > 1;
        let reasons = explained.into_iter().flat_map(|explained| {
            let ExplainedMessage { message, reasons } = explained;
            reasons.into_iter().map(move |reason| match are_several {
                true => Reason {
                    words: format!("`{}`: {}", message.id, reason.words),
                    ..reason
                },
                false => reason,
            })
        });
        reasons.collect()
    }

    /// The messages that appeared or did not although a test expects otherwise, and why.
    fn explained_messages(&self, failure: &Failure<'_>) -> Vec<ExplainedMessage<'s>> {
        let messages: Vec<MessageId> = match &failure.mismatch {
            Mismatch::Missing { message, .. } => vec![*message],
            Mismatch::Unexpected(shown) => vec![shown.message],
            Mismatch::NotNothing(shown) => shown.iter().map(|shown| shown.message).collect(),
            Mismatch::OtherMoment { .. } | Mismatch::Impossible { .. } => Vec::new(),
        };
        let Some(page) = &failure.page else {
            return Vec::new();
        };
        let explained = messages.into_iter().filter_map(|id| {
            let message = self.simulator.model.messages.get(id.index())?;
            let reasons = self.simulator.reasons(page, page.of(id)?, message);
            Some(ExplainedMessage { message, reasons })
        });
        explained.collect()
    }
}

impl<L> TestReport<L> {
    fn new(
        name: Box<str>,
        location: L,
        failure: Option<TestFailure<L>>,
        timeline: Vec<TestEvent<L>>,
    ) -> Self {
        Self {
            name,
            location,
            passed: failure.is_none(),
            failure,
            timeline,
        }
    }

    /// Why the test failed; `None` if it passed.
    #[must_use]
    pub fn failure(&self) -> Option<&TestFailure<L>> {
        self.failure.as_ref()
    }

    /// Replaces every location; `None` if `map` has none for one of them.
    pub fn map_locations<M>(self, mut map: impl FnMut(L) -> Option<M>) -> Option<TestReport<M>> {
        let failure = match self.failure {
            Some(failure) => Some(TestFailure {
                words: failure.words,
                help: failure.help,
                location: map(failure.location)?,
                reasons: Reason::map_all(failure.reasons, &mut map)?,
            }),
            None => None,
        };
        let events = self.timeline.into_iter().map(|event| {
            Some(TestEvent {
                at: event.at,
                words: event.words,
                location: map(event.location)?,
            })
        });
        let timeline = events.collect::<Option<_>>()?;
        Some(TestReport::new(
            self.name,
            map(self.location)?,
            failure,
            timeline,
        ))
    }
}

/// The moments of a timeline, in order: the day is left out where it is that of the moment before.
struct Moments<'s> {
    zone: &'s str,
    previous: Option<i64>,
}

impl<'s> Moments<'s> {
    fn new(scenario: &'s Scenario) -> Self {
        Self {
            zone: &scenario.start.zone,
            previous: None,
        }
    }

    fn next(&mut self, entry: &TimelineEntry) -> String {
        let previous = self.previous.replace(entry.at);
        words::next_moment(entry.at, self.zone, previous)
    }
}
