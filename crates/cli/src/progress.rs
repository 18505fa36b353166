//! A progress bar on the terminal, for work that takes long.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long work takes before the bar appears: most runs end sooner, and then there is none.
const DELAY: Duration = Duration::from_millis(500);

/// How often the bar is drawn.
const INTERVAL: Duration = Duration::from_millis(100);

/// The progress of a command.
#[derive(Default)]
pub(crate) struct Progress {
    allowed: bool,
    shown: Option<Shown>,
}

/// A bar that appears after a while.
struct Shown {
    bar: ProgressBar,
    /// Dropped when the work is over.
    over: Sender<()>,
    thread: JoinHandle<()>,
}

/// Counts pieces of work that are done. Clones count for the same bar.
#[derive(Clone)]
pub(crate) struct Counter(ProgressBar);

impl Counter {
    /// Counts as many pieces as done.
    pub(crate) fn advance(&self, pieces: usize) {
        self.0.inc(pieces as u64);
    }

    /// Says that there is so much more to do.
    pub(crate) fn expect(&self, pieces: usize) {
        self.0.inc_length(pieces as u64);
    }
}

impl Progress {
    /// Progress that is shown only if it is `allowed`.
    pub(crate) fn new(allowed: bool) -> Self {
        Self {
            allowed,
            shown: None,
        }
    }

    /// Shows no bar from now on.
    pub(crate) fn forbid(&mut self) {
        self.end();
        self.allowed = false;
    }

    /// Begins work of which it is not known how much there is.
    pub(crate) fn begin(&mut self, what: &'static str) {
        self.start(what, "{spinner} {msg}");
    }

    /// Begins work whose pieces are counted.
    pub(crate) fn count(&mut self, what: &'static str) -> Counter {
        let bar = self.start(what, "{spinner} {msg} {bar:20} {percent:>3}%");
        bar.set_length(0);
        Counter(bar)
    }

    fn start(&mut self, what: &'static str, template: &str) -> ProgressBar {
        self.end();
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        bar.set_message(what);
        if !self.allowed {
            return bar;
        }
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        let (over, ends) = channel::<()>();
        let drawn = bar.clone();
        let thread = std::thread::spawn(move || {
            if ends.recv_timeout(DELAY) == Err(RecvTimeoutError::Timeout) {
                drawn.set_draw_target(ProgressDrawTarget::stderr());
                drawn.enable_steady_tick(INTERVAL);
            }
        });
        self.shown = Some(Shown {
            bar: bar.clone(),
            over,
            thread,
        });
        bar
    }

    /// Removes the bar from the terminal.
    pub(crate) fn end(&mut self) {
        if let Some(Shown { bar, over, thread }) = self.shown.take() {
            drop(over);
            // It ends at once, and it does not panic.
            let _ = thread.join();
            bar.finish_and_clear();
        }
    }
}
