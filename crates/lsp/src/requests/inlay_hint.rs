//! `textDocument/inlayHint`

use proactive_ide::inlay_hint::{HintKind, inlay_hints};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    InlayHint, InlayHintKind, InlayHintLabel, InlayHintParams, InlayHintTooltip,
};

use super::edits::text_edit;
use crate::dispatch::RequestContext;

pub(crate) fn answer(
    context: &RequestContext,
    params: InlayHintParams,
) -> Result<Option<Vec<InlayHint>>> {
    if !context.state.options.inlay_hints {
        return Ok(Some(Vec::new()));
    }
    let range = context.text_range(params.range);
    let found = inlay_hints(context.snapshot(), context.file, range).into_iter();
    let text = context.snapshot().text(context.file);
    let lines = context.view.lines(context.file);
    let hints = found.map(|hint| {
        let edits: Vec<_> = hint.edits.iter().map(|it| text_edit(context, it)).collect();
        InlayHint {
            position: lines.position(text, hint.offset),
            label: InlayHintLabel::String(hint.label),
            kind: Some(match hint.kind {
                HintKind::Brand | HintKind::Channel | HintKind::Schedule => InlayHintKind::TYPE,
                HintKind::Ask | HintKind::Assumed => InlayHintKind::PARAMETER,
            }),
            text_edits: Some(edits).filter(|edits| !edits.is_empty()),
            tooltip: Some(InlayHintTooltip::String(hint.tooltip.plain())),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        }
    });
    Ok(Some(hints.collect()))
}
