//! The language server: the editor features over the Language Server Protocol, version 3.17.
//!
//! The features are functions of `proactive-ide`; here is what a protocol adds to them: texts that
//! change while questions are asked ([`mod@document`], `project`, `state`), positions that count
//! what the client counts ([`line_index`]), order and panics (`ordered_service`), and what follows an edit
//! unasked (`publish`). Files come from a [`FileSystem`] that the caller brings.

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
mod state;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::Notify;
use tower_lsp_server::LspService;

pub use file_system::{FileSystem, Loaded, Open, UncheckedFile};
pub use log::LogLevel;

use ordered_service::OrderedService;
use server::Server;
use shared::{ClientReporter, Shared};

/// How many requests are waited for at a time. They are at work from the moment they arrive; this
/// only bounds how many answers are outstanding before no more messages are read.
const OUTSTANDING: usize = 256;

/// Rung when the server is to end though nobody has asked it to.
type Ended = Arc<Notify>;

/// How a server has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The client has asked it to shut down, as the protocol has it: exit code 0.
    Shutdown,
    /// The client went without a word: exit code 1.
    Abrupt,
}

/// Serves a client on standard input and output until one of the two ends. Nothing else may read
/// or write these meanwhile.
///
/// # Errors
///
/// When the threads that it needs cannot be had.
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
    // What is still at work, or waits for input, is not waited for.
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
    let ended = Ended::default();
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
            tracing::error!("the input has ended: {error}");
        }
        // The server ends when it has read what there is.
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
