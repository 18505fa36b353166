//! `textDocument/documentSymbol`

use proactive_catalog::DeclarationKind;
use proactive_ide::document_symbol::{EntryKind, OutlineEntry, document_symbols};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, SymbolInformation,
    SymbolKind, Uri,
};

use crate::dispatch::RequestContext;

pub(crate) fn answer(
    context: &RequestContext,
    _: DocumentSymbolParams,
) -> Result<Option<DocumentSymbolResponse>> {
    let entries = document_symbols(context.snapshot(), context.file);
    if context.can().hierarchical_symbols {
        let nested = entries.iter().map(|entry| nested(context, entry));
        return Ok(Some(DocumentSymbolResponse::Nested(nested.collect())));
    }
    let Some(uri) = context.uri(context.file) else {
        return Ok(None);
    };
    let mut list = Vec::new();
    for entry in &entries {
        flat(context, &uri, entry, None, &mut list);
    }
    Ok(Some(DocumentSymbolResponse::Flat(list)))
}

fn nested(context: &RequestContext, entry: &OutlineEntry) -> DocumentSymbol {
    let children = entry.children.iter().map(|child| nested(context, child));
    #[allow(deprecated, reason = "the protocol's own type has the field")]
    DocumentSymbol {
        name: entry.name.clone(),
        detail: entry.detail.clone(),
        kind: kind(entry.kind),
        tags: None,
        deprecated: None,
        range: context.range(entry.range),
        selection_range: context.range(entry.selection),
        children: Some(children.collect()).filter(|children: &Vec<_>| !children.is_empty()),
    }
}

/// For clients without hierarchical symbols: a flat list in which each entry names its container.
fn flat(
    context: &RequestContext,
    uri: &Uri,
    entry: &OutlineEntry,
    container: Option<&str>,
    list: &mut Vec<SymbolInformation>,
) {
    #[allow(deprecated, reason = "the protocol's own type has the field")]
    list.push(SymbolInformation {
        name: entry.name.clone(),
        kind: kind(entry.kind),
        tags: None,
        deprecated: None,
        location: Location {
            uri: uri.clone(),
            range: context.range(entry.range),
        },
        container_name: container.map(str::to_owned),
    });
    for child in &entry.children {
        flat(context, uri, child, Some(&entry.name), list);
    }
}

/// The most similar kind of the protocol, which determines the icon.
pub(crate) fn kind(kind: EntryKind) -> SymbolKind {
    match kind {
        EntryKind::Declaration(DeclarationKind::Account) => SymbolKind::MODULE,
        EntryKind::Declaration(DeclarationKind::Brand) => SymbolKind::NAMESPACE,
        EntryKind::Declaration(DeclarationKind::Channel) => SymbolKind::INTERFACE,
        EntryKind::Declaration(DeclarationKind::Bot) => SymbolKind::CLASS,
        EntryKind::Declaration(DeclarationKind::Schedule) => SymbolKind::STRUCT,
        EntryKind::Declaration(DeclarationKind::Segment) => SymbolKind::FUNCTION,
        EntryKind::Declaration(DeclarationKind::Message) => SymbolKind::EVENT,
        EntryKind::Declaration(DeclarationKind::Test) => SymbolKind::OBJECT,
        EntryKind::Answer => SymbolKind::METHOD,
    }
}
