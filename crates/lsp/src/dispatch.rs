//! How a request is answered: on the world in which it has arrived, on a thread of its own.

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

/// What becomes of an answer when the text has changed while it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stale {
    /// It still helps: it is about one place, and the client knows what it has asked about.
    Answer,
    /// It would do harm: it is a list of ranges or edits for the whole text.
    Decline,
}

/// What a request is asked about: a file of a project at one moment.
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

    /// The place of a position in the file.
    pub(crate) fn position(&self, position: Position) -> FilePosition {
        let text = self.view.text(self.file);
        FilePosition {
            file: self.file,
            offset: self.view.lines(self.file).offset(text, position),
        }
    }

    /// The bytes of a range in the file.
    pub(crate) fn text_range(&self, range: ls_types::Range) -> proactive_diagnostics::TextRange {
        let text = self.view.text(self.file);
        self.view.lines(self.file).text_range(text, range)
    }

    /// A range of the file.
    pub(crate) fn range(&self, range: proactive_diagnostics::TextRange) -> ls_types::Range {
        self.view
            .range(proactive_diagnostics::Span::new(self.file, range))
    }

    /// What the client calls a file.
    pub(crate) fn uri(&self, file: FileId) -> Option<Uri> {
        self.state.uri_of(&self.view.path(file)?)
    }

    /// The place of a span.
    pub(crate) fn location(&self, span: proactive_diagnostics::Span) -> Option<Location> {
        Some(Location {
            uri: self.uri(span.file)?,
            range: self.view.range(span),
        })
    }

    /// Stops work that nobody waits for any more.
    pub(crate) fn check_cancelled(&self) -> Result<()> {
        match self.cancelled.load(Ordering::Relaxed) {
            true => Err(Error::request_cancelled()),
            false => Ok(()),
        }
    }
}

/// Says that nobody waits any more when it is dropped.
struct Waiting(Arc<AtomicBool>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Answers a request about a file. Nothing is known of a file that belongs to no project: the
/// answer is empty.
///
/// What stands before the first `await` is done when the request arrives: the world is that moment's.
pub(crate) async fn ask<P, R>(
    shared: &Arc<Shared>,
    (name, stale): (&'static str, Stale),
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
            let Some(file) = view.file_id(&path) else {
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

/// Does work on a thread where it may take a while; a panic there is an error here.
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

/// The client's text is not known, so nothing true can be said of it. The protocol's word for it is
/// the one for a text that was changed outside of normal conditions.
fn unknown(uri: &Uri) -> Error {
    let name = name_of(uri.as_str());
    Error {
        code: ErrorCode::ContentModified,
        message: format!("the text of `{name}` is not known: close the file and open it").into(),
        data: None,
    }
}

/// The text has changed since the request was made.
pub(crate) fn modified() -> Error {
    Error {
        code: ErrorCode::ContentModified,
        message: "the text has changed".into(),
        data: None,
    }
}
