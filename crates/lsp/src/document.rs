//! A text that a client has open.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use tower_lsp_server::ls_types::{TextDocumentContentChangeEvent, Uri};

use crate::line_index::{Editing, Encoding, LineIndex};
use crate::project::ProjectId;

/// A text with its lines, which are counted when they are first asked for.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) text: Arc<str>,
    lines: OnceLock<Arc<LineIndex>>,
}

impl Text {
    pub(crate) fn new(text: Arc<str>) -> Self {
        Self {
            text,
            lines: OnceLock::new(),
        }
    }

    pub(crate) fn lines(&self, encoding: Encoding) -> Arc<LineIndex> {
        let count = || Arc::new(LineIndex::new(&self.text, encoding));
        Arc::clone(self.lines.get_or_init(count))
    }
}

/// An open document, as it is after one of its edits.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// As the client writes it.
    pub(crate) uri: Uri,
    /// Where it is on disk, resolved; none of a text that is not on disk.
    pub(crate) path: Option<PathBuf>,
    /// The client's count of its edits.
    pub(crate) version: i32,
    pub(crate) text: Arc<Text>,
    /// The project that it belongs to.
    pub(crate) key: ProjectId,
}

impl Document {
    /// The document after the changes of one notification, each of which counts from the text
    /// that the one before has left.
    pub(crate) fn changed(
        &self,
        version: i32,
        changes: &[TextDocumentContentChangeEvent],
        encoding: Encoding,
    ) -> Self {
        let mut editing = Editing::new(&self.text.text, &self.text.lines(encoding));
        for change in changes {
            editing.apply(change.range, &change.text);
        }
        let (text, lines) = editing.finish();
        let text = Text {
            text: text.into(),
            lines: OnceLock::from(Arc::new(lines)),
        };
        Self {
            version,
            text: Arc::new(text),
            ..self.clone()
        }
    }
}
