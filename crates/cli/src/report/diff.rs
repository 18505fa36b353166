//! The report of `diff`: what changes for visitors, as text, Markdown or JSON.

mod cause_reference;
mod causes;
mod data;
mod markdown;
mod spans;
mod takeovers;
mod text;
mod words;

use std::io::{self, Write};

pub(crate) use data::DiffReport;

use crate::args::Format;
use crate::output::TerminalStyle;
use crate::report::write_json;

impl DiffReport {
    pub(crate) fn write(
        &self,
        format: Format,
        style: TerminalStyle,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        match format {
            Format::Json => write_json(self, to),
            Format::Markdown => markdown::write(self, to),
            Format::Pretty => text::write(self, style, to),
            // The command has only the first.
            Format::Plain
            | Format::Short
            | Format::Sarif
            | Format::Github
            | Format::Gitlab
            | Format::Junit
            | Format::Csv => {
                let plain = TerminalStyle {
                    color: false,
                    unicode: false,
                    ..style
                };
                text::write(self, plain, to)
            }
        }
    }
}
