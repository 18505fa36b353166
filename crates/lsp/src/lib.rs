//! The language server: the editor features over the Language Server Protocol, version 3.17.
//!
//! The features themselves are functions of `proactive-ide`. This crate adds what a protocol needs:
//! documents that change while requests are running ([`mod@document`], `project`, `state`),
//! position encodings ([`line_index`]), ordering and panics (`ordered_service`), and the
//! diagnostics that follow an edit (`publish`). The caller provides access to files as a
//! [`FileSystem`].

mod client_capabilities;
mod config;
mod desync;
mod diagnostics;
mod dispatch;
mod document;
mod file_system;
mod framing;
pub mod line_index;
mod log;
mod notifications;
mod ordered_service;
mod parent_process;
mod project;
mod publish;
mod requests;
mod server;
mod server_capabilities;
mod shared;
mod snippet_edits;
mod state;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp_server::LspService;

pub use file_system::{FileSystem, Loaded, Open, UncheckedFile};
pub use log::LogLevel;
pub use requests::ext::answer_schemas::answer_schemas;

use ordered_service::OrderedService;
use server::Server;
use shared::{ClientReporter, Shared};

/// The maximum number of outstanding answers. Requests start to run when they arrive; at this
/// limit, no further messages are read until an answer is sent.
const OUTSTANDING: usize = 256;

/// How a server ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The client requested `shutdown`, as the protocol requires: exit code 0.
    Shutdown,
    /// The client disappeared without `shutdown`: exit code 1.
    Abrupt,
}

/// Serves a client on standard input and output until either is closed. Nothing else may use them
/// in the meantime.
///
/// # Errors
///
/// If the threads cannot be started.
pub fn serve(disk: Arc<dyn FileSystem>, level: Option<LogLevel>) -> std::io::Result<Ending> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_time()
        .build()?;
    let ending = runtime.block_on(serve_on(
        tokio::io::stdin(),
        tokio::io::stdout(),
        disk,
        level,
    ));
    // Running requests and pending reads are abandoned.
    runtime.shutdown_background();
    Ok(ending)
}

/// Serves a client on any two streams.
pub async fn serve_on<I, O>(
    input: I,
    output: O,
    disk: Arc<dyn FileSystem>,
    level: Option<LogLevel>,
) -> Ending
where
    I: AsyncRead + Unpin,
    O: AsyncWrite,
{
    log::begin();
    log::set_level(level.unwrap_or_default());
    let ended = parent_process::Ended::default();
    let shutdown_requested = Arc::new(AtomicBool::new(false));
    let mut shared = None;
    let builder = LspService::build(|client| {
        let all = Arc::new(Shared::new(client, disk, level, Arc::clone(&ended)));
        shared = Some(Arc::clone(&all));
        Server::new(all)
    });
    let (service, socket) = Server::add_custom(builder).finish();
    let Some(shared) = shared else {
        return Ending::Abrupt;
    };
    let teller = ClientReporter {
        shared,
        shutdown_requested: Arc::clone(&shutdown_requested),
    };
    let service = OrderedService::new(service, Arc::new(teller));
    let (mut messages, sifted) = tokio::io::duplex(1 << 20);
    let sifting = async move {
        if let Err(error) = framing::filter_frames(input, &mut messages).await {
            tracing::error!("the input failed: {error}");
        }
        // The server stops after reading what is left.
        drop(messages);
        std::future::pending::<()>().await;
    };
    let serving = tower_lsp_server::Server::new(sifted, output, socket)
        .concurrency_level(OUTSTANDING)
        .serve(service);
    tokio::select! {
        () = serving => {}
        () = ended.notified() => {}
        () = sifting => {}
    }
    match shutdown_requested.load(Ordering::Relaxed) {
        true => Ending::Shutdown,
        false => Ending::Abrupt,
    }
}
