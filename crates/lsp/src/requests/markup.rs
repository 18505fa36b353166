//! Text in a popup: Markdown for clients that draw it, else as it is.

use proactive_ide::markup::Markup;
use tower_lsp_server::ls_types::{MarkupContent, MarkupKind};

pub(crate) fn markup(markup: &Markup, markdown: bool) -> MarkupContent {
    match markdown {
        true => MarkupContent {
            kind: MarkupKind::Markdown,
            value: markup.markdown(),
        },
        false => MarkupContent {
            kind: MarkupKind::PlainText,
            value: markup.plain(),
        },
    }
}
