//! `proactive explain`: the documentation of a code.

use std::fmt::Write as _;

use proactive_diagnostics::Code;

use crate::args::ExplainArguments;
use crate::exit::Exit;
use crate::output::{Output, OutputStream};
use crate::report::codes::{self, CodeRow};
use crate::style::{BOLD, CYAN};
use anstyle::Style;

pub(crate) fn explain(arguments: &ExplainArguments, output: &mut Output<'_>) -> Exit {
    let style = output.style(OutputStream::Stdout);
    let Some(word) = &arguments.code else {
        let _ = codes::write_table(&list(), style, output.writer(OutputStream::Stdout));
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
fn list() -> Vec<CodeRow> {
    let codes = Code::ALL.iter().map(|code| CodeRow {
        count: None,
        code: *code,
        severity: code.default_severity(),
    });
    codes.collect()
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
