//! `proactive test`: runs the tests of a workspace.

use std::path::Path;
use std::time::{Duration, Instant};

use proactive_hir::model::Model;
use proactive_simulator::{Error, Simulator, TestCase, TestRun};
use proactive_syntax::literal;
use rayon::prelude::*;

use super::emit::Emitter;
use super::load::{CheckedWorkspace, begin_progress, check, refuse_inputs};
use super::watch::watched;
use crate::args::TestArguments;
use crate::env::Stdin;
use crate::exit::Exit;
use crate::output::{Output, OutputStream};
use crate::progress::Counter;
use crate::report::coverage::{self, Covered};
use crate::report::test_list::{self, TestListOutput};
use crate::report::{FailedTest, Report, Tested, Tests, counted};
use crate::sources::Sources;
use crate::workspace::{self, Extent, Request};

pub(crate) fn test(
    arguments: &TestArguments,
    folder: &Path,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Exit {
    let request = Request {
        folder,
        paths: arguments.path.as_slice(),
        input: &arguments.input,
        extent: Extent::Named,
    };
    watched(arguments.watch, &request, output, |output| {
        try_test(arguments, &request, stdin, output)
    })
}

/// The error is a sentence that says why the command failed.
fn try_test(
    arguments: &TestArguments,
    request: &Request<'_>,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Result<Exit, String> {
    let folder = request.folder;
    let emitter = match arguments.list {
        false => Emitter::new(&arguments.findings, OutputStream::Stdout, folder, output)?,
        true => Emitter::without_findings(
            "test --list",
            &[],
            &arguments.findings.format,
            arguments.findings.json,
            folder,
            output,
        )?,
    };
    request.validate()?;
    begin_progress(request, output);
    let all = workspace::load(request, stdin);
    refuse_inputs(&all, request, stdin, &emitter)?;
    workspace::report_empty(&all, request, output);
    let mut tally = Selection {
        workspaces: all.len(),
        is_list: arguments.list,
        has_files: all.iter().any(|loaded| !loaded.sources.files().is_empty()),
        ..Selection::default()
    };
    let mut reports = Vec::new();
    for loaded in all {
        let CheckedWorkspace { report, model } = check(loaded);
        reports.push(match model {
            Some(model) if arguments.list => list(report, &model, arguments, &mut tally)?,
            Some(model) => {
                let counter = output.progress().count("running tests");
                run(report, &model, arguments, &mut tally, &counter)?
            }
            None => {
                tally.broken += 1;
                report.with_tests(Tests::default())
            }
        });
    }
    tally.report(arguments, output);
    if arguments.list && tally.broken == 0 {
        let list = TestListOutput::new(&reports);
        emitter.emit(output, |format, style, to| list.write(format, style, to));
        if tally.chosen > 0 {
            output.report_summary(list.summary());
        }
        return Ok(Exit::Fine);
    }
    if arguments.list {
        // Only the errors are reported; the tests of other workspaces were not run.
        let nothing_ran = |report: Report| report.with_tests(Tests::default());
        reports = reports.into_iter().map(nothing_ran).collect();
    }
    let style = output.style(OutputStream::Stdout);
    if arguments.verbose && emitter.is_read_by_people() {
        // The stream accepts everything and reports failed writes at the end.
        let _ = test_list::write_passed(&reports, style, output.writer(OutputStream::Stdout));
    }
    emitter.write_findings(&reports, output);
    if arguments.coverage && emitter.is_read_by_people() {
        let _ = coverage::write(&reports, style, output.writer(OutputStream::Stdout));
    }
    let exit = emitter.summarize(&reports, output);
    tally.notice_broken(output);
    let Some(covered) = coverage::tally(&reports) else {
        return Ok(exit);
    };
    let percent = covered.percent();
    let wanted = arguments.min_coverage.map_or(0, usize::from);
    if percent < wanted {
        output.notice(format_args!(
            "the tests cover {percent}% of the comparisons, less than the required {wanted}%"
        ));
        return Ok(exit.max(Exit::Findings));
    }
    Ok(exit)
}

/// Adds the requested tests of a workspace to its report, without running them.
fn list(
    report: Report,
    model: &Model,
    arguments: &TestArguments,
    tally: &mut Selection,
) -> Result<Report, String> {
    let simulator = Simulator::new(model).map_err(|error| error.to_string())?;
    let cases = chosen(&simulator, &report.sources, arguments, tally);
    let listed = cases.iter().map(|case| Tested {
        name: case.test.name.to_string(),
        span: case.test.span,
        passed: false,
        steps: case.test.steps.len(),
        took: Duration::ZERO,
        failure: None,
    });
    let tests = Tests {
        ran: listed.collect(),
        coverage: None,
    };
    Ok(report.with_tests(tests))
}

/// Runs the requested tests of a workspace, and adds their results to its report.
fn run(
    report: Report,
    model: &Model,
    arguments: &TestArguments,
    tally: &mut Selection,
    counter: &Counter,
) -> Result<Report, String> {
    let start = Instant::now();
    let simulator = Simulator::new(model).map_err(|error| error.to_string())?;
    let cases = chosen(&simulator, &report.sources, arguments, tally);
    counter.expect(cases.len());
    let wants_coverage = arguments.coverage || arguments.min_coverage.is_some();
    let runs: Result<Vec<_>, Error> = cases
        .par_iter()
        .map(|case| {
            let started = Instant::now();
            let mut coverage = wants_coverage.then(|| simulator.no_coverage());
            let run = match &mut coverage {
                Some(coverage) => simulator.run_covered(case, coverage)?,
                None => simulator.run(case)?,
            };
            counter.advance(1);
            Ok((run, coverage, started.elapsed()))
        })
        .collect();
    let runs = runs.map_err(|error| error.to_string())?;

    let coverage = wants_coverage.then(|| {
        let mut sum = simulator.no_coverage();
        let each = runs.iter().filter_map(|(_, coverage, _)| coverage.as_ref());
        each.for_each(|coverage| sum.add(coverage));
        Covered {
            report: simulator.coverage_report(&sum),
            gaps: arguments.coverage.then(|| simulator.gaps(&sum)),
        }
    });
    let runs = runs.iter().map(|(run, _, took)| (run, *took));
    Ok(with_tests(report, runs, coverage).took(start.elapsed()))
}

/// The requested tests of a workspace, in source order.
fn chosen<'m>(
    simulator: &Simulator<'m>,
    sources: &Sources,
    arguments: &TestArguments,
    tally: &mut Selection,
) -> Vec<TestCase<'m>> {
    let mut chosen = simulator.test_cases();
    chosen.retain(|case| {
        let source = sources.get(case.test.span.file);
        source.is_some_and(|source| source.named)
    });
    if let Some(text) = &arguments.filter {
        chosen.retain(|case| case.test.name.contains(text.as_str()));
    }
    tally.chosen += chosen.len();
    chosen
}

/// How many tests were requested.
#[derive(Debug, Default)]
struct Selection {
    /// The tests to run.
    chosen: usize,
    /// The workspaces whose tests could not be run because of errors.
    broken: usize,
    /// All workspaces.
    workspaces: usize,
    /// Whether the tests are listed and not run.
    is_list: bool,
    /// Whether there is a file to look for tests in. Otherwise that is already reported.
    has_files: bool,
}

impl Selection {
    /// Says that there are no tests: an error if a filter matches none of them, a notice if there
    /// are none to run.
    fn report(&self, arguments: &TestArguments, output: &mut Output<'_>) {
        if self.chosen > 0 || self.broken > 0 {
            return;
        }
        match &arguments.filter {
            Some(text) => output.error(format_args!(
                "no test has {} in its name",
                literal::quote(text)
            )),
            None if self.has_files => output.notice("no tests found"),
            None => {}
        }
    }

    fn notice_broken(&self, output: &mut Output<'_>) {
        if self.broken == 0 {
            return;
        }
        if self.is_list {
            output.notice("the tests were not listed");
        } else if self.broken == self.workspaces {
            output.notice("no tests were run");
        } else {
            let broken = counted(self.broken, "workspace");
            output.notice(format_args!(
                "the tests of {broken} were not run because of errors"
            ));
        }
    }
}

/// Adds the tests to the report, and a finding for each that failed.
fn with_tests<'r>(
    report: Report,
    runs: impl Iterator<Item = (&'r TestRun<'r>, Duration)> + Clone,
    coverage: Option<Covered>,
) -> Report {
    let Report {
        name,
        sources,
        mut findings,
        ..
    } = report;
    findings.extend(runs.clone().filter_map(|(run, _)| run.finding()));
    let ran = runs
        .map(|(run, took)| Tested {
            name: run.test().name.to_string(),
            span: run.test().span,
            passed: run.passed(),
            steps: run.test().steps.len(),
            took,
            failure: failure(run),
        })
        .collect();
    Report::new(name, sources, findings).with_tests(Tests { ran, coverage })
}

/// Why a test failed; `None` if it passed.
fn failure(run: &TestRun<'_>) -> Option<FailedTest> {
    let report = run.report();
    let failure = report.failure()?;
    let messages = run.explained().into_iter();
    Some(FailedTest {
        words: failure.words.clone(),
        help: failure.help.clone(),
        messages: messages
            .map(|it| (it.message.id.to_string(), it.reasons))
            .collect(),
    })
}
