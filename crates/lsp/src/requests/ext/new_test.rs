//! Tests that are written for the author: of a message that has none, and of a simulated visit.

use proactive_ide::commands::new_test::{self, NewTest};
use serde::Serialize;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{Location, Position, Range, WorkspaceEdit};

use super::refused;
use super::simulate::SimulateParams;
use crate::dispatch::{RequestContext, modified};
use crate::requests::edits::workspace_edit;

/// A test, and where its name is when the edit is made.
#[derive(Debug, Serialize)]
pub(crate) struct WrittenTest {
    pub(crate) edit: WorkspaceEdit,
    pub(crate) location: Location,
}

/// A test that shows the message with this ID.
pub(crate) fn test_of_message(
    context: &RequestContext,
    message: String,
) -> Result<Option<WrittenTest>> {
    let test = new_test::test_of_message(context.snapshot(), &message);
    written(context, &test.map_err(|it| refused(&it))?)
}

/// A test of a simulated visit.
pub(crate) fn test_of_visit(
    context: &RequestContext,
    params: SimulateParams,
) -> Result<Option<WrittenTest>> {
    let test = new_test::test_of_visit(context.snapshot(), &params.input(), context.file);
    written(context, &test.map_err(|it| refused(&it))?)
}

fn written(context: &RequestContext, test: &NewTest) -> Result<Option<WrittenTest>> {
    let edit = &test.edit;
    let Some(Location { uri, range }) = context.location(edit.span) else {
        return Ok(None);
    };
    let before = edit.replacement.get(..usize::from(test.name.start()));
    let before = before.unwrap_or_default();
    let lines = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or_default().len();
    // The name stands on a line of its own after ASCII, so its column is the same in all encodings.
    let start = Position::new(
        range.start.line + u32::try_from(lines).unwrap_or_default(),
        u32::try_from(column).unwrap_or_default(),
    );
    let edit = workspace_edit(context, std::slice::from_ref(edit)).ok_or_else(modified)?;
    Ok(Some(WrittenTest {
        edit,
        location: Location::new(uri, Range::new(start, start)),
    }))
}
