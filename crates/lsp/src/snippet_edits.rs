//! Snippets in the edits of code actions, which the protocol has since version 3.18
//! (`SnippetTextEdit`, client capability `workspace.workspaceEdit.snippetEditSupport`).
//!
//! `ls-types` has neither. Until the answer is sent, an edit with the annotation [`MARK`] stands for
//! one; the client never sees the annotation.

use serde_json::{Value, json};
use tower_lsp_server::jsonrpc::{Request, Response};
use tower_lsp_server::ls_types::{AnnotatedTextEdit, Range, TextEdit};

/// The request whose answers may have snippets.
pub(crate) const METHOD: &str = "textDocument/codeAction";

/// The annotation of an edit whose text is a snippet.
const MARK: &str = "proactive.snippet";

/// Whether the client supports snippets in edits. `initialize` is the request of that name.
pub(crate) fn are_supported(initialize: &Request) -> bool {
    let support = "/capabilities/workspace/workspaceEdit/snippetEditSupport";
    let params = initialize.params();
    params.and_then(|it| it.pointer(support)) == Some(&Value::Bool(true))
}

/// An edit that inserts a snippet.
pub(crate) fn edit(range: Range, snippet: String) -> AnnotatedTextEdit {
    AnnotatedTextEdit {
        text_edit: TextEdit {
            range,
            new_text: snippet,
        },
        annotation_id: MARK.to_owned(),
    }
}

/// Writes the marked edits of an answer as the protocol has them.
pub(crate) fn written(response: Response) -> Response {
    let (id, result) = response.into_parts();
    let result = result.map(|mut answer| {
        for action in answer.as_array_mut().into_iter().flatten() {
            let changes = action.pointer_mut("/edit/documentChanges");
            for change in changes.and_then(Value::as_array_mut).into_iter().flatten() {
                let edits = change.get_mut("edits").and_then(Value::as_array_mut);
                edits.into_iter().flatten().for_each(write);
            }
        }
        answer
    });
    Response::from_parts(id, result)
}

fn write(edit: &mut Value) {
    if edit.get("annotationId").and_then(Value::as_str) != Some(MARK) {
        return;
    }
    let part = |name: &str| edit.get(name).cloned().unwrap_or_default();
    *edit = json!({
        "range": part("range"),
        "snippet": { "kind": "snippet", "value": part("newText") },
    });
}
