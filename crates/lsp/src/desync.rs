//! Documents whose text the server no longer knows, because an edit could not be read or applied.
//!
//! The protocol has no request for a document's text. Until the client sends the whole text again,
//! the server answers no request about such a document and proposes no edit of it; other documents
//! see what is on disk.

use std::str::FromStr as _;
use std::sync::Arc;

use proactive_catalog::characters::on_lines;
use tower_lsp_server::ls_types::{MessageType, TextDocumentContentChangeEvent, Uri};

use crate::document::{Document, Text};
use crate::ordered_service::About;
use crate::shared::Shared;
use crate::state::ServerState;

impl ServerState {
    /// The open document with a URI, even if the client now spells the URI differently.
    pub(crate) fn document(&self, uri: &Uri) -> Option<&Arc<Document>> {
        self.documents.get(uri).or_else(|| {
            let path = self.path_of(uri)?;
            let mut all = self.documents.values();
            all.find(|document| document.path.as_ref() == Some(&path))
        })
    }

    /// Handles an edit of a document whose text is unknown. An edit that contains the whole text
    /// makes it known again.
    pub(crate) fn recover(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: &[TextDocumentContentChangeEvent],
    ) {
        let whole = changes.iter().rposition(|change| change.range.is_none());
        let Some(changes) = whole.and_then(|at| changes.get(at..)) else {
            tracing::debug!("edit of {}, whose text is unknown", uri.as_str());
            return;
        };
        self.lost.remove(uri);
        let (key, path) = self.place_of(uri);
        let empty = Document {
            uri: uri.clone(),
            path,
            version,
            text: Arc::new(Text::new("".into())),
            key,
        };
        self.set(empty.changed(version, changes, self.encoding));
    }
}

impl Shared {
    /// Marks a document's text as unknown and notifies the author.
    pub(crate) fn mark_desynced(self: &Arc<Self>, address: &str) {
        let Ok(uri) = Uri::from_str(address) else {
            return;
        };
        if self.state().lost.contains(&uri) {
            // Once is enough, even if the author keeps typing.
            return;
        }
        // Two steps, so that the first holds even if the second fails.
        self.update(|state| {
            state.lost.insert(uri.clone());
        });
        let name = name_of(uri.as_str());
        self.show(
            MessageType::ERROR,
            format!(
                "The server has lost track of the text of `{name}`. Close and reopen the file."
            ),
        );
        self.update(|state| {
            if let Some(document) = state.document(&uri).cloned() {
                state.lost.insert(document.uri.clone());
                state.close(&document.uri);
            }
        });
    }

    /// Reports that a notification was ignored because it is malformed.
    pub(crate) fn report_unreadable(self: &Arc<Self>, message: &About, reason: &str) {
        let method = &message.method;
        tracing::error!("ignored malformed `{method}`: {reason}");
        if self.can.get().is_none() {
            // Notifications before `initialize` are ignored anyway.
            return;
        }
        match &message.document {
            Some(document) if Uri::from_str(document).is_ok() => self.mark_desynced(document),
            // The protocol allows ignoring notifications that start with `$/`.
            _ if method.starts_with("$/") => {}
            _ => self.show(
                MessageType::ERROR,
                format!(
                    "The editor sent a malformed `{method}`, which was ignored: \
                     {reason}."
                ),
            ),
        }
    }

    /// Reports that something that is not a message was ignored.
    pub(crate) fn report_malformed(self: &Arc<Self>) {
        let words = "The editor sent a malformed message, which was ignored. If a file seems out \
                     of date, close and reopen it.";
        self.show(MessageType::ERROR, words.to_owned());
    }

    /// Shows a message to the author. Nothing may be sent before `initialize`.
    pub(crate) fn show(self: &Arc<Self>, kind: MessageType, words: String) {
        if self.can.get().is_none() {
            return;
        }
        let client = self.client.clone();
        let words = on_lines(&words).into_owned();
        tokio::spawn(async move { client.show_message(kind, words).await });
    }
}

/// The file name of a URI, for messages.
pub(crate) fn name_of(address: &str) -> &str {
    let name = address.rsplit('/').next().unwrap_or(address);
    match name.is_empty() {
        true => address,
        false => name,
    }
}
