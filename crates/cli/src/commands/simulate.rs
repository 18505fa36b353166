//! `proactive simulate`: simulates a visitor on a page.

use std::ops::ControlFlow;
use std::path::Path;

use proactive_catalog::History;
use proactive_diagnostics::messages;
use proactive_hir::lower::parse_value;
use proactive_simulator::{Error, Simulator, Visit, VisitInput};

use super::load::{
    Reporter, invalid_visit, known_message, load_to_report, page_address, unknown_channel,
};
use crate::args::{HistoryChoice, ReportArguments, SimulateArguments};
use crate::env::Stdin;
use crate::exit::Exit;
use crate::output::Output;
use crate::report::simulation::{Explained, SimulationOutput};

/// `now` is in seconds since 1970-01-01 00:00 UTC.
pub(crate) fn simulate(
    arguments: &SimulateArguments,
    folder: &Path,
    now: i64,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Exit {
    match try_simulate(arguments, folder, now, stdin, output) {
        Ok(exit) => exit,
        Err(reason) => {
            output.error(reason);
            Exit::Failure
        }
    }
}

/// The error is a sentence that says why the command failed.
fn try_simulate(
    arguments: &SimulateArguments,
    folder: &Path,
    now: i64,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Result<Exit, String> {
    let (url, path) = arguments.page_and_path()?;
    let reporter = Reporter {
        name: "simulate",
        formats: &[],
        missing: "the visitor was not simulated",
    };
    let report = ReportArguments {
        path,
        ..arguments.report.clone()
    };
    // An invalid address is reported before the workspace is read.
    let url = page_address(url)?;
    let (model, emitter) = match load_to_report(&reporter, &report, folder, stdin, output)? {
        ControlFlow::Continue(found) => found,
        ControlFlow::Break(exit) => return Ok(exit),
    };
    if let Some(name) = &arguments.message {
        known_message(&model, name)?;
    }
    let simulator = Simulator::new(&model).map_err(|error| error.to_string())?;
    let defaults = simulator.visit_defaults(&url, arguments.channel.as_deref(), now);
    let visit = Visit::parse(&input(arguments, &url), &defaults)
        .map_err(|invalid| invalid_visit(&invalid))?;
    let report = simulator.simulate(&visit).map_err(|error| match &error {
        Error::UnknownChannel(id) => unknown_channel(&model, id),
        Error::Prepare(_) | Error::UnknownName(_) => error.to_string(),
    })?;
    let language_doubt = parse_value::device_doubt(&visit.language);
    let others = simulator.other_visitors(&visit);
    let choice = match &arguments.message {
        Some(message) => Explained::Message(message.clone()),
        None if arguments.all => Explained::All,
        None => Explained::Nearest,
    };
    let simulation = SimulationOutput::new(visit, report, others, choice);
    emitter.emit(output, |format, style, to| {
        simulation.write(format, style, to)
    });
    if let Some(problem) = language_doubt {
        output.notice(format_args!(
            "`--language`: {}",
            messages::message(&problem)
        ));
    }
    if simulation.has_message_due_later() {
        output.notice("some messages appear only if the visitor stays longer; see `--stay`");
    }
    Ok(Exit::Fine)
}

/// The visit that the arguments describe.
fn input<'a>(arguments: &'a SimulateArguments, url: &'a str) -> VisitInput<'a> {
    VisitInput {
        url,
        title: arguments.title.as_deref(),
        language: arguments.language.as_deref(),
        history: arguments.history.map(|choice| match choice {
            HistoryChoice::New => History::New,
            HistoryChoice::Returning => History::Returning,
        }),
        at: arguments.at.as_deref(),
        stay: arguments.stay.as_deref(),
        channel: arguments.channel.as_deref(),
    }
}
