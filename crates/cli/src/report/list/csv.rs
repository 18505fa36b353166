//! A list for spreadsheets, as RFC 4180 describes it: a header, and a record for each declaration.

use std::io::{self, Write};

use schemars::{JsonSchema, schema_for};
use serde::Serialize;
use serde_json::Value;

use super::data::Rows;

/// What joins the names in a cell.
const SEPARATOR: &str = ", ";

pub(super) fn write(rows: &Rows, to: &mut dyn Write) -> io::Result<()> {
    match rows {
        Rows::Messages(rows) => write_rows(rows, to),
        Rows::Segments(rows) => write_rows(rows, to),
        Rows::Bots(rows) => write_rows(rows, to),
        Rows::Schedules(rows) => write_rows(rows, to),
        Rows::Channels(rows) => write_rows(rows, to),
        Rows::Tests(rows) => write_rows(rows, to),
    }
}

/// The columns are the keys of the JSON form. A list is one cell.
fn write_rows<R: Serialize + JsonSchema>(rows: &[R], to: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(to);
    let schema = schema_for!(R);
    let columns = schema.get("properties").and_then(Value::as_object);
    let columns: Vec<&String> = columns.into_iter().flat_map(|it| it.keys()).collect();
    writer.write_record(&columns)?;
    for row in rows {
        let row = serde_json::to_value(row)?;
        let cells = columns
            .iter()
            .map(|column| row.get(column.as_str()).map_or_else(String::new, cell));
        writer.write_record(cells)?;
    }
    writer.flush()
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(cell).collect();
            values.join(SEPARATOR)
        }
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
    }
}
