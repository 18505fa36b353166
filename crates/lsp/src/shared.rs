//! What all handlers and tasks of a server share.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tokio::sync::Notify;
use tower_lsp_server::Client;
use tower_lsp_server::jsonrpc::Request;
use tower_lsp_server::ls_types::notification::LogTrace;
use tower_lsp_server::ls_types::{LogTraceParams, SemanticToken, TraceValue, Uri};

use crate::client_capabilities::ClientFeatures;
use crate::file_system::FileSystem;
use crate::log::LogLevel;
use crate::ordered_service::{About, ServiceObserver};
use crate::parent_process::Ended;
use crate::project::ProjectId;
use crate::publish;
use crate::snippet_edits;
use crate::state::ServerState;

/// The tokens that a client received last for a document, and their result ID.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub(crate) id: String,
    pub(crate) tokens: Arc<Vec<SemanticToken>>,
}

/// The shared state of a server.
pub(crate) struct Shared {
    pub(crate) client: Client,
    pub(crate) can: OnceLock<ClientFeatures>,
    /// Whether the client supports snippets in edits, once it has sent `initialize`.
    pub(crate) snippet_edits: AtomicBool,
    /// The log level from the command line; it takes precedence over the client's setting.
    pub(crate) log: Option<LogLevel>,
    pub(crate) ended: Ended,
    state: Mutex<Arc<ServerState>>,
    /// Wakes the tasks that publish the diagnostics of projects.
    wakers: Mutex<BTreeMap<ProjectId, Arc<Notify>>>,
    /// The semantic tokens that the client received last, by document.
    pub(crate) tokens: Mutex<BTreeMap<Uri, Sent>>,
    /// The number of result IDs handed out.
    names: AtomicU64,
    /// The trace level of the client: 0 off, 1 messages, 2 verbose.
    trace: AtomicU8,
    /// Whether the client has sent `initialized`; nothing may be sent before.
    ready: AtomicBool,
}

impl Shared {
    pub(crate) fn new(
        client: Client,
        disk: Arc<dyn FileSystem>,
        log: Option<LogLevel>,
        ended: Ended,
    ) -> Self {
        Self {
            client,
            can: OnceLock::new(),
            snippet_edits: AtomicBool::new(false),
            log,
            ended,
            state: Mutex::new(Arc::new(ServerState::new(disk))),
            wakers: Mutex::default(),
            tokens: Mutex::default(),
            names: AtomicU64::new(0),
            trace: AtomicU8::new(0),
            ready: AtomicBool::new(false),
        }
    }

    /// A unique result ID.
    pub(crate) fn next_id(&self) -> String {
        self.names.fetch_add(1, Ordering::Relaxed).to_string()
    }

    /// The trace level of the client: 0 off, 1 messages, 2 verbose.
    pub(crate) fn set_trace(&self, value: TraceValue) {
        let number = match value {
            TraceValue::Off => 0,
            TraceValue::Messages => 1,
            TraceValue::Verbose => 2,
        };
        self.trace.store(number, Ordering::Relaxed);
    }

    /// Sends a trace message.
    pub(crate) fn tell_trace(&self, words: String) {
        if self.trace.load(Ordering::Relaxed) == 0 || !self.ready.load(Ordering::Acquire) {
            return;
        }
        let client = self.client.clone();
        let params = LogTraceParams {
            message: words,
            verbose: None,
        };
        tokio::spawn(async move { client.send_notification::<LogTrace>(params).await });
    }

    /// The client's capabilities; none before `initialize`.
    pub(crate) fn can(&self) -> &ClientFeatures {
        static NOTHING: OnceLock<ClientFeatures> = OnceLock::new();
        let nothing = || NOTHING.get_or_init(ClientFeatures::default);
        self.can.get().unwrap_or_else(nothing)
    }

    /// The current state.
    pub(crate) fn state(&self) -> Arc<ServerState> {
        Arc::clone(&self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the state. The lock is held only for the change itself, never across an `await`; a
    /// panic leaves the state unchanged.
    pub(crate) fn update(self: &Arc<Self>, change: impl FnOnce(&mut ServerState)) {
        {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            let mut next = ServerState::clone(&state);
            change(&mut next);
            *state = Arc::new(next);
        }
        if self.ready.load(Ordering::Acquire) {
            self.wake();
        }
    }

    /// Allows sending to the client from now on.
    pub(crate) fn set_ready(self: &Arc<Self>) {
        self.ready.store(true, Ordering::Release);
        self.wake();
    }

    /// Wakes the tasks of all projects; each decides itself whether there is work.
    fn wake(self: &Arc<Self>) {
        let state = self.state();
        let mut wakers = self.wakers.lock().unwrap_or_else(PoisonError::into_inner);
        for key in state.projects.keys() {
            if !wakers.contains_key(key) {
                let waker = Arc::new(Notify::new());
                wakers.insert(key.clone(), Arc::clone(&waker));
                tokio::spawn(publish::publish_project(
                    Arc::clone(self),
                    key.clone(),
                    waker,
                ));
            }
        }
        for waker in wakers.values() {
            waker.notify_one();
        }
    }

    /// Stops the task of a project that is gone, unless it has come back in the meantime.
    pub(crate) fn forget(&self, key: &ProjectId) -> bool {
        let mut wakers = self.wakers.lock().unwrap_or_else(PoisonError::into_inner);
        let gone = !self.state().projects.contains_key(key);
        if gone {
            wakers.remove(key);
        }
        gone
    }

    /// Whether a revision is still the current one.
    pub(crate) fn is_current(&self, key: &ProjectId, number: u64) -> bool {
        let state = self.state();
        let revision = state.projects.get(key);
        revision.is_some_and(|revision| revision.number == number)
    }
}

/// Reports messages and panics to the client.
pub(crate) struct ClientReporter {
    pub(crate) shared: Arc<Shared>,
    /// Whether the client has requested `shutdown`.
    pub(crate) shutdown_requested: Arc<AtomicBool>,
}

impl ServiceObserver for ClientReporter {
    fn received(&self, message: &Request) {
        let method = message.method();
        tracing::trace!("received {method}");
        self.shared.tell_trace(format!("received {method}"));
        if method == "shutdown" {
            self.shutdown_requested.store(true, Ordering::Relaxed);
        }
        if method == "initialize" {
            let supported = snippet_edits::are_supported(message);
            let flag = &self.shared.snippet_edits;
            flag.store(supported, Ordering::Relaxed);
        }
    }

    fn panicked(&self, message: &About, words: &str) {
        report_panic(&message.method, words);
        if let Some(document) = &message.document {
            self.shared.mark_desynced(document);
        }
    }

    fn unreadable(&self, message: &About, reason: &str) {
        self.shared.report_unreadable(message, reason);
    }

    fn malformed(&self) {
        self.shared.report_malformed();
    }
}

/// Reports a panic of the server, in the log and to the author.
pub(crate) fn report_panic(at: &str, words: &str) {
    tracing::error!("`{at}` failed, this is a bug in the server: {words}");
}
