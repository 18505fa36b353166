//! Running tests: what happened at each step, and where and why it went otherwise than expected.

use proactive_catalog::DeclarationKind;
use proactive_config::scenario::{Scenario, scenarios};
use proactive_diagnostics::{FileId, Finding, Label, LabelKind, Problem, Span};
use proactive_engine::{
    Failure, MessageId, Mismatch, Program, ScenarioReport, TimelineEntry, run, words,
};
use proactive_hir::model::{self, Model};

use super::simulate::{Reason, reasons};
use super::{Refused, model, program};
use crate::Snapshot;

/// How many reasons a finding tells why a message did not come up.
const REASONS: usize = 8;

/// Which tests are run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TestChoice<'c> {
    /// All of the workspace.
    All,
    /// Those of a file.
    File(FileId),
    /// The one of this name.
    Named(&'c str),
}

/// How a test went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestRun {
    /// Its name.
    pub name: Box<str>,
    /// Where its name stands.
    pub span: Span,
    /// What happened, until the end or the failure.
    pub timeline: Vec<Happened>,
    /// What went otherwise than expected; none: it passed.
    pub failure: Option<TestFailure>,
}

/// Something that happened in a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// The step at which it happened.
    pub step: Span,
    /// When, in seconds since 1970-01-01 00:00 UTC.
    pub unix_seconds: i64,
    /// When, on the clocks that the test reads; of the same day as what is above, only the time.
    pub moment: String,
    /// What, in a clause.
    pub words: String,
}

/// What went otherwise than expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestFailure {
    /// The same as a finding, at the step that failed.
    pub finding: Finding,
    /// What happened, in a sentence without its full stop.
    pub words: String,
    /// What can be done about it, if that can be said.
    pub help: Option<String>,
    /// Why the message that was expected did not come up.
    pub reasons: Vec<Reason>,
}

/// Runs tests.
///
/// # Errors
///
/// Where there are errors in the workspace, or no such test.
pub fn run_tests(snapshot: &Snapshot, choice: TestChoice<'_>) -> Result<Vec<TestRun>, Refused> {
    let model = model(snapshot)?;
    let program = program(model)?;
    let scenarios = scenarios(model);
    let all = model.tests.iter().zip(&scenarios);
    let chosen: Vec<_> = all
        .filter(|(test, _)| match choice {
            TestChoice::All => true,
            TestChoice::File(file) => test.span.file == file,
            TestChoice::Named(name) => *test.name == *name,
        })
        .collect();
    if let TestChoice::Named(name) = choice
        && chosen.is_empty()
    {
        return Err(Refused::NoSuchTest(name.to_owned()));
    }
    chosen
        .into_iter()
        .map(|(test, scenario)| {
            let report = run(&program, scenario)
                .map_err(|unknown| Refused::Unplayable(unknown.to_string()))?;
            Ok(told(model, &program, test, scenario, &report))
        })
        .collect()
}

fn told(
    model: &Model,
    program: &Program,
    test: &model::Test,
    scenario: &Scenario,
    report: &ScenarioReport<'_>,
) -> TestRun {
    let mut timeline = Vec::with_capacity(report.timeline.len());
    let mut previous = None;
    for entry in &report.timeline {
        let moment = words::next_moment(entry.at, &scenario.start.zone, previous);
        previous = Some(entry.at);
        timeline.push(Happened {
            step: step(test, entry),
            unix_seconds: entry.at,
            moment,
            words: words::event(program, &entry.event),
        });
    }
    let finding = failed(model, program, test, scenario, report);
    let failure = report.failure.as_ref().zip(finding);
    TestRun {
        name: test.name.clone(),
        span: test.span,
        timeline,
        failure: failure.map(|(failure, finding)| TestFailure {
            finding,
            words: words::mismatch(program, &failure.mismatch),
            help: words::help(program, failure),
            reasons: why(model, program, failure).map_or_else(Vec::new, |(_, reasons)| reasons),
        }),
    }
}

fn step(test: &model::Test, entry: &TimelineEntry) -> Span {
    test.steps
        .get(entry.step)
        .map_or(test.span, |step| step.span)
}

/// What there is to say of a test that failed, as a finding; none of one that passed.
#[must_use]
pub fn failed(
    model: &Model,
    program: &Program,
    test: &model::Test,
    scenario: &Scenario,
    report: &ScenarioReport<'_>,
) -> Option<Finding> {
    let failure = report.failure.as_ref()?;
    let problem = Problem::TestFailed {
        test: test.name.to_string(),
        happened: words::mismatch(program, &failure.mismatch),
        advice: words::help(program, failure),
    };
    let place = test.steps.get(failure.step);
    let span = place.map_or(test.span, |step| step.span);
    let mut finding = about_messages(model, program, failure, Finding::new(problem, span));
    let mut previous = None;
    let timeline = &report.timeline;
    for entries in timeline.chunk_by(|left, right| left.step == right.step) {
        let mut events = Vec::with_capacity(entries.len());
        for entry in entries {
            let moment = words::next_moment(entry.at, &scenario.start.zone, previous);
            previous = Some(entry.at);
            events.push((moment, words::event(program, &entry.event)));
        }
        if let Some(entry) = entries.first() {
            finding = finding.label(step(test, entry), LabelKind::Happened { events });
        }
    }
    Some(finding)
}

/// Adds what the messages have to do with it that the failure is about.
fn about_messages(
    model: &Model,
    program: &Program,
    failure: &Failure<'_>,
    mut finding: Finding,
) -> Finding {
    let mut declared = |message: MessageId| {
        if let Some(message) = model.messages.get(message.index()) {
            let kind = LabelKind::DeclaredHere {
                kind: DeclarationKind::Message,
                name: message.id.to_string(),
            };
            let span = message.span;
            finding.labels.push(Label { span, kind });
        }
    };
    match &failure.mismatch {
        Mismatch::Missing { .. } => return kept_back(model, program, failure, finding),
        Mismatch::OtherMoment { message, .. } => declared(*message),
        Mismatch::Unexpected(shown) => declared(shown.message),
        Mismatch::NotNothing(shown) => shown.iter().for_each(|it| declared(it.message)),
        Mismatch::Impossible { .. } => {}
    }
    finding
}

/// The message that did not come up although it was expected, and why.
fn why<'m>(
    model: &'m Model,
    program: &Program,
    failure: &Failure<'_>,
) -> Option<(&'m model::Message, Vec<Reason>)> {
    let Mismatch::Missing { message: id, .. } = &failure.mismatch else {
        return None;
    };
    let message = model.messages.get(id.index())?;
    let page = failure.page.as_ref()?;
    let trace = page.of(*id)?;
    Some((message, reasons(model, program, page, trace, message)))
}

/// Adds why a message did not come up.
fn kept_back(
    model: &Model,
    program: &Program,
    failure: &Failure<'_>,
    mut finding: Finding,
) -> Finding {
    let Some((message, reasons)) = why(model, program, failure) else {
        return finding;
    };
    let mut reasons: Vec<String> = reasons.into_iter().map(|reason| reason.words).collect();
    if reasons.len() > REASONS {
        let more = reasons.len() - (REASONS - 1);
        reasons.truncate(REASONS - 1);
        reasons.push(format!("and {more} other reasons"));
    }
    for reason in reasons {
        let name = message.id.to_string();
        let words = LabelKind::KeptBack {
            message: name,
            reason,
        };
        finding = finding.label(message.span, words);
    }
    finding
}
