//! `proactive simulate`: plays a visitor on a page.

use std::io::Read;
use std::path::Path;

use proactive_catalog::History;
use proactive_diagnostics::{Problem, messages};
use proactive_engine::Program;
use proactive_ide::commands::simulate::{Visit, VisitField, VisitInput, play};

use super::deliver::Delivery;
use super::ready::{Ready, program, ready};
use crate::Exit;
use crate::args::{HistoryChoice, SimulateArguments};
use crate::output::Output;
use crate::story::Story;
use crate::workspace::Request;

pub(crate) fn simulate(
    arguments: &SimulateArguments,
    folder: &Path,
    stdin: &mut dyn Read,
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

/// The error is why the command cannot do what it was asked for.
fn try_simulate(
    arguments: &SimulateArguments,
    folder: &Path,
    stdin: &mut dyn Read,
    output: &mut Output<'_>,
) -> Result<Exit, String> {
    let visit = visit(arguments)?;
    let delivery = Delivery::of_story(
        "simulate",
        &arguments.format,
        arguments.json,
        folder,
        output,
    )?;
    let request = Request {
        folder,
        paths: arguments.path.as_slice(),
        input: &arguments.input,
        named_always: false,
    };
    let Some(Ready { report, model }) = ready(&request, stdin, output)? else {
        return Ok(Exit::Fine);
    };
    let Some(model) = model else {
        let exit = delivery.deliver(&[report], output);
        output.notice("nobody is played");
        return Ok(exit);
    };
    let program = program(&model)?;
    let channel = match &arguments.channel {
        Some(id) => {
            known_channel(&program, id)?;
            Some(id.as_str().into())
        }
        None => None,
    };
    let visit = Visit { channel, ..visit };
    let story = play(&model, &program, visit).map_err(|refused| refused.message())?;
    let story = Story::new(story);
    delivery.hand_out(output, |format, look, to| story.write(format, look, to));
    if arguments.stay.is_none() && story.somebody_waits() {
        output.notice("the visitor leaves at once: with `--stay 1m` they stay for a minute");
    }
    Ok(Exit::Fine)
}

/// The visitor and the page that the arguments speak of.
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
        channel: None,
    };
    Visit::read(&input).map_err(|(field, problem)| {
        let flag = match field {
            VisitField::Url => "url",
            VisitField::Language => "language",
            VisitField::At => "at",
            VisitField::Stay => "stay",
        };
        said(flag, &problem)
    })
}

/// What is wrong with the value of a flag, in a sentence.
fn said(flag: &str, problem: &Problem) -> String {
    let message = messages::message(problem);
    match messages::help(problem) {
        Some(help) => format!("`--{flag}`: {message}. {help}"),
        None => format!("`--{flag}`: {message}"),
    }
}

fn known_channel(program: &Program, id: &str) -> Result<(), String> {
    program.channel(id).map(|_| ()).ok_or_else(|| {
        let channels = &program.configuration().channels;
        let names: Vec<&str> = channels.iter().map(|channel| &*channel.id).collect();
        let help = match proactive_hir::suggest(id, names.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            None if names.is_empty() => "there is none at all".to_owned(),
            None => format!("there are `{}`", names.join("`, `")),
        };
        format!("`--channel`: there is no channel `{id}`: {help}")
    })
}
