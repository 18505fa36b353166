//! `proactive simulate`: simulates a visitor on a page.

use std::path::Path;

use proactive_catalog::History;
use proactive_diagnostics::messages;
use proactive_hir::lower::parse_value;
use proactive_simulator::{Error, Simulator, Visit, VisitInput};

use super::emit::Emitter;
use super::load::{CheckedWorkspace, known_message, load, unknown_channel};
use crate::args::{HistoryChoice, SimulateArguments};
use crate::env::Stdin;
use crate::exit::Exit;
use crate::output::Output;
use crate::report::simulation::SimulationOutput;
use crate::workspace::{Extent, Request};

pub(crate) fn simulate(
    arguments: &SimulateArguments,
    folder: &Path,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Exit {
    match try_simulate(arguments, folder, stdin, output) {
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
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Result<Exit, String> {
    let visit = visit(arguments)?;
    let emitter = Emitter::without_findings(
        "simulate",
        &[],
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
        output.notice("the visitor was not simulated");
        return Ok(exit);
    };
    if let Some(name) = &arguments.message {
        known_message(&model, name)?;
    }
    let simulator = Simulator::new(&model).map_err(|error| error.to_string())?;
    let report = simulator.simulate(&visit).map_err(|error| match &error {
        Error::UnknownChannel(id) => unknown_channel(&model, id),
        Error::Prepare(_) | Error::UnknownName(_) => error.to_string(),
    })?;
    let language_doubt = parse_value::device_doubt(&visit.language);
    let simulation = SimulationOutput::new(visit, report, arguments.message.clone());
    emitter.emit(output, |format, style, to| {
        simulation.write(format, style, to)
    });
    if let Some(problem) = language_doubt {
        output.notice(format_args!(
            "`--language`: {}",
            messages::message(&problem)
        ));
    }
    if arguments.stay.is_none() && simulation.has_message_due_later() {
        output.notice("the visitor leaves at once; use `--stay 1m` to let them stay for a minute");
    }
    Ok(Exit::Fine)
}

/// The visit that the arguments describe.
fn visit(arguments: &SimulateArguments) -> Result<Visit, String> {
    let input = VisitInput {
        url: &arguments.url,
        title: arguments.title.as_deref(),
        language: arguments.language.as_deref(),
        history: arguments.history.map(|choice| match choice {
            HistoryChoice::New => History::New,
            HistoryChoice::Returning => History::Returning,
        }),
        at: arguments.at.as_deref(),
        stay: arguments.stay.as_deref(),
        channel: arguments.channel.as_deref(),
    };
    Visit::parse(&input).map_err(|invalid| format!("`--{}`: {invalid}", invalid.field.as_str()))
}
