//! The log, on standard error and in the client's output window.
//!
//! The server and the libraries that it uses log through `tracing`. The level can change while the
//! server runs.

use std::fmt::{self, Write as _};
use std::str::FromStr;
use std::sync::{Mutex, OnceLock, PoisonError};

use tokio::sync::mpsc::UnboundedSender;
use tower_lsp_server::ls_types::MessageType;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::filter::{LevelFilter, filter_fn};
use tracing_subscriber::layer::{Context, SubscriberExt as _};
use tracing_subscriber::{Layer, Registry, reload};

/// How much is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum LogLevel {
    /// Nothing.
    Off,
    /// Errors of the server.
    Error,
    /// Possible problems.
    #[default]
    Warn,
    /// What the server starts and finishes.
    Info,
    /// How long requests take.
    Debug,
    /// Every message.
    Trace,
}

impl LogLevel {
    /// All levels with their names.
    pub const ALL: [(&'static str, Self); 6] = [
        ("off", Self::Off),
        ("error", Self::Error),
        ("warn", Self::Warn),
        ("info", Self::Info),
        ("debug", Self::Debug),
        ("trace", Self::Trace),
    ];

    fn filter(self) -> LevelFilter {
        match self {
            Self::Off => LevelFilter::OFF,
            Self::Error => LevelFilter::ERROR,
            Self::Warn => LevelFilter::WARN,
            Self::Info => LevelFilter::INFO,
            Self::Debug => LevelFilter::DEBUG,
            Self::Trace => LevelFilter::TRACE,
        }
    }
}

impl FromStr for LogLevel {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|(known, _)| *known == name);
        found.map(|(_, level)| level).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.into_iter().map(|(name, _)| name).collect();
            format!("use one of {}", names.join(", "))
        })
    }
}

/// A line for the client's output window.
pub(crate) type Line = (MessageType, String);

static LEVEL: OnceLock<reload::Handle<LevelFilter, Registry>> = OnceLock::new();
static WINDOW: Mutex<Option<UnboundedSender<Line>>> = Mutex::new(None);

/// Starts logging, once per process.
pub(crate) fn begin() {
    let (level, handle) = reload::Layer::new(LogLevel::default().filter());
    let stderr = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .without_time()
        // Standard error may be closed.
        .log_internal_errors(false);
    let subscriber = tracing_subscriber::registry()
        .with(level)
        .with(filter_fn(|metadata| metadata.is_event()))
        .with(stderr)
        .with(Window);
    // Tests start several servers in one process; the later ones share the log of the first.
    if tracing::subscriber::set_global_default(subscriber).is_ok() {
        let _ = LEVEL.set(handle);
    }
}

/// Changes the level.
pub(crate) fn set_level(level: LogLevel) {
    if let Some(handle) = LEVEL.get() {
        // This fails only if the subscriber no longer exists, and it lives as long as the process.
        let _ = handle.reload(level.filter());
    }
}

/// Sets where lines for the client's output window are sent.
pub(crate) fn set_window(window: Option<UnboundedSender<Line>>) {
    *WINDOW.lock().unwrap_or_else(PoisonError::into_inner) = window;
}

/// Sends events to the client's output window.
struct Window;

impl<S: Subscriber> Layer<S> for Window {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let level = *event.metadata().level();
        // Logging a message to the client is a message, too, and would be logged again.
        if level == Level::TRACE || event.metadata().target().starts_with("tower_lsp") {
            return;
        }
        let kind = match level {
            Level::ERROR => MessageType::ERROR,
            Level::WARN => MessageType::WARNING,
            Level::INFO => MessageType::INFO,
            Level::DEBUG | Level::TRACE => MessageType::LOG,
        };
        if let Some(window) = &*WINDOW.lock().unwrap_or_else(PoisonError::into_inner) {
            let mut text = EventText(String::new());
            event.record(&mut text);
            let _ = window.send((kind, text.0));
        }
    }
}

/// The message and the fields of an event.
struct EventText(String);

impl Visit for EventText {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = match field.name() {
            "message" => write!(self.0, "{value:?}"),
            name => write!(self.0, " {name}={value:?}"),
        };
    }
}
