//! The JSON form of a place in the source.

use proactive_catalog::characters::on_one_line;
use proactive_diagnostics::Span;
use schemars::JsonSchema;
use serde::Serialize;

use crate::sources::Sources;

/// A range of a file.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Span")]
pub(crate) struct SpanJson {
    /// The path from the root of the workspace, with `/`.
    file: String,
    /// Where it begins.
    start: PlaceJson,
    /// Where it ends: the position after its last character.
    end: PlaceJson,
}

/// A position in a file.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Place")]
struct PlaceJson {
    /// The offset in bytes from the start of the file.
    offset: usize,
    /// Counted from 1.
    line: usize,
    /// In characters, counted from 1.
    column: usize,
}

impl SpanJson {
    /// `None` if the file of the span is unknown.
    pub(crate) fn new(sources: &Sources, span: Span) -> Option<Self> {
        let (source, range) = sources.locate(span)?;
        let place = |offset| {
            let position = source.position(offset);
            PlaceJson {
                offset,
                line: position.line,
                column: position.column,
            }
        };
        Some(Self {
            file: source.path.clone(),
            start: place(range.start),
            end: place(range.end),
        })
    }
}

/// Where something starts, for people: `shop/cart.proactive:3:9`, from the current folder,
/// with characters that cannot be shown escaped.
pub(crate) fn shown(sources: &Sources, span: Span) -> String {
    let Some((source, range)) = sources.locate(span) else {
        return String::new();
    };
    let position = source.position(range.start);
    let path = on_one_line(&source.shown);
    format!("{path}:{}:{}", position.line, position.column)
}
