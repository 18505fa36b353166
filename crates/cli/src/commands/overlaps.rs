//! `proactive overlaps`: lists messages that compete for the same visitor.

use std::ops::ControlFlow;
use std::path::Path;

use proactive_analysis::{OverlapScope, competition_counted};
use proactive_hir::model::MessageId;

use super::load::{Reporter, known_message, load_to_report, page_address};
use crate::args::OverlapsArguments;
use crate::env::Stdin;
use crate::exit::Exit;
use crate::output::Output;
use crate::report::overlaps::{OverlapsReport, Subject};

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
    // An invalid address is reported before the workspace is read.
    let url = match &arguments.url {
        Some(url) => Some(page_address(url)?),
        None => None,
    };
    let reporting = load_to_report(&reporter, &arguments.report, folder, stdin, output)?;
    let (model, emitter) = match reporting {
        ControlFlow::Continue(found) => found,
        ControlFlow::Break(exit) => return Ok(exit),
    };
    for name in &arguments.message {
        known_message(&model, name)?;
    }
    let is_requested = |id: &MessageId| {
        let mut names = arguments.message.iter();
        names.any(|name| **name == *model[*id].id)
    };
    let requested: Vec<MessageId> = model.message_ids().filter(is_requested).collect();
    let scope = OverlapScope {
        page: url.as_deref(),
        as_published: &requested,
    };
    let subject = Subject {
        page: url.as_deref(),
        messages: &arguments.message,
        all: arguments.all,
    };
    let counter = output.progress().count("comparing messages");
    let competition = competition_counted(
        &model,
        scope,
        |pairs| counter.expect(pairs),
        |pairs| counter.advance(pairs),
    );
    let overlaps_report = OverlapsReport::new(&model, &competition, subject);
    emitter.emit(output, |format, style, to| {
        overlaps_report.write(format, style, to)
    });
    output.report_summary(overlaps_report.summary());
    Ok(Exit::Fine)
}
