//! Documents whose text is not known any more, as an edit of theirs could not be read or made.
//!
//! The protocol has no way to ask for a text. Until the client sends it as a whole, nothing is said
//! of such a document, and no edit of it is proposed; for others what is on disk counts.

use std::str::FromStr as _;
use std::sync::Arc;

use proactive_catalog::characters::on_lines;
use tower_lsp_server::ls_types::{MessageType, TextDocumentContentChangeEvent, Uri};

use crate::document::{Document, Text};
use crate::ordered_service::About;
use crate::shared::Shared;
use crate::state::ServerState;

impl ServerState {
    /// The open document at an address, also where the client now writes it in another way.
    pub(crate) fn document(&self, uri: &Uri) -> Option<&Arc<Document>> {
        self.documents.get(uri).or_else(|| {
            let path = self.path_of(uri)?;
            let mut all = self.documents.values();
            all.find(|document| document.path.as_ref() == Some(&path))
        })
    }

    /// Takes an edit of a document whose text is not known. If it brings a whole text, that is
    /// known again.
    pub(crate) fn recover(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: &[TextDocumentContentChangeEvent],
    ) {
        let whole = changes.iter().rposition(|change| change.range.is_none());
        let Some(changes) = whole.and_then(|at| changes.get(at..)) else {
            tracing::debug!("an edit of {}, whose text is not known", uri.as_str());
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
    /// Takes note that the text of a document is not known any more, and tells the author.
    pub(crate) fn mark_desynced(self: &Arc<Self>, address: &str) {
        let Ok(uri) = Uri::from_str(address) else {
            return;
        };
        if self.state().lost.contains(&uri) {
            // Said once is enough for an author who types on.
            return;
        }
        // In two steps: if the second fails, the first is done.
        self.update(|state| {
            state.lost.insert(uri.clone());
        });
        let name = name_of(uri.as_str());
        self.show(
            MessageType::ERROR,
            format!(
                "The text of `{name}` got out of step with the editor. Close the file and open it."
            ),
        );
        self.update(|state| {
            if let Some(document) = state.document(&uri).cloned() {
                state.lost.insert(document.uri.clone());
                state.close(&document.uri);
            }
        });
    }

    /// Says that a notification was passed over.
    pub(crate) fn report_unreadable(self: &Arc<Self>, message: &About, reason: &str) {
        let method = &message.method;
        tracing::error!("`{method}` cannot be read and is passed over: {reason}");
        if self.can.get().is_none() {
            // Before `initialize` no notification counts.
            return;
        }
        match &message.document {
            Some(document) if Uri::from_str(document).is_ok() => self.mark_desynced(document),
            // What begins so may be left out, says the protocol.
            _ if method.starts_with("$/") => {}
            _ => self.show(
                MessageType::ERROR,
                format!(
                    "The editor has sent a `{method}` that cannot be read. It was passed over: \
                     {reason}."
                ),
            ),
        }
    }

    /// Says that something was passed over which is no message.
    pub(crate) fn report_malformed(self: &Arc<Self>) {
        let words = "The editor has sent something that cannot be read. It was passed over; if a \
                     file looks out of step, close it and open it.";
        self.show(MessageType::ERROR, words.to_owned());
    }

    /// Shows a message to the author. Before `initialize` nothing may be sent.
    pub(crate) fn show(self: &Arc<Self>, kind: MessageType, words: String) {
        if self.can.get().is_none() {
            return;
        }
        let client = self.client.clone();
        let words = on_lines(&words).into_owned();
        tokio::spawn(async move { client.show_message(kind, words).await });
    }
}

/// What a document is called where there is no room for its address.
pub(crate) fn name_of(address: &str) -> &str {
    let name = address.rsplit('/').next().unwrap_or(address);
    match name.is_empty() {
        true => address,
        false => name,
    }
}
