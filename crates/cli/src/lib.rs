//! The `proactive` command.
//!
//! [`run`] is the whole command: arguments and an environment in, an [`Exit`] out. [`Env`] holds
//! everything that comes from the process, so that tests can replace it. Each command is a file in
//! `commands`; `workspace` turns paths into workspaces, `manifest` reads their settings, `report`
//! holds what commands report, and `render` draws findings.

mod args;
mod atomic_write;
mod baseline;
mod commands;
mod compiled;
mod env;
mod exit;
mod git;
mod line_index;
mod markdown;
mod output;
mod output_file;
mod paths;
mod progress;
mod render;
mod report;
mod sources;
mod style;
mod text_diff;
mod workspace;

use std::ffi::OsString;

pub use args::Format;
pub use commands::complete;
pub use env::{Env, Stdin, Stream, Terminal};
pub use exit::Exit;
pub use output::TerminalStyle;
pub use render::draw;
pub use report::Report;

use clap::CommandFactory as _;

use args::{Arguments, Color, Command};
use output::{Output, OutputStream};

/// The command line, with its commands and their arguments.
#[must_use]
pub fn command() -> clap::Command {
    Arguments::command()
}

/// Runs the command. The first argument is the name of the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>, env: Env<'_>) -> Exit {
    let Env {
        folder,
        mut stdin,
        stdout,
        stderr,
        no_color,
        step_summary,
        shows_progress,
        now,
    } = env;
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let terminal = stdout.terminal.or(stderr.terminal);
    let width = TerminalStyle::new(terminal, Color::Auto, no_color).width;
    let arguments = match Arguments::parse_for_width(&arguments, width) {
        Ok(arguments) => arguments,
        Err(error) => {
            let color = Color::of_arguments(&arguments);
            let mut output = Output::new(stdout, stderr, color, no_color, false);
            // Requested help is output, not an error.
            let (stream, exit) = if error.use_stderr() {
                (OutputStream::Stderr, Exit::Failure)
            } else {
                (OutputStream::Stdout, Exit::Fine)
            };
            let text = error.render();
            let _ = match output.style(stream).color {
                true => write!(output.writer(stream), "{}", text.ansi()),
                false => write!(output.writer(stream), "{text}"),
            };
            return ended(output, exit);
        }
    };
    if let Command::Lsp(lsp) = &arguments.command {
        // The server uses the streams of the process, so nothing else may hold them.
        drop((stdin, stdout, stderr));
        let served = commands::lsp(lsp, folder);
        let stream = |writer| Stream {
            writer,
            terminal: None,
        };
        let mut output = Output::new(
            stream(Box::new(std::io::sink())),
            stream(Box::new(std::io::stderr())),
            arguments.color,
            no_color,
            arguments.quiet,
        );
        let exit = served.unwrap_or_else(|reason| {
            output.error(reason);
            Exit::Failure
        });
        return ended(output, exit);
    }
    let mut output = Output::new(stdout, stderr, arguments.color, no_color, arguments.quiet)
        .with_step_summary(step_summary)
        .with_progress(shows_progress);
    let exit = match arguments.command {
        Command::Check(arguments) => commands::check(&arguments, &folder, &mut stdin, &mut output),
        Command::Fix(arguments) => commands::fix(arguments, &folder, &mut stdin, &mut output),
        Command::Build(arguments) => commands::build(&arguments, &folder, &mut stdin, &mut output),
        Command::Fmt(arguments) => commands::fmt(&arguments, &folder, &mut stdin, &mut output),
        Command::Test(arguments) => commands::test(&arguments, &folder, &mut stdin, &mut output),
        Command::Simulate(arguments) => {
            commands::simulate(&arguments, &folder, now, &mut stdin, &mut output)
        }
        Command::Serve(arguments) => commands::serve(&arguments, &folder, now, &mut output),
        Command::Overlaps(arguments) => {
            commands::overlaps(&arguments, &folder, &mut stdin, &mut output)
        }
        Command::List(arguments) => commands::list(&arguments, &folder, &mut stdin, &mut output),
        Command::Hours(arguments) => {
            commands::hours(&arguments, &folder, now, &mut stdin, &mut output)
        }
        Command::Diff(arguments) => commands::diff(&arguments, &folder, &mut stdin, &mut output),
        Command::Import(arguments) => {
            commands::import(&arguments, &folder, &mut stdin, &mut output)
        }
        Command::Explain(arguments) => commands::explain(&arguments, &mut output),
        Command::Schema(arguments) => commands::schema(&arguments, &mut output),
        Command::Init(arguments) => commands::init(&arguments, &folder, &mut output),
        Command::Completions(arguments) => commands::completions(&arguments, &mut output),
        Command::Man(arguments) => commands::man(&arguments, &folder, &mut output),
        // Handled above.
        Command::Lsp(_) => Exit::Fine,
    };
    ended(output, exit)
}

fn ended(output: Output<'_>, exit: Exit) -> Exit {
    if output.finish() { exit } else { Exit::Failure }
}
