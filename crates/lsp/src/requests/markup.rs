//! Text for popups: Markdown for clients that render it, otherwise plain text.

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
