//! `proactive explain`: the documentation of a code.

use std::borrow::Cow;

use proactive_diagnostics::Code;

use crate::args::ExplainArguments;
use crate::exit::Exit;
use crate::markdown;
use crate::output::{Output, OutputStream};
use crate::report::codes::{self, CodeRow};

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
    let page = match style.terminal || style.color {
        true => Cow::Owned(markdown::draw(code.page(), style)),
        false => Cow::Borrowed(code.page()),
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
