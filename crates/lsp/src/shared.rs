//! What all handlers and tasks of a server share.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tokio::sync::Notify;
use tower_lsp_server::Client;
use tower_lsp_server::ls_types::notification::LogTrace;
use tower_lsp_server::ls_types::{LogTraceParams, TraceValue, Uri};

use crate::Ended;
use crate::client_capabilities::ClientFeatures;
use crate::file_system::FileSystem;
use crate::log::LogLevel;
use crate::ordered_service::{About, ServiceObserver};
use crate::project::ProjectId;
use crate::publish;
use crate::requests::semantic_tokens::Sent;
use crate::state::ServerState;

/// What all share.
pub(crate) struct Shared {
    pub(crate) client: Client,
    pub(crate) can: OnceLock<ClientFeatures>,
    /// The level of the log that the command line asks for; it wins over the client's.
    pub(crate) log: Option<LogLevel>,
    pub(crate) ended: Ended,
    state: Mutex<Arc<ServerState>>,
    /// Wakes the tasks that look after the projects.
    wakers: Mutex<BTreeMap<ProjectId, Arc<Notify>>>,
    /// The tokens that the client was sent last, by document.
    pub(crate) tokens: Mutex<BTreeMap<Uri, Sent>>,
    /// How many results have got a name.
    names: AtomicU64,
    /// How much the client wants to hear of the messages that go by: 0 nothing, 1 which, 2 all.
    trace: AtomicU8,
    /// Whether the client has said `initialized`: before, nothing may be sent.
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

    /// A name for a result that nothing else has.
    pub(crate) fn next_id(&self) -> String {
        self.names.fetch_add(1, Ordering::Relaxed).to_string()
    }

    /// How much the client wants to hear of the messages that go by.
    pub(crate) fn set_trace(&self, value: TraceValue) {
        let number = match value {
            TraceValue::Off => 0,
            TraceValue::Messages => 1,
            TraceValue::Verbose => 2,
        };
        self.trace.store(number, Ordering::Relaxed);
    }

    /// Tells the client of something that it wants to hear of.
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

    /// What the client can do; nothing, before it has said so.
    pub(crate) fn can(&self) -> &ClientFeatures {
        static NOTHING: OnceLock<ClientFeatures> = OnceLock::new();
        let nothing = || NOTHING.get_or_init(ClientFeatures::default);
        self.can.get().unwrap_or_else(nothing)
    }

    /// The world as it is now.
    pub(crate) fn state(&self) -> Arc<ServerState> {
        Arc::clone(&self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the world. The lock is held for as long as that takes, and never over an `await`;
    /// a panic on the way leaves the world as it was.
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

    /// From now on the client may be written to.
    pub(crate) fn set_ready(self: &Arc<Self>) {
        self.ready.store(true, Ordering::Release);
        self.wake();
    }

    /// Wakes the tasks of all projects: those that have nothing to do see that for themselves.
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

    /// Ends the task of a project that is gone; not if it has come back meanwhile.
    pub(crate) fn forget(&self, key: &ProjectId) -> bool {
        let mut wakers = self.wakers.lock().unwrap_or_else(PoisonError::into_inner);
        let gone = !self.state().projects.contains_key(key);
        if gone {
            wakers.remove(key);
        }
        gone
    }

    /// Whether a project is still as it was at a moment.
    pub(crate) fn is_current(&self, key: &ProjectId, number: u64) -> bool {
        let state = self.state();
        let revision = state.projects.get(key);
        revision.is_some_and(|revision| revision.number == number)
    }
}

/// Tells of messages and panics.
pub(crate) struct ClientReporter {
    pub(crate) shared: Arc<Shared>,
    /// Whether the client has shutdown_requested the server to shut down.
    pub(crate) shutdown_requested: Arc<AtomicBool>,
}

impl ServiceObserver for ClientReporter {
    fn received(&self, method: &str) {
        tracing::trace!("received {method}");
        self.shared.tell_trace(format!("received {method}"));
        if method == "shutdown" {
            self.shutdown_requested.store(true, Ordering::Relaxed);
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

/// Says in the log and in the client's window that something went wrong in the server.
pub(crate) fn report_panic(at: &str, words: &str) {
    tracing::error!("`{at}` has failed, which is a mistake in the server: {words}");
}
