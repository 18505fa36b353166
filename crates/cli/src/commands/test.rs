//! `proactive test`: runs the tests of a workspace.

use std::io::Read;
use std::path::Path;

use proactive_config::scenario::{Scenario, scenarios};
use proactive_diagnostics::{DeclarationKind, Finding, LabelWords, Problem};
use proactive_engine::{
    Coverage, Failure, MessageId, Mismatch, Program, ScenarioReport, UnknownName, run, run_covered,
    words,
};
use proactive_hir::model::{self, Model};
use rayon::prelude::*;

use super::deliver::Delivery;
use super::ready::{Ready, program, ready};
use crate::Exit;
use crate::args::TestArguments;
use crate::coverage;
use crate::output::{Output, Way};
use crate::report::{Report, Tested, Tests};
use crate::sources::Sources;
use crate::workspace::Request;

/// How many reasons are told why a message did not come up.
const REASONS: usize = 8;

pub(crate) fn test(
    arguments: &TestArguments,
    folder: &Path,
    stdin: &mut dyn Read,
    output: &mut Output<'_>,
) -> Exit {
    match try_test(arguments, folder, stdin, output) {
        Ok(exit) => exit,
        Err(reason) => {
            output.error(reason);
            Exit::Failure
        }
    }
}

/// The error is why the command cannot do what it was asked for.
fn try_test(
    arguments: &TestArguments,
    folder: &Path,
    stdin: &mut dyn Read,
    output: &mut Output<'_>,
) -> Result<Exit, String> {
    let delivery = Delivery::new(&arguments.findings, Way::Stdout, folder, output)?;
    let request = Request {
        folder,
        paths: arguments.path.as_slice(),
        input: &arguments.input,
        named_always: true,
    };
    let Some(Ready { report, model }) = ready(&request, stdin, output)? else {
        return Ok(Exit::Fine);
    };
    let Some(model) = model else {
        let exit = delivery.deliver(&[report], output);
        output.notice("no test is run");
        return Ok(exit);
    };
    let program = program(&model)?;
    let scenarios = scenarios(&model);
    let chosen = chosen(&model, &scenarios, &report.sources, arguments, output);
    let wants_coverage = arguments.coverage || arguments.min_coverage.is_some();
    let played: Result<Vec<Played<'_>>, UnknownName> = chosen
        .into_par_iter()
        .map(|(test, scenario)| Played::new(&program, test, scenario, wants_coverage))
        .collect();
    let played = played.map_err(|unknown| format!("the tests cannot be run: {unknown}"))?;

    let mut seen = Coverage::new(&program);
    for played in &played {
        played.seen.iter().for_each(|other| seen.add(other));
    }
    let covered = wants_coverage.then(|| coverage::Coverage::new(&program, &seen));
    let percent = covered.as_ref().map_or(100, |covered| covered.percent);
    let report = with_tests(report, &model, &program, &played, covered);
    let reports = [report];
    let exit = delivery.deliver(&reports, output);
    let [report] = &reports;
    if arguments.coverage
        && delivery.is_read_by_people()
        && let Some(tests) = &report.tests
        && let Some(coverage) = &tests.coverage
    {
        // The way out takes everything.
        let _ = coverage.write(output.writer(Way::Stdout));
    }
    let wanted = arguments.min_coverage.map_or(0, usize::from);
    if percent < wanted {
        output.notice(format_args!(
            "the tests cover {percent} % of the comparisons, less than the {wanted} % that are \
             wanted"
        ));
        return Ok(exit.max(Exit::Findings));
    }
    Ok(exit)
}

/// The tests that are asked for, in source order. Where there is none, that is told.
fn chosen<'m>(
    model: &'m Model,
    scenarios: &'m [Scenario],
    sources: &Sources,
    arguments: &TestArguments,
    output: &mut Output<'_>,
) -> Vec<(&'m model::Test, &'m Scenario)> {
    let mut chosen: Vec<_> = model
        .tests
        .iter()
        .zip(scenarios)
        .filter(|(test, _)| {
            sources
                .get(test.span.file)
                .is_some_and(|source| source.named)
        })
        .collect();
    if chosen.is_empty() {
        output.notice("there are no tests");
    } else if let Some(text) = &arguments.filter {
        chosen.retain(|(test, _)| test.name.contains(text.as_str()));
        if chosen.is_empty() {
            output.notice(format_args!(
                "there is no test with {} in its name",
                words::quoted(text)
            ));
        }
    }
    chosen
}

/// A test and how it went.
struct Played<'p> {
    test: &'p model::Test,
    scenario: &'p Scenario,
    report: ScenarioReport<'p>,
    /// What it has seen, if that is asked for.
    seen: Option<Coverage>,
}

impl<'p> Played<'p> {
    fn new(
        program: &'p Program,
        test: &'p model::Test,
        scenario: &'p Scenario,
        wants_coverage: bool,
    ) -> Result<Self, UnknownName> {
        let mut seen = wants_coverage.then(|| Coverage::new(program));
        let report = match &mut seen {
            Some(seen) => run_covered(program, scenario, seen)?,
            None => run(program, scenario)?,
        };
        Ok(Self {
            test,
            scenario,
            report,
            seen,
        })
    }
}

/// The report with the tests, and a finding for each that failed.
fn with_tests(
    report: Report,
    model: &Model,
    program: &Program,
    played: &[Played<'_>],
    coverage: Option<coverage::Coverage>,
) -> Report {
    let Report {
        name,
        sources,
        mut findings,
        ..
    } = report;
    findings.extend(played.iter().filter_map(|it| finding(model, program, it)));
    let ran = played
        .iter()
        .map(|it| Tested {
            name: it.test.name.to_string(),
            span: it.test.span,
            passed: it.report.passed(),
        })
        .collect();
    Report::new(name, sources, findings).with_tests(Tests { ran, coverage })
}

/// What there is to say of a test that failed.
fn finding(model: &Model, program: &Program, played: &Played<'_>) -> Option<Finding> {
    let failure = played.report.failure.as_ref()?;
    let step = |position: usize| played.test.steps.get(position).map(|step| step.span);
    let problem = Problem::TestFailed {
        test: played.test.name.to_string(),
        happened: words::mismatch(program, &failure.mismatch),
        advice: words::help(program, failure),
    };
    let span = step(failure.step).unwrap_or(played.test.span);
    let mut finding = about_messages(model, program, failure, Finding::new(problem, span));
    let mut previous = None;
    let timeline = &played.report.timeline;
    for entries in timeline.chunk_by(|left, right| left.step == right.step) {
        let mut events = Vec::with_capacity(entries.len());
        for entry in entries {
            let moment = words::next_moment(entry.at, &played.scenario.start.zone, previous);
            previous = Some(entry.at);
            events.push((moment, words::event(program, &entry.event)));
        }
        let place = entries.first().and_then(|entry| step(entry.step));
        if let Some(place) = place {
            finding = finding.label(place, LabelWords::Happened { events });
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
        let name = &program[message].id;
        let words = LabelWords::DeclaredHere {
            kind: DeclarationKind::Message,
            name: name.to_string(),
        };
        if let Some(message) = model.messages.iter().find(|it| *it.id == **name) {
            finding.labels.push(proactive_diagnostics::Label {
                span: message.span,
                words,
            });
        }
    };
    match &failure.mismatch {
        Mismatch::Missing { message, .. } => {
            return kept_back(model, program, failure, *message, finding);
        }
        Mismatch::OtherMoment { message, .. } => declared(*message),
        Mismatch::Unexpected(shown) => declared(shown.message),
        Mismatch::NotNothing(shown) => shown.iter().for_each(|it| declared(it.message)),
        Mismatch::Impossible { .. } => {}
    }
    finding
}

/// Adds why a message did not come up.
fn kept_back(
    model: &Model,
    program: &Program,
    failure: &Failure<'_>,
    message: MessageId,
    mut finding: Finding,
) -> Finding {
    let name = &program[message].id;
    let place = model.messages.iter().find(|it| *it.id == **name);
    let trace = failure
        .page
        .as_ref()
        .and_then(|page| Some((page, page.of(message)?)));
    let (Some(place), Some((page, trace))) = (place, trace) else {
        return finding;
    };
    let mut reasons = words::why(program, page, trace);
    if reasons.len() > REASONS {
        let more = reasons.len() - (REASONS - 1);
        reasons.truncate(REASONS - 1);
        reasons.push(format!("and {more} other reasons"));
    }
    for reason in reasons {
        let message = name.to_string();
        finding = finding.label(place.span, LabelWords::KeptBack { message, reason });
    }
    finding
}
