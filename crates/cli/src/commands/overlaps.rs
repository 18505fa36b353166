//! `proactive overlaps`: lists messages that compete for the same visitor.

use std::ops::ControlFlow;
use std::path::Path;

use super::load::{Reporter, known_message, load_to_report};
use crate::args::OverlapsArguments;
use crate::env::Stdin;
use crate::exit::Exit;
use crate::output::Output;
use crate::report::overlaps::OverlapsReport;

pub(crate) fn overlaps(
    arguments: &OverlapsArguments,
    folder: &Path,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Exit {
    match try_overlaps(arguments, folder, stdin, output) {
        Ok(exit) => exit,
        Err(reason) => {
            output.error(reason);
            Exit::Failure
        }
    }
}

/// The error is a sentence that says why the command failed.
fn try_overlaps(
    arguments: &OverlapsArguments,
    folder: &Path,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Result<Exit, String> {
    let reporter = Reporter {
        name: "overlaps",
        formats: &[],
        missing: "the messages were not compared",
    };
    let reporting = load_to_report(&reporter, &arguments.report, folder, stdin, output)?;
    let (model, emitter) = match reporting {
        ControlFlow::Continue(found) => found,
        ControlFlow::Break(exit) => return Ok(exit),
    };
    for name in &arguments.message {
        known_message(&model, name)?;
    }
    let overlaps = proactive_analysis::overlaps(&model);
    let overlaps_report = OverlapsReport::new(&model, &overlaps, &arguments.message);
    emitter.emit(output, |format, style, to| {
        overlaps_report.write(format, style, to)
    });
    output.notice(overlaps_report.summary());
    Ok(Exit::Fine)
}
