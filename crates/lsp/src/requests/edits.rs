//! Edits, as several requests answer with them.

use std::collections::{BTreeMap, HashMap};

use proactive_diagnostics::{Edit, FileId};
use tower_lsp_server::ls_types::{
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit,
    Uri, WorkspaceEdit,
};

use crate::dispatch::RequestContext;

/// The edits of a file, in the order of the text.
pub(crate) fn text_edit(context: &RequestContext, edit: &Edit) -> TextEdit {
    TextEdit {
        range: context.view.range(edit.span),
        new_text: edit.replacement.clone(),
    }
}

/// Edits of any files; with the versions that they are made for, where the client reads these. None
/// if one of the files is open with a text that is not known: they would be made for another.
pub(crate) fn workspace_edit(context: &RequestContext, edits: &[Edit]) -> Option<WorkspaceEdit> {
    let mut by_file: BTreeMap<FileId, Vec<TextEdit>> = BTreeMap::new();
    for edit in edits {
        let of_file = by_file.entry(edit.span.file).or_default();
        of_file.push(text_edit(context, edit));
    }
    let by_uri = by_file
        .into_iter()
        .filter_map(|(file, edits)| Some((context.uri(file)?, edits)));
    let by_uri: Vec<(Uri, Vec<TextEdit>)> = by_uri.collect();
    if by_uri
        .iter()
        .any(|(uri, _)| context.state.lost.contains(uri))
    {
        return None;
    }
    let by_uri = by_uri.into_iter();
    if !context.can().document_changes {
        #[allow(clippy::mutable_key_type, reason = "the protocol's own type")]
        let changes: HashMap<Uri, Vec<TextEdit>> = by_uri.collect();
        return Some(WorkspaceEdit {
            changes: Some(changes),
            ..WorkspaceEdit::default()
        });
    }
    let versioned = by_uri.map(|(uri, edits)| TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            version: context.state.documents.get(&uri).map(|it| it.version),
            uri,
        },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    });
    Some(WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(versioned.collect())),
        ..WorkspaceEdit::default()
    })
}
