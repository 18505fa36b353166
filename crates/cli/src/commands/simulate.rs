//! `proactive simulate`: plays a visitor on a page.

use std::io::Read;
use std::path::Path;

use proactive_catalog::{History, assumed};
use proactive_diagnostics::{Problem, words};
use proactive_engine::{ChannelId, Program, Simulation, Visitor};
use proactive_hir::lower::given;
use proactive_hir::model::Moment;

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
    let page = Page::new(arguments)?;
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
        Some(id) => Some(channel(&program, id)?),
        None => None,
    };
    let visitor = Visitor {
        history: page.history,
        language: &page.language,
        start: page.at.unix_seconds,
        channel,
    };
    let mut simulation = Simulation::recording(&program, &visitor);
    simulation.visit(&page.url, &page.title);
    simulation.wait(page.stay);
    let Some(trace) = simulation.trace() else {
        return Ok(Exit::Fine);
    };
    let story = Story::new(&program, &trace, simulation.shown(), &page.at.zone, channel);
    delivery.hand_out(output, |format, look, to| story.write(format, look, to));
    if arguments.stay.is_none() && story.somebody_waits() {
        output.notice("the visitor leaves at once: with `--stay 1m` they stay for a minute");
    }
    Ok(Exit::Fine)
}

/// The visitor and the page that the arguments speak of.
struct Page {
    url: Box<str>,
    title: String,
    language: Box<str>,
    history: History,
    at: Moment,
    stay: u32,
}

impl Page {
    fn new(arguments: &SimulateArguments) -> Result<Self, String> {
        let said = |flag: &'static str| move |problem: Problem| said(flag, &problem);
        Ok(Self {
            url: given::address(&arguments.url).map_err(said("url"))?,
            title: arguments.title.clone().unwrap_or_default(),
            language: match &arguments.language {
                Some(tag) => given::device(tag).map_err(said("language"))?,
                None => assumed::LANGUAGE.into(),
            },
            history: match arguments.history {
                Some(HistoryChoice::New) => History::New,
                Some(HistoryChoice::Returning) => History::Returning,
                None => assumed::HISTORY,
            },
            at: match &arguments.at {
                Some(text) => given::moment(text).map_err(said("at"))?,
                None => Moment {
                    unix_seconds: assumed::START,
                    zone: assumed::ZONE.into(),
                },
            },
            stay: match &arguments.stay {
                Some(text) => given::duration(text).map_err(said("stay"))?,
                None => 0,
            },
        })
    }
}

/// What is wrong with the value of a flag, in a sentence.
fn said(flag: &str, problem: &Problem) -> String {
    let message = words::message(problem);
    match words::help(problem) {
        Some(help) => format!("`--{flag}`: {message}. {help}"),
        None => format!("`--{flag}`: {message}"),
    }
}

fn channel(program: &Program, id: &str) -> Result<ChannelId, String> {
    program.channel(id).ok_or_else(|| {
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
