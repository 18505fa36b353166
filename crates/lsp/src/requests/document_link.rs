//! `textDocument/documentLink`

use std::fmt::Write as _;
use std::str::FromStr as _;

use proactive_ide::document_link::document_links;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{DocumentLink, DocumentLinkParams, Uri};
use url::{Position, Url};

use crate::dispatch::RequestContext;

pub(crate) fn answer(
    context: &RequestContext,
    _: DocumentLinkParams,
) -> Result<Option<Vec<DocumentLink>>> {
    let found = document_links(context.snapshot(), context.file).into_iter();
    let links = found.filter_map(|link| {
        Some(DocumentLink {
            range: context.range(link.range),
            target: Some(target(&link.target)?),
            tooltip: None,
            data: None,
        })
    });
    Ok(Some(links.collect()))
}

/// The target as an ASCII URI (RFC 3986). Authors write a URL as browsers display it; here, an
/// international host becomes Punycode and the rest is percent-encoded. None if no browser would
/// open it either.
fn target(written: &str) -> Option<Uri> {
    if let Ok(uri) = Uri::from_str(written) {
        return Some(uri);
    }
    let url = Url::parse(written).ok()?;
    // Up to the path, URL and URI are written the same way.
    let mut encoded = url[..Position::BeforePath].to_owned();
    let rest = &url[Position::BeforePath..];
    let mut bytes = rest.as_bytes();
    let mut in_fragment = false;
    while let Some((&byte, after)) = bytes.split_first() {
        let stays = match byte {
            b'%' => {
                let digits = after.get(..2).unwrap_or_default();
                digits.len() == 2 && digits.iter().all(u8::is_ascii_hexdigit)
            }
            b'#' => !std::mem::replace(&mut in_fragment, true),
            byte => byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte),
        };
        let _ = match stays {
            true => write!(encoded, "{}", char::from(byte)),
            false => write!(encoded, "%{byte:02X}"),
        };
        bytes = after;
    }
    Uri::from_str(&encoded).ok()
}
