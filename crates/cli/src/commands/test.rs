//! `proactive test`: runs the tests of a workspace.

use std::io::Read;
use std::path::Path;

use proactive_simulator::{CoverageReport, Error, Simulator, TestCase, TestRun};
use proactive_syntax::literal;
use rayon::prelude::*;

use super::emit::Emitter;
use super::load::{CheckedWorkspace, load};
use crate::args::TestArguments;
use crate::exit::Exit;
use crate::output::{Output, OutputStream};
use crate::report::coverage;
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

/// The error is a sentence that says why the command failed.
fn try_test(
    arguments: &TestArguments,
    folder: &Path,
    stdin: &mut dyn Read,
    output: &mut Output<'_>,
) -> Result<Exit, String> {
    let emitter = Emitter::new(&arguments.findings, OutputStream::Stdout, folder, output)?;
    let request = Request {
        folder,
        paths: arguments.path.as_slice(),
        input: &arguments.input,
        named_always: true,
    };
    let Some(CheckedWorkspace { report, model }) = load(&request, stdin, output)? else {
        return Ok(Exit::Fine);
    };
    let Some(model) = model else {
        let exit = emitter.emit_findings(&[report], output);
        output.notice("no tests were run");
        return Ok(exit);
    };
    let simulator = Simulator::new(&model).map_err(|error| error.to_string())?;
    let cases = chosen(&simulator, &report.sources, arguments, output);
    let wants_coverage = arguments.coverage || arguments.min_coverage.is_some();
    let runs: Result<Vec<_>, Error> = cases
        .par_iter()
        .map(|case| {
            if !wants_coverage {
                return Ok((simulator.run(case)?, None));
            }
            let mut coverage = simulator.no_coverage();
            let run = simulator.run_covered(case, &mut coverage)?;
            Ok((run, Some(coverage)))
        })
        .collect();
    let runs = runs.map_err(|error| error.to_string())?;

    let coverage = wants_coverage.then(|| {
        let mut sum = simulator.no_coverage();
        let each = runs.iter().filter_map(|(_, coverage)| coverage.as_ref());
        each.for_each(|coverage| sum.add(coverage));
        simulator.coverage_report(&sum)
    });
    let percent = coverage.as_ref().map_or(100, |it| it.tally().percent());
    let report = with_tests(report, runs.iter().map(|(run, _)| run), coverage);
    let reports = [report];
    let exit = emitter.emit_findings(&reports, output);
    let [report] = &reports;
    if arguments.coverage
        && emitter.is_read_by_people()
        && let Some(tests) = &report.tests
        && let Some(report) = &tests.coverage
    {
        // The stream accepts everything and reports failed writes at the end.
        let _ = coverage::write(report, output.writer(OutputStream::Stdout));
    }
    let wanted = arguments.min_coverage.map_or(0, usize::from);
    if percent < wanted {
        output.notice(format_args!(
            "the tests cover {percent}% of the comparisons, less than the required {wanted}%"
        ));
        return Ok(exit.max(Exit::Findings));
    }
    Ok(exit)
}

/// The requested tests, in source order; prints a notice if there are none.
fn chosen<'m>(
    simulator: &Simulator<'m>,
    sources: &Sources,
    arguments: &TestArguments,
    output: &mut Output<'_>,
) -> Vec<TestCase<'m>> {
    let mut chosen = simulator.test_cases();
    chosen.retain(|case| {
        let source = sources.get(case.test.span.file);
        source.is_some_and(|source| source.named)
    });
    if chosen.is_empty() {
        output.notice("no tests found");
    } else if let Some(text) = &arguments.filter {
        chosen.retain(|case| case.test.name.contains(text.as_str()));
        if chosen.is_empty() {
            output.notice(format_args!(
                "no test has {} in its name",
                literal::quote(text)
            ));
        }
    }
    chosen
}

/// Adds the tests to the report, and a finding for each that failed.
fn with_tests<'r>(
    report: Report,
    runs: impl Iterator<Item = &'r TestRun<'r>> + Clone,
    coverage: Option<CoverageReport>,
) -> Report {
    let Report {
        name,
        sources,
        mut findings,
        ..
    } = report;
    findings.extend(runs.clone().filter_map(TestRun::finding));
    let ran = runs
        .map(|run| Tested {
            name: run.test().name.to_string(),
            span: run.test().span,
            passed: run.passed(),
        })
        .collect();
    Report::new(name, sources, findings).with_tests(Tests { ran, coverage })
}
