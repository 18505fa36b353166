//! `proactive test`: runs the tests of a workspace.

use std::io::Read;
use std::path::Path;

use proactive_config::scenario::{Scenario, scenarios};
use proactive_engine::{Coverage, Program, ScenarioReport, UnknownName, run, run_covered};
use proactive_hir::model::{self, Model};
use proactive_ide::commands::tests::failed;
use proactive_syntax::literal;
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
                literal::quote(text)
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
    let failed = played
        .iter()
        .filter_map(|it| failed(model, program, it.test, it.scenario, &it.report));
    findings.extend(failed);
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
