//! What stands around every handler: order, and what becomes of a panic.
//!
//! `tower-lsp-server` reads a message, calls the service with it, and puts the future that it gets
//! among those that it runs side by side. A future begins to run when that set is polled, which is
//! after more messages may have been read. [`OrderedService`] polls each future once where it is made, in
//! the call. So whatever a handler does before its first `await` is done before the next message
//! is looked at: edits are applied in order, and a request takes the texts as they are when it
//! arrives. A request for cancellation is heard even when as many requests are at work as may be.

use std::future::Future;
use std::panic::{self, AssertUnwindSafe};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use tower_lsp_server::jsonrpc::{Error, Id, Request, Response};
use tower_service::Service;

use crate::framing::MALFORMED;
use crate::notifications;

/// What is told of the messages that go by.
pub(crate) trait ServiceObserver: Send + Sync {
    /// A message has come; it is not yet looked at.
    fn received(&self, method: &str);
    /// A handler has panicked.
    fn panicked(&self, message: &About, words: &str);
    /// A notification cannot be read: nobody can be answered, and its handler never hears of it.
    fn unreadable(&self, message: &About, reason: &str);
    /// Something has come that is no message.
    fn malformed(&self);
}

/// What a message is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct About {
    pub(crate) method: String,
    /// The document that it would have opened or edited: what is not done to it is missing.
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

/// A service whose handlers begin in the order of their messages, and whose panics end nothing
/// but the handler.
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
        self.watcher.received(request.method());
        if request.method() == MALFORMED {
            self.watcher.malformed();
            let answer = Response::from_error(Id::Null, Error::parse_error());
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
        let called = panic::catch_unwind(AssertUnwindSafe(|| self.inner.call(request)));
        let mut running = match called {
            Ok(future) => Running::Going { future, panicked },
            Err(cause) => Running::Done(Some(Ok(panicked.answer(&*cause)))),
        };
        // Nobody is woken by this poll; the next one, with a true waker, follows in any case.
        let mut context = Context::from_waker(Waker::noop());
        if let Poll::Ready(result) = Pin::new(&mut running).poll(&mut context) {
            running = Running::Done(Some(result));
        }
        running
    }
}

/// A handler at work.
pub(crate) enum Running<F, E> {
    Going { future: F, panicked: Panicked },
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
            Self::Going { future, panicked } => {
                let polled =
                    panic::catch_unwind(AssertUnwindSafe(|| Pin::new(future).poll(context)));
                polled.unwrap_or_else(|cause| Poll::Ready(Ok(panicked.answer(&*cause))))
            }
        }
    }
}

/// What is done when a handler panics.
pub(crate) struct Panicked {
    id: Option<Id>,
    about: About,
    watcher: Arc<dyn ServiceObserver>,
}

impl Panicked {
    fn answer(&self, cause: &(dyn std::any::Any + Send)) -> Option<Response> {
        // Whoever is told takes the same world into hand, which may not bear it a second time.
        let told = AssertUnwindSafe(|| self.watcher.panicked(&self.about, &panic_message(cause)));
        let _ = panic::catch_unwind(told);
        let id = self.id.clone()?;
        Some(Response::from_error(id, Error::internal_error()))
    }
}

/// What a panic says.
pub(crate) fn panic_message(cause: &(dyn std::any::Any + Send)) -> String {
    let fixed = cause
        .downcast_ref::<&str>()
        .map(|words| (*words).to_owned());
    let made = || cause.downcast_ref::<String>().cloned();
    fixed
        .or_else(made)
        .unwrap_or_else(|| "no reason given".to_owned())
}
