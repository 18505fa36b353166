//! Documents that a client has open.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use tower_lsp_server::ls_types::{TextDocumentContentChangeEvent, Uri};

use crate::line_index::{Editing, Encoding, LineIndex};
use crate::project::ProjectId;

/// A text and its line index, which is computed when first needed.
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

/// An open document at one version.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// The URI as the client spells it.
    pub(crate) uri: Uri,
    /// The resolved path; none for a document that is not on disk.
    pub(crate) path: Option<PathBuf>,
    /// The version that the client assigned.
    pub(crate) version: i32,
    pub(crate) text: Arc<Text>,
    /// The project it belongs to.
    pub(crate) key: ProjectId,
}

impl Document {
    /// Applies the changes of one notification in order; each refers to the text after the one
    /// before it.
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
