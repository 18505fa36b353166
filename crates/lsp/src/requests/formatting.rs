//! `textDocument/formatting`, `…/rangeFormatting` and `…/onTypeFormatting`
//!
//! There is one layout, so the options of the client (tabs, widths) are not asked.

use proactive_format::TextEdit as Laid;
use proactive_ide::on_type::on_enter;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    DocumentFormattingParams, DocumentOnTypeFormattingParams, DocumentRangeFormattingParams,
    TextEdit,
};

use super::edits::text_edit;
use crate::ask::Asked;

pub(crate) fn whole(asked: &Asked, _: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
    let text = asked.snapshot().text(asked.file);
    // A text with mistakes in its shape is left as it is; the diagnostics say where.
    let edits = proactive_format::edits(text).ok();
    Ok(edits.map(|edits| converted(asked, &edits)))
}

pub(crate) fn range(
    asked: &Asked,
    params: DocumentRangeFormattingParams,
) -> Result<Option<Vec<TextEdit>>> {
    let text = asked.snapshot().text(asked.file);
    let range = asked.text_range(params.range);
    let edits = proactive_format::format_range(text, range);
    Ok(Some(converted(asked, &edits)))
}

pub(crate) fn on_type(
    asked: &Asked,
    params: DocumentOnTypeFormattingParams,
) -> Result<Option<Vec<TextEdit>>> {
    let position = asked.position(params.text_document_position.position);
    let Some(typed) = params.ch.chars().next() else {
        return Ok(None);
    };
    if typed == '\n'
        && let Some(edit) = on_enter(asked.snapshot(), position)
    {
        return Ok(Some(vec![text_edit(asked, &edit)]));
    }
    let text = asked.snapshot().text(asked.file);
    // An editor may have indented the new line already.
    let before = text.get(..usize::from(position.offset)).unwrap_or("");
    let offset = match typed {
        '\n' => before.trim_end_matches([' ', '\t']).len(),
        _ => before.len(),
    };
    let offset = u32::try_from(offset).map_or(position.offset, Into::into);
    let edits = proactive_format::on_type(text, offset, typed);
    Ok(Some(converted(asked, &edits)))
}

fn converted(asked: &Asked, edits: &[Laid]) -> Vec<TextEdit> {
    let edits = edits.iter();
    edits
        .map(|edit| TextEdit {
            range: asked.range(edit.range),
            new_text: edit.replacement.clone(),
        })
        .collect()
}
