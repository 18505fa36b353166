//! `textDocument/selectionRange`

use proactive_ide::selection_range::selection_ranges;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{Range, SelectionRange, SelectionRangeParams};

use crate::dispatch::RequestContext;

pub(crate) fn answer(
    context: &RequestContext,
    params: SelectionRangeParams,
) -> Result<Option<Vec<SelectionRange>>> {
    let mut found = Vec::new();
    for position in params.positions {
        let ranges = selection_ranges(context.snapshot(), context.position(position));
        let mut chain = None;
        // The innermost range comes first and refers to the one around it.
        for range in ranges.into_iter().rev() {
            chain = Some(SelectionRange {
                range: context.range(range),
                parent: chain.map(Box::new),
            });
        }
        // The answer has an entry for each requested position.
        found.push(chain.unwrap_or(SelectionRange {
            range: Range::new(position, position),
            parent: None,
        }));
    }
    Ok(Some(found))
}
