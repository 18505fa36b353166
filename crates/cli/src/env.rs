//! The environment of the command: the only place that reads it from the process.

use std::io::{self, IsTerminal, Read, Write};
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use same_file::Handle;

/// The environment of a run, which tests can replace.
pub struct Env<'e> {
    /// The current folder, absolute.
    pub folder: PathBuf,
    /// Standard input.
    pub stdin: Stdin<'e>,
    /// Standard output.
    pub stdout: Stream<'e>,
    /// Standard error.
    pub stderr: Stream<'e>,
    /// Whether `NO_COLOR` is set.
    pub no_color: bool,
    /// The file that `GITHUB_STEP_SUMMARY` names: a page of GitHub Actions that steps add to.
    pub step_summary: Option<PathBuf>,
    /// Whether a progress bar can be drawn on standard error: it is the terminal of this process.
    pub shows_progress: bool,
    /// The current time, in seconds since 1970-01-01 00:00 UTC. Only what asks for it depends on it.
    pub now: i64,
}

/// Standard input.
pub struct Stdin<'e> {
    /// The reader of it.
    pub reader: Box<dyn Read + 'e>,
    /// The identity of the file that it comes from, if it is a plain file.
    pub file: Option<Handle>,
}

impl Read for Stdin<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer)
    }
}

/// An output stream.
pub struct Stream<'e> {
    /// The underlying writer.
    pub writer: Box<dyn Write + 'e>,
    /// The terminal that it goes to, if it is one.
    pub terminal: Option<Terminal>,
}

/// The features of a terminal.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// The width of a line, in columns.
    pub width: usize,
    /// Whether it supports neither colors nor box-drawing characters.
    pub dumb: bool,
}

impl Env<'_> {
    /// Reads the environment of this process.
    ///
    /// # Errors
    ///
    /// When there is no current folder, such as after it was deleted.
    pub fn of_process() -> io::Result<Self> {
        let stdout = io::stdout();
        let stderr = io::stderr();
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let stdout_terminal = stdout.is_terminal().then(|| Terminal {
            width: width(terminal_size::terminal_size_of(&stdout)),
            dumb,
        });
        let stderr_terminal = stderr.is_terminal().then(|| Terminal {
            width: width(terminal_size::terminal_size_of(&stderr)),
            dumb,
        });
        Ok(Self {
            folder: std::env::current_dir()?,
            stdin: Stdin {
                reader: Box::new(io::stdin().lock()),
                file: plain_stdin(),
            },
            stdout: Stream {
                writer: Box::new(io::BufWriter::new(stdout.lock())),
                terminal: stdout_terminal,
            },
            stderr: Stream {
                // Not locked: the thread of the progress bar writes to it, too.
                writer: Box::new(io::BufWriter::new(io::stderr())),
                terminal: stderr_terminal,
            },
            no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
            step_summary: std::env::var_os("GITHUB_STEP_SUMMARY")
                .filter(|path| !path.is_empty())
                .map(PathBuf::from),
            shows_progress: stderr_terminal.is_some_and(|terminal| !terminal.dumb) && !is_ci(),
            now: now(),
        })
    }
}

/// Whether this is a run of continuous integration, whose terminal is a log. All services set `CI`.
fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}

fn now() -> i64 {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH);
    since_epoch.map_or(0, |it| i64::try_from(it.as_secs()).unwrap_or(i64::MAX))
}

fn plain_stdin() -> Option<Handle> {
    let handle = Handle::stdin().ok()?;
    let metadata = handle.as_file().metadata().ok()?;
    metadata.is_file().then_some(handle)
}

/// The width of a terminal, 80 columns if it does not say. Longer lines than 120 are hard to read, and
/// nothing fits in less than 20.
fn width(size: Option<(terminal_size::Width, terminal_size::Height)>) -> usize {
    match size {
        // A terminal that does not know its size says 0.
        None | Some((terminal_size::Width(0), _)) => 80,
        Some((terminal_size::Width(width), _)) => usize::from(width).clamp(20, 120),
    }
}
