//! `proactive hours`: shows which schedules are open.

use std::ops::ControlFlow;
use std::path::Path;

use proactive_diagnostics::{Problem, messages};
use proactive_hir::lower::parse_value::WrittenMoment;
use proactive_simulator::Simulator;

use super::load::{Reporter, load_to_report};
use crate::args::HoursArguments;
use crate::env::Stdin;
use crate::exit::Exit;
use crate::output::Output;
use crate::report::hours::HoursOutput;

/// `now` is in seconds since 1970-01-01 00:00 UTC.
pub(crate) fn hours(
    arguments: &HoursArguments,
    folder: &Path,
    now: i64,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Exit {
    match try_hours(arguments, folder, now, stdin, output) {
        Ok(exit) => exit,
        Err(reason) => {
            output.error(reason);
            Exit::Failure
        }
    }
}

/// The error is a sentence that says why the command failed.
fn try_hours(
    arguments: &HoursArguments,
    folder: &Path,
    now: i64,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Result<Exit, String> {
    let at = arguments.at.as_deref().unwrap_or("now");
    let at = WrittenMoment::parse(at).map_err(|problem| invalid_moment(&problem))?;
    let reporter = Reporter {
        name: "hours",
        formats: &[],
        missing: "the hours are not known",
    };
    let reporting = load_to_report(&reporter, &arguments.report, folder, stdin, output)?;
    let (model, emitter) = match reporting {
        ControlFlow::Continue(found) => found,
        ControlFlow::Break(exit) => return Ok(exit),
    };
    let simulator = Simulator::new(&model).map_err(|error| error.to_string())?;
    let report = simulator
        .hours(|zone| at.resolve(now, zone).map(|moment| moment.unix_seconds))
        .map_err(|problem| invalid_moment(&problem))?;
    let hours = HoursOutput::new(report);
    emitter.emit(output, |format, style, to| hours.write(format, style, to));
    output.report_summary(hours.summary());
    Ok(Exit::Fine)
}

fn invalid_moment(problem: &Problem) -> String {
    let message = messages::message(problem);
    match messages::help(problem) {
        Some(help) => format!("`--at`: {message}. {help}"),
        None => format!("`--at`: {message}"),
    }
}
