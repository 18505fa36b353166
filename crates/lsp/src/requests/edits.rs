//! Edits, as several requests return them.

use std::collections::{BTreeMap, HashMap};

use proactive_diagnostics::{Edit, FileId, Span, TextRange, TextSize};
use proactive_ide::code_action::{Action, NewFile};
use proactive_ide::completion::Snippet;
use tower_lsp_server::ls_types::{
    AnnotatedTextEdit, CreateFile, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Range, ResourceOp, TextDocumentEdit, TextEdit, Uri,
    WorkspaceEdit,
};

use crate::dispatch::RequestContext;
use crate::snippet_edits;

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
    converted(context, edits, None, None)
}

/// Converts the edits of an action: with tab stops, and with the file that it creates. None if the
/// client cannot create files, or as for [`workspace_edit`].
pub(crate) fn edit_of_action(context: &RequestContext, action: &Action) -> Option<WorkspaceEdit> {
    let snippet = action.snippet.as_ref();
    let snippet = snippet.filter(|_| context.can().snippet_edits);
    converted(context, &action.edits, snippet, action.new_file.as_ref())
}

fn converted(
    context: &RequestContext,
    edits: &[Edit],
    snippet: Option<&(usize, Snippet)>,
    new_file: Option<&NewFile>,
) -> Option<WorkspaceEdit> {
    let mut by_file: BTreeMap<FileId, Vec<OneOf<TextEdit, AnnotatedTextEdit>>> = BTreeMap::new();
    for (index, edit) in edits.iter().enumerate() {
        let of_file = by_file.entry(edit.span.file).or_default();
        of_file.push(match snippet {
            Some((of, snippet)) if *of == index => {
                OneOf::Right(snippet_edit(context, edits, edit, snippet))
            }
            Some(_) | None => OneOf::Left(text_edit(context, edit)),
        });
    }
    let by_uri = by_file
        .into_iter()
        .filter_map(|(file, edits)| Some((context.uri(file)?, edits)));
    let by_uri: Vec<(Uri, Vec<_>)> = by_uri.collect();
    if by_uri
        .iter()
        .any(|(uri, _)| context.state.lost.contains(uri))
    {
        return None;
    }
    let by_uri = by_uri.into_iter();
    if !context.can().document_changes {
        if new_file.is_some() {
            return None;
        }
        let plain = |edit| match edit {
            OneOf::Left(edit) => edit,
            OneOf::Right(AnnotatedTextEdit { text_edit, .. }) => text_edit,
        };
        let by_uri = by_uri.map(|(uri, edits)| (uri, edits.into_iter().map(plain).collect()));
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
        edits,
    });
    let changes = match new_file {
        None => DocumentChanges::Edits(versioned.collect()),
        Some(new_file) => {
            let mut operations = creation(context, new_file)?;
            operations.extend(versioned.map(DocumentChangeOperation::Edit));
            DocumentChanges::Operations(operations)
        }
    };
    Some(WorkspaceEdit {
        document_changes: Some(changes),
        ..WorkspaceEdit::default()
    })
}

/// An edit with tab stops. It starts at the start of a line if it can: clients indent the lines of a
/// snippet like the text before it, and these lines are indented already.
fn snippet_edit(
    context: &RequestContext,
    edits: &[Edit],
    edit: &Edit,
    snippet: &Snippet,
) -> AnnotatedTextEdit {
    let Span { file, range } = edit.span;
    let text = context.snapshot().text(file);
    let before = text.get(..usize::from(range.start())).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or("");
    let whole = TextRange::new(range.start() - TextSize::of(line), range.end());
    let mut others = edits.iter().filter(|other| other.span != edit.span);
    let is_free =
        others.all(|other| other.span.file != file || other.span.range.intersect(whole).is_none());
    let (range, snippet) = match is_free {
        true => (whole, Snippet::plain_text(line).then(snippet.clone())),
        false => (range, snippet.clone()),
    };
    let range = context.view.range(Span::new(file, range));
    snippet_edits::edit(range, snippet.lsp())
}

/// Creates a file beside another one and writes its text. Never replaces a file.
fn creation(context: &RequestContext, new: &NewFile) -> Option<Vec<DocumentChangeOperation>> {
    if !context.can().create_files {
        return None;
    }
    let beside = context.uri(new.beside)?;
    let (folder, _) = beside.as_str().rsplit_once('/')?;
    let uri: Uri = format!("{folder}/{}", new.name).parse().ok()?;
    let create = CreateFile {
        uri: uri.clone(),
        options: None,
        annotation_id: None,
    };
    let write = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: vec![OneOf::Left(TextEdit {
            range: Range::default(),
            new_text: new.text.clone(),
        })],
    };
    Some(vec![
        DocumentChangeOperation::Op(ResourceOp::Create(create)),
        DocumentChangeOperation::Edit(write),
    ])
}
