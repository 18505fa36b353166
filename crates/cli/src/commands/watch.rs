//! `--watch` and `serve`: run something again whenever its input changes.
//!
//! A new watcher starts before each run. So no change is missed, even when folders appear and
//! disappear, and nothing has to keep track of them.

use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::{Config, Event, EventKind, PollWatcher, RecursiveMode, Watcher};

use crate::exit::Exit;
use crate::output::Output;
use crate::workspace::{Request, Watched};

/// How long to wait for more changes before a run: editors save in several steps.
const QUIET: Duration = Duration::from_millis(40);

/// The longest that a series of changes delays a run.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often folders are looked at where the system cannot report changes.
const POLL: Duration = Duration::from_millis(500);

type Reported = notify::Result<Event>;

/// Runs a command, once or with `--watch` again and again. Its error is a sentence that says why it
/// failed.
pub(super) fn watched(
    watches: bool,
    request: &Request<'_>,
    output: &mut Output<'_>,
    mut run: impl FnMut(&mut Output<'_>) -> Result<Exit, String>,
) -> Exit {
    let mut once = |output: &mut Output<'_>| {
        run(output).unwrap_or_else(|reason| {
            output.error(reason);
            Exit::Failure
        })
    };
    if !watches {
        return once(output);
    }
    watch(request, output, once).unwrap_or_else(|reason| {
        output.error(reason);
        Exit::Failure
    })
}

/// Runs a command now and after each change, until standard output is closed.
///
/// # Errors
///
/// A sentence for the author when standard input is among the paths, or nothing can be watched.
fn watch(
    request: &Request<'_>,
    output: &mut Output<'_>,
    mut run: impl FnMut(&mut Output<'_>) -> Exit,
) -> Result<Exit, String> {
    if request.reads_stdin() {
        return Err("`--watch` needs files; standard input can be read only once".into());
    }
    on_each_change(request, || {
        output.begin_anew();
        let exit = run(output);
        output.notice("waiting for changes; press Ctrl-C to stop");
        match output.flush() {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(Ok(exit)),
        }
    })
}

/// Runs now and after each change of what a request reads, until `run` breaks with the result.
///
/// # Errors
///
/// A sentence for the author when nothing can be watched, and what `run` breaks with.
pub(super) fn on_each_change<T>(
    request: &Request<'_>,
    mut run: impl FnMut() -> ControlFlow<Result<T, String>>,
) -> Result<T, String> {
    loop {
        let watched = Watched::new(request);
        let (sender, events) = channel();
        let watcher = start(&watched, &sender)?;
        if let ControlFlow::Break(result) = run() {
            return result;
        }
        wait(&watched, &events);
        drop(watcher);
    }
}

/// Starts to watch the folders.
fn start(watched: &Watched, sender: &Sender<Reported>) -> Result<Box<dyn Watcher>, String> {
    let mut native = notify::recommended_watcher(sender.clone())
        .map(|watcher| Box::new(watcher) as Box<dyn Watcher>)
        .map_err(|error| error.to_string());
    if let Ok(watcher) = &mut native
        && add_all(watched, watcher.as_mut()).is_ok()
    {
        return native;
    }
    // Some file systems do not report changes, and systems limit how many folders are watched.
    let config = Config::default().with_poll_interval(POLL);
    let mut polling = PollWatcher::new(sender.clone(), config).map_err(|it| it.to_string())?;
    add_all(watched, &mut polling).map_err(|it| format!("cannot watch for changes: {it}"))?;
    Ok(Box::new(polling))
}

fn add_all(watched: &Watched, watcher: &mut dyn Watcher) -> notify::Result<()> {
    for folder in &watched.folders {
        match watcher.watch(folder, RecursiveMode::NonRecursive) {
            Ok(()) => {}
            // It was removed in the meantime; the folder above is watched, too.
            Err(_) if !folder.is_dir() => {}
            Err(error) => return Err(error),
        }
    }
    for folder in &watched.above {
        // Without permission to watch it, only its removal or renaming goes unnoticed.
        let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
    }
    Ok(())
}

/// Waits for a change that concerns the command, and then until it is quiet.
fn wait(watched: &Watched, events: &Receiver<Reported>) {
    loop {
        match events.recv() {
            Ok(event) if concerns(watched, &event) => break,
            Ok(_) => {}
            // The watcher has stopped, so no event can arrive any more.
            Err(_) => return,
        }
    }
    let first = Instant::now();
    while first.elapsed() < PATIENCE {
        match events.recv_timeout(QUIET) {
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return,
        }
    }
}

fn concerns(watched: &Watched, event: &Reported) -> bool {
    match event {
        // Reading a file changes nothing, and the command itself does it.
        Ok(event) => match event.kind {
            EventKind::Access(_) => false,
            EventKind::Any
            | EventKind::Create(_)
            | EventKind::Modify(_)
            | EventKind::Remove(_)
            | EventKind::Other => {
                event.need_rescan() || event.paths.iter().any(|path| watched.concerns(path))
            }
        },
        // Events may be lost, so look again.
        Err(_) => true,
    }
}
