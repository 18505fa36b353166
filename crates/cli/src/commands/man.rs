//! `proactive man`: the manual, made from the descriptions of the arguments.

use std::path::Path;

use clap::CommandFactory as _;
use clap_mangen::Man;

use crate::args::{Arguments, ManArguments};
use crate::exit::Exit;
use crate::output::{Output, OutputStream};
use crate::output_file::OutputFile;
use crate::report::counted;

/// The command that clap adds, whose page would only repeat the others.
const HELP: &str = "help";

pub(crate) fn man(arguments: &ManArguments, folder: &Path, output: &mut Output<'_>) -> Exit {
    match try_man(arguments, folder, output) {
        Ok(()) => Exit::Fine,
        Err(reason) => {
            output.error(reason);
            Exit::Failure
        }
    }
}

/// The error is a sentence that says why the command failed.
fn try_man(arguments: &ManArguments, folder: &Path, output: &mut Output<'_>) -> Result<(), String> {
    let mut whole = Arguments::command();
    // Gives the commands their full names.
    whole.build();
    let commands = || whole.get_subcommands().filter(|it| it.get_name() != HELP);
    if let Some(target) = &arguments.output {
        let mut pages = 0;
        for command in std::iter::once(&whole).chain(commands()) {
            let page = page(command);
            let path = target.join(page.get_filename());
            OutputFile::new(folder, &path, "-o ").write(&rendered(&page), output)?;
            pages += 1;
        }
        output.notice(format_args!(
            "{} written to `{}`",
            counted(pages, "page"),
            target.display()
        ));
        return Ok(());
    }
    let command = match &arguments.command {
        None => &whole,
        Some(name) => commands()
            .find(|command| command.get_name() == name)
            .ok_or_else(|| {
                let names: Vec<&str> = commands().map(clap::Command::get_name).collect();
                let help = match proactive_hir::suggest(name, names.iter().copied()) {
                    Some(name) => format!("did you mean `{name}`?"),
                    None => format!("choose one of {}", names.join(", ")),
                };
                format!("there is no command `{name}`: {help}")
            })?,
    };
    let page = rendered(&page(command));
    // The stream accepts everything and reports failed writes at the end.
    let _ = output.writer(OutputStream::Stdout).write_all(&page);
    Ok(())
}

fn page(command: &clap::Command) -> Man {
    Man::new(command.clone())
        .source(concat!("proactive ", env!("CARGO_PKG_VERSION")))
        .manual("Proactive messages")
}

fn rendered(page: &Man) -> Vec<u8> {
    let mut text = Vec::new();
    // Writing to memory does not fail.
    let _ = page.render(&mut text);
    text
}
