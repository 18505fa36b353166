//! `textDocument/formatting`, `…/rangeFormatting` and `…/onTypeFormatting`
//!
//! There is only one layout, so the client's options (tabs, widths) are ignored.

use proactive_format::TextEdit as Laid;
use proactive_ide::on_type::on_enter;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    DocumentFormattingParams, DocumentOnTypeFormattingParams, DocumentRangeFormattingParams,
    TextEdit,
};

use super::edits::text_edit;
use crate::dispatch::RequestContext;

pub(crate) fn whole(
    context: &RequestContext,
    _: DocumentFormattingParams,
) -> Result<Option<Vec<TextEdit>>> {
    let text = context.snapshot().text(context.file);
    // A text with syntax errors is left unchanged; the diagnostics say why.
    let edits = proactive_format::edits(text).ok();
    Ok(edits.map(|edits| converted(context, &edits)))
}

pub(crate) fn range(
    context: &RequestContext,
    params: DocumentRangeFormattingParams,
) -> Result<Option<Vec<TextEdit>>> {
    let text = context.snapshot().text(context.file);
    let range = context.text_range(params.range);
    let edits = proactive_format::format_range(text, range);
    Ok(Some(converted(context, &edits)))
}

pub(crate) fn on_type(
    context: &RequestContext,
    params: DocumentOnTypeFormattingParams,
) -> Result<Option<Vec<TextEdit>>> {
    let position = context.position(params.text_document_position.position);
    let Some(typed) = params.ch.chars().next() else {
        return Ok(None);
    };
    if typed == '\n'
        && let Some(edit) = on_enter(context.snapshot(), position)
    {
        return Ok(Some(vec![text_edit(context, &edit)]));
    }
    let text = context.snapshot().text(context.file);
    // The editor may have indented the new line already.
    let before = text.get(..usize::from(position.offset)).unwrap_or("");
    let offset = match typed {
        '\n' => before.trim_end_matches([' ', '\t']).len(),
        _ => before.len(),
    };
    let offset = u32::try_from(offset).map_or(position.offset, Into::into);
    let edits = proactive_format::on_type(text, offset, typed);
    Ok(Some(converted(context, &edits)))
}

fn converted(context: &RequestContext, edits: &[Laid]) -> Vec<TextEdit> {
    let edits = edits.iter();
    edits
        .map(|edit| TextEdit {
            range: context.range(edit.range),
            new_text: edit.replacement.clone(),
        })
        .collect()
}
