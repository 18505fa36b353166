//! `proactive completions`, and the answers to shells that ask what can follow.
//!
//! The completion script of a shell runs this command each time the user presses Tab, and sets a
//! variable to ask for completions. So the names are always those of the workspace as it is now.

use std::collections::BTreeSet;

use clap::{Command, CommandFactory as _};
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::Shells;
use clap_complete::{CompleteEnv, Shell};
use proactive_diagnostics::Code;
use proactive_hir::model::Model;

use super::load;
use crate::args::{Arguments, CompletionsArguments, Format, InputArguments};
use crate::env::Stdin;
use crate::exit::Exit;
use crate::output::{Output, OutputStream};
use crate::report::codes::first_sentence;
use crate::workspace::{Extent, Request};

/// The variable in which a shell says that it wants completions, and which shell it is.
const VARIABLE: &str = "PROACTIVE_COMPLETE";

/// The name of the program.
const PROGRAM: &str = "proactive";

/// Answers a shell that asks for completions, and ends the process. Otherwise does nothing.
pub fn complete() {
    CompleteEnv::with_factory(with_candidates)
        .var(VARIABLE)
        .complete();
}

pub(crate) fn completions(arguments: &CompletionsArguments, output: &mut Output<'_>) -> Exit {
    let name = match arguments.shell {
        Shell::Bash => "bash",
        Shell::Elvish => "elvish",
        Shell::Fish => "fish",
        Shell::PowerShell => "powershell",
        Shell::Zsh => "zsh",
        other => {
            output.error(format_args!("there are no completions for {other}"));
            return Exit::Failure;
        }
    };
    if let Some(shell) = Shells::builtins().completer(name) {
        let to = output.writer(OutputStream::Stdout);
        // The stream accepts everything and reports failed writes at the end.
        let _ = shell.write_registration(VARIABLE, PROGRAM, PROGRAM, PROGRAM, &mut *to);
    }
    Exit::Fine
}

/// The command with the values that only it knows.
fn with_candidates() -> Command {
    let messages = |command: Command| with(command, "message", message_names);
    let channels = |command: Command| with(command, "channel", channel_names);
    Arguments::command()
        .mut_subcommand("explain", |it| with(it, "code", codes))
        .mut_subcommand("simulate", |it| channels(messages(it)))
        .mut_subcommand("overlaps", messages)
        .mut_subcommand("list", channels)
        .mut_subcommand("check", |it| with(it, "format", formats))
        .mut_subcommand("fix", |it| with(it, "format", formats))
        .mut_subcommand("build", |it| with(it, "format", formats))
        .mut_subcommand("test", |it| with(it, "format", formats))
}

fn with(
    command: Command,
    argument: &'static str,
    candidates: fn() -> Vec<CompletionCandidate>,
) -> Command {
    command.mut_arg(argument, |it| it.add(ArgValueCandidates::new(candidates)))
}

fn codes() -> Vec<CompletionCandidate> {
    let codes = Code::ALL.iter();
    codes
        .map(|code| {
            let summary = code.summary();
            let sentence = first_sentence(&summary).to_owned();
            CompletionCandidate::new(code.as_str()).help(Some(sentence.into()))
        })
        .collect()
}

fn formats() -> Vec<CompletionCandidate> {
    let formats = Format::ALL.into_iter();
    formats
        .map(|format| CompletionCandidate::new(format.as_str()))
        .collect()
}

fn message_names() -> Vec<CompletionCandidate> {
    let Some(model) = model() else {
        return Vec::new();
    };
    let messages = model.messages.iter();
    messages
        .map(|message| {
            let candidate = CompletionCandidate::new(&*message.id);
            candidate.help(Some(message.name.to_string().into()))
        })
        .collect()
}

fn channel_names() -> Vec<CompletionCandidate> {
    let Some(model) = model() else {
        return Vec::new();
    };
    let ids: BTreeSet<&str> = model.channels.iter().map(|channel| &*channel.id).collect();
    ids.into_iter().map(CompletionCandidate::new).collect()
}

/// The workspace of the current folder; `None` where there is none, or one with errors.
fn model() -> Option<Model> {
    let folder = std::env::current_dir().ok()?;
    let request = Request {
        folder: &folder,
        paths: &[],
        input: &InputArguments::default(),
        extent: Extent::Workspace,
    };
    let mut stdin = Stdin {
        reader: Box::new(std::io::empty()),
        file: None,
    };
    let loaded = load::load_one(&request, &mut stdin).ok()?;
    load::check(loaded).model
}
