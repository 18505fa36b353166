//! The output of `list`: what a workspace declares, and where it is used.
//!
//! [`data`] reads the rows from a model, [`text`] draws them for people. A row has what its
//! declaration says, and the names of what uses it.

mod csv;
mod data;
mod text;

use std::io::{self, Write};

use proactive_hir::model::Model;
use schemars::JsonSchema;
use serde::Serialize;

use crate::args::{Format, ListOf};
use crate::output::TerminalStyle;
use crate::report::{counted, write_json};
use data::Rows;

/// The version of the JSON format. It changes when a field is removed or changes its meaning.
const VERSION: u32 = 1;

/// Declarations of one kind, in the order of the configuration.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Declarations of a workspace", rename = "List")]
pub(crate) struct ListOutput {
    /// The version of this format.
    version: u32,
    #[serde(flatten)]
    rows: Rows,
}

impl ListOutput {
    /// Lists the declarations of one kind; only those on the channel with the ID `channel`, if it is
    /// given.
    pub(crate) fn new(model: &Model, of: ListOf, channel: Option<&str>) -> Self {
        let rows = match of {
            ListOf::Messages => Rows::Messages(data::messages(model)),
            ListOf::Segments => Rows::Segments(data::segments(model)),
            ListOf::Bots => Rows::Bots(data::bots(model)),
            ListOf::Schedules => Rows::Schedules(data::schedules(model)),
            ListOf::Channels => Rows::Channels(data::channels(model)),
            ListOf::Tests => Rows::Tests(data::tests(model)),
        };
        let rows = match channel {
            Some(channel) => rows.on_channel(channel),
            None => rows,
        };
        Self {
            version: VERSION,
            rows,
        }
    }

    /// The number of rows, in a sentence.
    pub(crate) fn summary(&self) -> String {
        match &self.rows {
            Rows::Messages(rows) => counted(rows.len(), "message"),
            Rows::Segments(rows) => counted(rows.len(), "segment"),
            Rows::Bots(rows) => counted(rows.len(), "bot"),
            Rows::Schedules(rows) => counted(rows.len(), "schedule"),
            Rows::Channels(rows) => counted(rows.len(), "channel"),
            Rows::Tests(rows) => counted(rows.len(), "test"),
        }
    }

    pub(crate) fn write(
        &self,
        format: Format,
        style: TerminalStyle,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        match format {
            Format::Csv => csv::write(&self.rows, to),
            Format::Json
            | Format::Sarif
            | Format::Github
            | Format::Gitlab
            | Format::Junit
            | Format::Markdown => write_json(self, to),
            Format::Pretty | Format::Plain | Format::Short => {
                let color = style.color && format == Format::Pretty;
                text::write(&self.rows, color, style.width, to)
            }
        }
    }
}
