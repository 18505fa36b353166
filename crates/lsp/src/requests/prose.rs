//! Text in a popup: Markdown for clients that draw it, else as it is.

use proactive_ide::prose::Prose;
use tower_lsp_server::ls_types::{MarkupContent, MarkupKind};

pub(crate) fn markup(prose: &Prose, markdown: bool) -> MarkupContent {
    match markdown {
        true => MarkupContent {
            kind: MarkupKind::Markdown,
            value: prose.markdown(),
        },
        false => MarkupContent {
            kind: MarkupKind::PlainText,
            value: prose.plain(),
        },
    }
}
