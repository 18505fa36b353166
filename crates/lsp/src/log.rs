//! The log: to standard error, and to the client's window.
//!
//! What the server and the libraries below it say goes through `tracing`; the level can change
//! while the server runs.

use std::fmt::{self, Write as _};
use std::io::Write as _;
use std::str::FromStr;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use tokio::sync::mpsc::UnboundedSender;
use tower_lsp_server::ls_types::MessageType;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Metadata, Subscriber, span};

/// How much is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum LogLevel {
    /// Nothing.
    Off,
    /// What went wrong in the server.
    Error,
    /// What may go wrong.
    #[default]
    Warn,
    /// What the server begins and ends.
    Info,
    /// How long things take.
    Debug,
    /// Every message.
    Trace,
}

impl LogLevel {
    /// All levels with their words.
    pub const ALL: [(&'static str, Self); 6] = [
        ("off", Self::Off),
        ("error", Self::Error),
        ("warn", Self::Warn),
        ("info", Self::Info),
        ("debug", Self::Debug),
        ("trace", Self::Trace),
    ];

    fn number(self) -> u8 {
        match self {
            Self::Off => 0,
            Self::Error => 1,
            Self::Warn => 2,
            Self::Info => 3,
            Self::Debug => 4,
            Self::Trace => 5,
        }
    }
}

impl FromStr for LogLevel {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|(name, _)| *name == word);
        found.map(|(_, level)| level).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.into_iter().map(|(name, _)| name).collect();
            format!("use one of {}", names.join(", "))
        })
    }
}

/// A line for the client's window.
pub(crate) type Line = (MessageType, String);

static LEVEL: AtomicU8 = AtomicU8::new(2);
static WINDOW: OnceLock<Mutex<Option<UnboundedSender<Line>>>> = OnceLock::new();

/// Begins to log; once for a process.
pub(crate) fn begin() {
    // A second server in one process, as tests have it, finds the first one's log.
    let _ = tracing::subscriber::set_global_default(Log);
}

/// Chooses the level.
pub(crate) fn set_level(level: LogLevel) {
    LEVEL.store(level.number(), Ordering::Relaxed);
    tracing::callsite::rebuild_interest_cache();
}

/// Where lines for the client's window go.
pub(crate) fn set_window(window: Option<UnboundedSender<Line>>) {
    let place = WINDOW.get_or_init(Mutex::default);
    *place.lock().unwrap_or_else(PoisonError::into_inner) = window;
}

fn number_of(level: Level) -> u8 {
    match level {
        Level::ERROR => 1,
        Level::WARN => 2,
        Level::INFO => 3,
        Level::DEBUG => 4,
        Level::TRACE => 5,
    }
}

struct Log;

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_event() && number_of(*metadata.level()) <= LEVEL.load(Ordering::Relaxed)
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut words = Words(String::new());
        event.record(&mut words);
        let level = *event.metadata().level();
        let line = format!("{level:>5} {}: {}\n", event.metadata().target(), words.0);
        // Where nobody listens any more there is nothing left to do.
        let _ = std::io::stderr().write_all(line.as_bytes());
        // What is told of each message would be a message of its own.
        if level == Level::TRACE || event.metadata().target().starts_with("tower_lsp") {
            return;
        }
        let kind = match level {
            Level::ERROR => MessageType::ERROR,
            Level::WARN => MessageType::WARNING,
            Level::INFO => MessageType::INFO,
            Level::DEBUG | Level::TRACE => MessageType::LOG,
        };
        let place = WINDOW.get_or_init(Mutex::default);
        if let Some(window) = &*place.lock().unwrap_or_else(PoisonError::into_inner) {
            let _ = window.send((kind, words.0));
        }
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

/// The words of an event.
struct Words(String);

impl Visit for Words {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = match field.name() {
            "message" => write!(self.0, "{value:?}"),
            name => write!(self.0, " {name}={value:?}"),
        };
    }
}
