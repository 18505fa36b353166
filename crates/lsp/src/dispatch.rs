//! How requests are answered: each on the state at its arrival, on a thread of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use proactive_diagnostics::FileId;
use proactive_ide::{FilePosition, Snapshot};
use tower_lsp_server::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp_server::ls_types::{self, Location, Position, Uri};

use crate::client_capabilities::ClientFeatures;
use crate::desync::name_of;
use crate::project::{ProjectId, ProjectSnapshot};
use crate::shared::{Shared, report_panic};
use crate::state::ServerState;

/// What to do with an answer if the text has changed in the meantime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stale {
    /// Send it: it is about one position, which the client still knows.
    Answer,
    /// Fail with `ContentModified`: ranges or edits for the old text would do harm.
    Decline,
}

/// The files that a request is answered for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Files {
    /// Source files.
    Sources,
    /// Source files and the manifest.
    All,
}

/// The context of a request: a file of a project at one revision.
pub(crate) struct RequestContext {
    pub(crate) state: Arc<ServerState>,
    pub(crate) shared: Arc<Shared>,
    pub(crate) key: ProjectId,
    pub(crate) view: Arc<ProjectSnapshot>,
    pub(crate) file: FileId,
    cancelled: Arc<AtomicBool>,
}

impl RequestContext {
    pub(crate) fn can(&self) -> &ClientFeatures {
        self.shared.can()
    }

    pub(crate) fn snapshot(&self) -> &Snapshot {
        &self.view.snapshot
    }

    /// Whether the file is the manifest, which is not in the snapshot.
    pub(crate) fn is_manifest(&self) -> bool {
        self.file == FileId::MANIFEST
    }

    /// The text of the file.
    pub(crate) fn text(&self) -> &str {
        self.view.text(self.file)
    }

    /// Converts a position of the protocol.
    pub(crate) fn position(&self, position: Position) -> FilePosition {
        let text = self.text();
        FilePosition {
            file: self.file,
            offset: self.view.lines(self.file).offset(text, position),
        }
    }

    /// Converts a range of the protocol to a range of bytes.
    pub(crate) fn text_range(&self, range: ls_types::Range) -> proactive_diagnostics::TextRange {
        let text = self.text();
        self.view.lines(self.file).text_range(text, range)
    }

    /// Converts a range of bytes.
    pub(crate) fn range(&self, range: proactive_diagnostics::TextRange) -> ls_types::Range {
        self.view
            .range(proactive_diagnostics::Span::new(self.file, range))
    }

    /// The URI of a file, as the client spells it.
    pub(crate) fn uri(&self, file: FileId) -> Option<Uri> {
        self.state.uri_of(&self.key, &self.view.path(file)?)
    }

    /// Converts a span.
    pub(crate) fn location(&self, span: proactive_diagnostics::Span) -> Option<Location> {
        Some(Location {
            uri: self.uri(span.file)?,
            range: self.view.range(span),
        })
    }

    /// Stops with an error if the request was cancelled.
    pub(crate) fn check_cancelled(&self) -> Result<()> {
        match self.cancelled.load(Ordering::Relaxed) {
            true => Err(Error::request_cancelled()),
            false => Ok(()),
        }
    }
}

/// Marks the request as cancelled when it is dropped.
struct Waiting(Arc<AtomicBool>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Answers a request about a file. If the file belongs to no project, the answer is empty.
///
/// Everything before the first `await` happens when the request arrives, so it captures the state
/// of that moment.
pub(crate) async fn ask<P, R>(
    shared: &Arc<Shared>,
    (name, stale, files): (&'static str, Stale, Files),
    uri: &Uri,
    params: P,
    answer: fn(&RequestContext, P) -> Result<R>,
) -> Result<R>
where
    P: Send + 'static,
    R: Default + Send + 'static,
{
    let state = shared.state();
    if state.lost.contains(uri) {
        return Err(unknown(uri));
    }
    let Some((key, revision, path)) = state.project_of(uri) else {
        return Ok(R::default());
    };
    let cancelled = Arc::new(AtomicBool::new(false));
    let waiting = Waiting(Arc::clone(&cancelled));
    let number = revision.number;
    let is_stale = {
        let (shared, key) = (Arc::clone(shared), key.clone());
        move || stale == Stale::Decline && !shared.is_current(&key, number)
    };
    let work = {
        let (shared, is_stale) = (Arc::clone(shared), is_stale.clone());
        move || {
            if cancelled.load(Ordering::Relaxed) {
                return Err(Error::request_cancelled());
            }
            if is_stale() {
                return Err(modified());
            }
            let view = revision.view(&*state.disk);
            let file = match files {
                Files::Sources => view.file_id(&path),
                Files::All => view.file_id_or_manifest(&path),
            };
            let Some(file) = file else {
                return Ok(R::default());
            };
            let context = RequestContext {
                state,
                shared,
                key,
                view,
                file,
                cancelled,
            };
            context.check_cancelled()?;
            answer(&context, params)
        }
    };
    let started = std::time::Instant::now();
    let answered = run(name, work).await;
    drop(waiting);
    tracing::debug!("{name} after {:?}", started.elapsed());
    match is_stale() {
        true => Err(modified()),
        false => answered,
    }
}

/// Runs work on a blocking thread; a panic becomes an internal error.
pub(crate) async fn run<R: Send + 'static>(
    name: &'static str,
    work: impl FnOnce() -> Result<R> + Send + 'static,
) -> Result<R> {
    match tokio::task::spawn_blocking(work).await {
        Ok(answered) => answered,
        Err(error) => match error.try_into_panic() {
            Ok(cause) => {
                report_panic(name, &crate::ordered_service::panic_message(&*cause));
                Err(Error::internal_error())
            }
            Err(_) => Err(Error::request_cancelled()),
        },
    }
}

/// The text of the document is unknown, so there is no correct answer. `ContentModified` is the
/// protocol's code for a document that changed outside normal conditions.
fn unknown(uri: &Uri) -> Error {
    let name = name_of(uri.as_str());
    Error {
        code: ErrorCode::ContentModified,
        message: format!(
            "the server has lost track of the text of `{name}`: close and reopen the file"
        )
        .into(),
        data: None,
    }
}

/// The text has changed since the request arrived.
pub(crate) fn modified() -> Error {
    Error {
        code: ErrorCode::ContentModified,
        message: "the text has changed in the meantime".into(),
        data: None,
    }
}
