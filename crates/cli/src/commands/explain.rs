//! `proactive explain`: the documentation of a code.

use std::fmt::Write as _;

use proactive_diagnostics::Code;

use crate::args::ExplainArguments;
use crate::exit::Exit;
use crate::output::{Output, OutputStream, TerminalStyle};
use crate::style::{BOLD, CYAN, styled_if};
use anstyle::Style;

pub(crate) fn explain(arguments: &ExplainArguments, output: &mut Output<'_>) -> Exit {
    let style = output.style(OutputStream::Stdout);
    let Some(word) = &arguments.code else {
        let _ = output
            .writer(OutputStream::Stdout)
            .write_all(list(style).as_bytes());
        return Exit::Fine;
    };
    let Ok(code) = word.parse::<Code>() else {
        let names = Code::ALL.iter().map(|code| code.as_str());
        let help = match proactive_hir::suggest(word, names) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "run `proactive explain` for a list".into(),
        };
        output.error(format_args!("there is no code `{word}`: {help}"));
        return Exit::Failure;
    };
    let page = if style.color {
        styled(code.page())
    } else {
        code.page().to_owned()
    };
    let _ = output
        .writer(OutputStream::Stdout)
        .write_all(page.as_bytes());
    Exit::Fine
}

/// All codes with their severity and a summary.
fn list(style: TerminalStyle) -> String {
    let width = Code::ALL
        .iter()
        .map(|code| code.as_str().len())
        .max()
        .unwrap_or_default();
    let bold = styled_if(style.color, BOLD);
    let mut list = String::new();
    for code in Code::ALL {
        let name = format!("{bold}{code}{bold:#}");
        let padding = width - code.as_str().len();
        let _ = writeln!(
            list,
            "{name}{:padding$}  {:7}  {}",
            "",
            code.default_severity().as_str(),
            first_sentence(&code.summary())
        );
    }
    list
}

/// The first sentence, which is all a list has room for.
fn first_sentence(text: &str) -> &str {
    match text.split_once(". ") {
        Some((sentence, _)) => sentence,
        None => text.trim_end_matches('.'),
    }
}

/// A page with highlighted headings and examples. The Markdown syntax stays, so that copied text is
/// the original text.
fn styled(page: &str) -> String {
    let mut styled = String::with_capacity(page.len() * 2);
    let mut in_example = false;
    for line in page.lines() {
        let fence = line.starts_with("```");
        let style = if fence || in_example {
            CYAN
        } else if line.starts_with('#') {
            BOLD
        } else {
            Style::new()
        };
        if fence {
            in_example = !in_example;
        }
        let _ = writeln!(styled, "{style}{line}{style:#}");
    }
    styled
}
