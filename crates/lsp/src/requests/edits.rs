//! Edits, as several requests return them.

use std::collections::{BTreeMap, HashMap};

use proactive_diagnostics::{Edit, FileId};
use tower_lsp_server::ls_types::{
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit,
    Uri, WorkspaceEdit,
};

use crate::dispatch::RequestContext;

/// Converts an edit of the request's file.
pub(crate) fn text_edit(context: &RequestContext, edit: &Edit) -> TextEdit {
    TextEdit {
        range: context.view.range(edit.span),
        new_text: edit.replacement.clone(),
    }
}

/// Converts edits of any files, with document versions if the client supports them. None if one of
/// the files is open with an unknown text, because the edits would be for a different text.
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
