//! `proactive list`: lists what a workspace declares.

use std::ops::ControlFlow;
use std::path::Path;

use super::load::{Reporter, known_channel, load_to_report};
use crate::args::{Format, ListArguments, ReportArguments};
use crate::env::Stdin;
use crate::exit::Exit;
use crate::output::Output;
use crate::report::list::ListOutput;

pub(crate) fn list(
    arguments: &ListArguments,
    folder: &Path,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Exit {
    match try_list(arguments, folder, stdin, output) {
        Ok(exit) => exit,
        Err(reason) => {
            output.error(reason);
            Exit::Failure
        }
    }
}

/// The error is a sentence that says why the command failed.
fn try_list(
    arguments: &ListArguments,
    folder: &Path,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Result<Exit, String> {
    let (of, path) = arguments.kind_and_path()?;
    let reporter = Reporter {
        name: "list",
        formats: &[Format::Csv],
        missing: "nothing was listed",
    };
    let report = ReportArguments {
        path,
        ..arguments.report.clone()
    };
    let (model, emitter) = match load_to_report(&reporter, &report, folder, stdin, output)? {
        ControlFlow::Continue(found) => found,
        ControlFlow::Break(exit) => return Ok(exit),
    };
    if let Some(id) = &arguments.channel {
        known_channel(&model, id)?;
    }
    let list = ListOutput::new(&model, of, arguments.channel.as_deref());
    emitter.emit(output, |format, style, to| list.write(format, style, to));
    output.report_summary(list.summary());
    Ok(Exit::Fine)
}
