//! `textDocument/foldingRange`

use proactive_ide::folding_range::{FoldKind, folding_ranges};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};

use crate::dispatch::RequestContext;

pub(crate) fn answer(
    context: &RequestContext,
    _: FoldingRangeParams,
) -> Result<Option<Vec<FoldingRange>>> {
    let whole_lines = context.can().folding_line_only;
    let mut found = Vec::new();
    for fold in folding_ranges(context.snapshot(), context.file) {
        let range = context.range(fold.range);
        // Fold whole lines up to the one before the closing brace, so that the brace stays visible.
        let closes = matches!(fold.kind, FoldKind::Block | FoldKind::List);
        let end_line = match whole_lines && closes {
            true => range.end.line.saturating_sub(1),
            false => range.end.line,
        };
        if end_line <= range.start.line {
            continue;
        }
        found.push(FoldingRange {
            start_line: range.start.line,
            start_character: (!whole_lines).then_some(range.start.character),
            end_line,
            end_character: (!whole_lines).then_some(range.end.character),
            kind: match fold.kind {
                FoldKind::Comment => Some(FoldingRangeKind::Comment),
                FoldKind::Block | FoldKind::Statement | FoldKind::List | FoldKind::Text => None,
            },
            collapsed_text: None,
        });
    }
    Ok(Some(found))
}
