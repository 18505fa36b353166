//! A layer around every handler that guarantees order and contains panics.
//!
//! `tower-lsp-server` reads a message, calls the service with it, and adds the returned future to a
//! set that it polls concurrently. A future only starts to run when that set is polled, possibly
//! after further messages were read. [`OrderedService`] therefore polls each future once inside the
//! call, so everything that a handler does before its first `await` is done before the next message
//! is read. Edits are applied in order, and a request sees the texts as they were on its arrival. A
//! cancellation is handled even when the maximum number of requests is running.

use std::future::Future;
use std::panic::{self, AssertUnwindSafe};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use tower_lsp_server::jsonrpc::{Error, Id, Request, Response};
use tower_service::Service;

use crate::framing::MALFORMED;
use crate::{notifications, snippet_edits};

/// Observes the messages that pass through the service.
pub(crate) trait ServiceObserver: Send + Sync {
    /// A message was received, and is not yet handled.
    fn received(&self, message: &Request);
    /// A handler panicked.
    fn panicked(&self, message: &About, words: &str);
    /// A notification is invalid: it has no answer, and its handler is not called.
    fn unreadable(&self, message: &About, reason: &str);
    /// Something that is not a message was received.
    fn malformed(&self);
}

/// The subject of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct About {
    pub(crate) method: String,
    /// The document that the message opens or edits; if the message fails, that document is out of
    /// date.
    pub(crate) document: Option<String>,
}

impl About {
    fn of(message: &Request) -> Self {
        Self {
            method: message.method().to_owned(),
            document: notifications::document(message),
        }
    }
}

/// A service whose handlers start in the order of their messages, and in which a panic only stops
/// its handler.
pub(crate) struct OrderedService<S> {
    inner: S,
    watcher: Arc<dyn ServiceObserver>,
}

impl<S> OrderedService<S> {
    pub(crate) fn new(inner: S, watcher: Arc<dyn ServiceObserver>) -> Self {
        Self { inner, watcher }
    }
}

impl<S> Service<Request> for OrderedService<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + Unpin + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = Running<S::Future, S::Error>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        self.watcher.received(&request);
        if request.method() == MALFORMED {
            self.watcher.malformed();
            let answer = Response::from_error(Id::Null, Error::parse_error());
            return Running::Done(Some(Ok(Some(answer))));
        }
        if let Some(id) = unknown_dollar_request(&request) {
            let answer = Response::from_error(id, Error::method_not_found());
            return Running::Done(Some(Ok(Some(answer))));
        }
        let about = About::of(&request);
        if let Err(reason) = notifications::read(&request) {
            self.watcher.unreadable(&about, &reason);
            return Running::Done(Some(Ok(None)));
        }
        let panicked = Panicked {
            id: request.id().cloned(),
            about,
            watcher: Arc::clone(&self.watcher),
        };
        let has_snippets = request.method() == snippet_edits::METHOD;
        let called = panic::catch_unwind(AssertUnwindSafe(|| self.inner.call(request)));
        let mut running = match called {
            Ok(future) => Running::Going {
                future,
                panicked,
                has_snippets,
            },
            Err(cause) => Running::Done(Some(Ok(panicked.answer(&*cause)))),
        };
        // This poll needs no waker: the next one, with a real waker, always follows.
        let mut context = Context::from_waker(Waker::noop());
        if let Poll::Ready(result) = Pin::new(&mut running).poll(&mut context) {
            running = Running::Done(Some(result));
        }
        running
    }
}

/// The ID of a request whose method begins with `$/`. The protocol has none, so each must be answered
/// with `MethodNotFound`; only notifications with such a method may be ignored (LSP 3.17, "$
/// Notifications and Requests").
fn unknown_dollar_request(request: &Request) -> Option<Id> {
    request
        .id()
        .filter(|_| request.method().starts_with("$/"))
        .cloned()
}

/// A running handler.
pub(crate) enum Running<F, E> {
    Going {
        future: F,
        panicked: Panicked,
        /// Whether the answer may have edits with snippets.
        has_snippets: bool,
    },
    Done(Option<Result<Option<Response>, E>>),
}

impl<F, E> Unpin for Running<F, E> {}

impl<F, E> Future for Running<F, E>
where
    F: Future<Output = Result<Option<Response>, E>> + Unpin,
{
    type Output = Result<Option<Response>, E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut *self {
            Self::Done(result) => Poll::Ready(result.take().unwrap_or(Ok(None))),
            Self::Going {
                future,
                panicked,
                has_snippets,
            } => {
                let polled =
                    panic::catch_unwind(AssertUnwindSafe(|| Pin::new(future).poll(context)));
                let polled = match (*has_snippets, polled) {
                    (true, Ok(Poll::Ready(Ok(Some(answer))))) => {
                        Ok(Poll::Ready(Ok(Some(snippet_edits::written(answer)))))
                    }
                    (_, polled) => polled,
                };
                polled.unwrap_or_else(|cause| Poll::Ready(Ok(panicked.answer(&*cause))))
            }
        }
    }
}

/// Handles the panic of a handler.
pub(crate) struct Panicked {
    id: Option<Id>,
    about: About,
    watcher: Arc<dyn ServiceObserver>,
}

impl Panicked {
    fn answer(&self, cause: &(dyn std::any::Any + Send)) -> Option<Response> {
        // The observer uses the same state, which may panic a second time.
        let report = AssertUnwindSafe(|| self.watcher.panicked(&self.about, &panic_message(cause)));
        let _ = panic::catch_unwind(report);
        let id = self.id.clone()?;
        Some(Response::from_error(id, Error::internal_error()))
    }
}

/// The message of a panic.
pub(crate) fn panic_message(cause: &(dyn std::any::Any + Send)) -> String {
    let fixed = cause
        .downcast_ref::<&str>()
        .map(|words| (*words).to_owned());
    let made = || cause.downcast_ref::<String>().cloned();
    fixed
        .or_else(made)
        .unwrap_or_else(|| "no reason given".to_owned())
}
