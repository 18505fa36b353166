//! Reports as JSON.

use std::io::{self, Write};

use serde::Serialize;

/// Writes a JSON document, indented, and a newline after it.
pub(crate) fn write_json(document: &impl Serialize, to: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *to, document)?;
    writeln!(to)
}
