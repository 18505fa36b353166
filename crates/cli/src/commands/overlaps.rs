//! `proactive overlaps`: lists messages that compete for the same visitor.

use std::path::Path;

use super::emit::Emitter;
use super::load::{CheckedWorkspace, known_message, load};
use crate::args::OverlapsArguments;
use crate::env::Stdin;
use crate::exit::Exit;
use crate::output::Output;
use crate::report::overlaps::OverlapsReport;
use crate::workspace::{Extent, Request};

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
    let emitter = Emitter::without_findings(
        "overlaps",
        &arguments.format,
        arguments.json,
        folder,
        output,
    )?;
    let request = Request {
        folder,
        paths: arguments.path.as_slice(),
        input: &arguments.input,
        extent: Extent::Workspace,
    };
    let CheckedWorkspace { report, model } = load(&request, stdin, &emitter, output)?;
    let Some(model) = model else {
        let exit = emitter.emit_findings(&[report], output);
        output.notice("the messages were not compared");
        return Ok(exit);
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
