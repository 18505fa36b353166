//! The JSON Schema of locations, which the protocol's own types do not have.

use schemars::JsonSchema;

/// A place in a file, as the protocol's `Location`.
#[derive(JsonSchema)]
#[expect(
    dead_code,
    reason = "describes `Location`, which has no schema of its own"
)]
pub(super) struct Place {
    uri: String,
    range: Range,
}

#[derive(JsonSchema)]
#[schemars(inline)]
#[expect(
    dead_code,
    reason = "describes a range, which has no schema of its own"
)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(JsonSchema)]
#[schemars(inline)]
#[expect(
    dead_code,
    reason = "describes a position, which has no schema of its own"
)]
struct Position {
    line: u32,
    character: u32,
}
