//! `proactive overlaps`: lists messages that compete for the same visitor.

use std::ops::ControlFlow;
use std::path::Path;

use proactive_analysis::{Competition, OverlapScope};
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
    let mut requested: Vec<MessageId> = Vec::new();
    for name in &arguments.message {
        let message = known_message(&model, name)?;
        if !requested.contains(&message) {
            requested.push(message);
        }
    }
    let scope = OverlapScope {
        page: url.as_deref(),
        as_published: &requested,
    };
    let subject = Subject {
        page: url.as_deref(),
        messages: &requested,
        all: arguments.all,
    };
    let counter = output.progress().count("comparing messages");
    let competition = Competition::new(&model, scope);
    let report = OverlapsReport::new(&model, &competition, subject, &counter);
    // On a terminal, what is written ends the progress bar.
    let listing = emitter.has_format_for_people().then(|| report.listing());
    emitter.emit(output, |format, style, to| match &listing {
        Some(listing) if !format.is_for_machines() => report.write_text(listing, format, style, to),
        Some(_) | None => report.write_json(to),
    });
    output.report_summary(report.summary());
    Ok(Exit::Fine)
}
