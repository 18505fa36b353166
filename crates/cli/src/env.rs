//! What the command takes from the process around it, and nothing else does.

use std::io::{self, IsTerminal, Read, Write};
use std::path::PathBuf;

/// The surroundings of a run: a test can bring its own.
pub struct Env<'e> {
    /// The current folder, absolute.
    pub folder: PathBuf,
    /// Standard input.
    pub stdin: Box<dyn Read + 'e>,
    /// Standard output.
    pub stdout: Stream<'e>,
    /// Standard error.
    pub stderr: Stream<'e>,
    /// Whether `NO_COLOR` asks for no colours.
    pub no_color: bool,
}

/// One of the two ways out.
pub struct Stream<'e> {
    /// Where it goes.
    pub writer: Box<dyn Write + 'e>,
    /// What is known of the terminal that it goes to, if it does.
    pub terminal: Option<Terminal>,
}

/// What a terminal can do.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// How many characters a line has.
    pub width: usize,
    /// Whether it knows no colours and draws no lines.
    pub dumb: bool,
}

impl Env<'_> {
    /// The surroundings of this process.
    ///
    /// # Errors
    ///
    /// When there is no current folder, as after somebody has removed it.
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
            stdin: Box::new(io::stdin().lock()),
            stdout: Stream {
                writer: Box::new(io::BufWriter::new(stdout.lock())),
                terminal: stdout_terminal,
            },
            stderr: Stream {
                writer: Box::new(io::BufWriter::new(stderr.lock())),
                terminal: stderr_terminal,
            },
            no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
        })
    }
}

/// The width of a terminal, within what can be drawn well.
fn width(size: Option<(terminal_size::Width, terminal_size::Height)>) -> usize {
    size.map_or(80, |(terminal_size::Width(width), _)| usize::from(width))
        .clamp(60, 120)
}
