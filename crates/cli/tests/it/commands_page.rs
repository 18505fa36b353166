//! The page of commands lists every command with its arguments, from their descriptions.

use std::fmt::Write as _;

use clap::{Arg, Command};

use crate::corpus;
use crate::docs::is_current;

/// The beginning of the page, up to the list of commands.
const INTRODUCTION: &str = "\
<!-- Written by `INSTA_UPDATE=always cargo test -p proactive commands_page`: do not edit. -->

# Commands

Every command with its arguments. `proactive help COMMAND` prints the same in a terminal, and
`proactive man COMMAND` as a page of the manual.

[Continuous integration](../how-to/ci.md) has the [exit codes](../how-to/ci.md#exit-codes) and the
[formats of reports](../how-to/ci.md#output-formats), and [JSON reports](json.md) what `--json` prints.
";

#[test]
fn the_page_of_commands_is_current() {
    let path = corpus::project().join("docs/reference/commands.md");
    let page = std::fs::read_to_string(&path).unwrap_or_default();
    is_current(&path, &page, &written());
}

fn written() -> String {
    let mut whole = proactive_cli::command();
    whole.build();
    let commands = || {
        let commands = whole.get_subcommands();
        commands.filter(|it| it.get_name() != "help" && !it.is_hide_set())
    };
    let mut page = INTRODUCTION.to_owned();
    page.push_str("\n| Command | |\n| --- | --- |\n");
    for command in commands() {
        let name = command.get_name();
        let about = sentence(&command.get_about().expect("a description").to_string());
        let _ = writeln!(page, "| [`{name}`](#proactive-{name}) | {about} |");
    }
    for command in commands() {
        add_command(&mut page, command);
    }
    page.push_str("\n## Options of every command\n\n");
    add_table(&mut page, "Option", shared(&whole));
    page
}

fn add_command(page: &mut String, command: &Command) {
    let _ = writeln!(page, "\n## `proactive {}`\n", command.get_name());
    let about = command.get_long_about().or_else(|| command.get_about());
    let about = about.expect("a description").to_string();
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    let _ = writeln!(page, "{}\n\n```text\n{usage}\n```", paragraphs(&about));
    let own =
        |arg: &&Arg| !arg.is_global_set() && !["help", "version"].contains(&arg.get_id().as_str());
    let all = || {
        command
            .get_arguments()
            .filter(|it| !it.is_hide_set())
            .filter(own)
    };
    for (title, arguments) in [
        ("Argument", all().filter(|it| it.is_positional()).collect()),
        (
            "Option",
            all().filter(|it| !it.is_positional()).collect::<Vec<_>>(),
        ),
    ] {
        if !arguments.is_empty() {
            page.push('\n');
            add_table(page, title, arguments);
        }
    }
}

/// The options that every command has.
fn shared(whole: &Command) -> Vec<&Arg> {
    let arguments = whole.get_arguments();
    arguments
        .filter(|it| it.is_global_set() || it.get_id() == "help")
        .collect()
}

fn add_table(page: &mut String, title: &str, arguments: Vec<&Arg>) {
    let _ = writeln!(page, "| {title} | Meaning |\n| --- | --- |");
    for argument in arguments {
        let _ = writeln!(page, "| {} | {} |", names(argument), meaning(argument));
    }
}

/// The ways to write an argument: `-o`, `--output FILE`.
fn names(argument: &Arg) -> String {
    let values = argument.get_value_names().unwrap_or_default();
    let values: Vec<&str> = values.iter().map(|it| it.as_str()).collect();
    if argument.is_positional() {
        let many = argument
            .get_num_args()
            .is_some_and(|it| it.max_values() > 1);
        return format!("`{}{}`", values.join(" "), if many { "…" } else { "" });
    }
    let mut names = Vec::new();
    names.extend(argument.get_short().map(|it| format!("-{it}")));
    names.extend(argument.get_long().map(|it| format!("--{it}")));
    for alias in argument.get_visible_aliases().unwrap_or_default() {
        names.push(format!("--{alias}"));
    }
    if argument.get_action().takes_values()
        && let Some(last) = names.last_mut()
    {
        last.push_str(&format!(" {}", values.join(" ")));
    }
    let names: Vec<String> = names
        .iter()
        .map(|it| format!("`{}`", it.replace('|', "\\|")))
        .collect();
    names.join(", ")
}

/// What an argument means, which values it has, and which one is the default.
fn meaning(argument: &Arg) -> String {
    let help = argument.get_long_help().or_else(|| argument.get_help());
    let mut text = sentence(&help.expect("a description").to_string());
    let values = argument.get_possible_values();
    let values: Vec<String> = values
        .iter()
        .filter(|it| !it.is_hide_set())
        .map(|it| format!("`{}`", it.get_name()))
        .collect();
    if argument.get_action().takes_values()
        && !argument.is_hide_possible_values_set()
        && !values.is_empty()
    {
        let _ = write!(text, " Values: {}.", values.join(", "));
    }
    let defaults = argument.get_default_values();
    let defaults: Vec<_> = defaults
        .iter()
        .map(|it| format!("`{}`", it.to_string_lossy()))
        .collect();
    if argument.get_action().takes_values()
        && !argument.is_hide_default_value_set()
        && !defaults.is_empty()
    {
        let _ = write!(text, " Default: {}.", defaults.join(", "));
    }
    text
}

/// A description on one line, as a sentence in a table.
fn sentence(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ").replace('|', "\\|");
    // A default that is no value of its own is in brackets.
    let text = match text
        .strip_suffix(']')
        .and_then(|it| it.rsplit_once(" [default: "))
    {
        Some((text, default)) => format!("{text}. Default: {default}"),
        None => text,
    };
    if text.ends_with(['.', '?']) {
        text
    } else {
        format!("{text}.")
    }
}

/// A description as paragraphs.
fn paragraphs(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', ':']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}
