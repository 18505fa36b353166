//! `textDocument/linkedEditingRange`

use proactive_ide::linked_editing_range::{WORD_PATTERN, linked_editing_ranges};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{LinkedEditingRangeParams, LinkedEditingRanges};

use crate::dispatch::RequestContext;

pub(crate) fn answer(
    context: &RequestContext,
    params: LinkedEditingRangeParams,
) -> Result<Option<LinkedEditingRanges>> {
    let position = context.position(params.text_document_position_params.position);
    let ranges = linked_editing_ranges(context.snapshot(), position);
    Ok(ranges.map(|ranges| LinkedEditingRanges {
        ranges: ranges.into_iter().map(|it| context.range(it)).collect(),
        word_pattern: Some(WORD_PATTERN.to_owned()),
    }))
}
