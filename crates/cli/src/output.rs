//! Standard output and standard error: everything that the command prints goes through here.

use std::borrow::Cow;
use std::fmt::Display;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::PathBuf;

use proactive_catalog::characters::on_lines;

use crate::args::Color;
use crate::env::{Stream, Terminal};
use crate::paths::io_reason;
use crate::progress::Progress;
use crate::report::paragraph;
use crate::style::{RED, styled_if};

/// Standard output and standard error.
pub(crate) struct Output<'e> {
    stdout: Sink<'e>,
    stderr: Sink<'e>,
    quiet: bool,
    failed: bool,
    /// The page of GitHub Actions that the steps of a job add to.
    step_summary: Option<PathBuf>,
    progress: Progress,
}

/// One of the two output streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OutputStream {
    Stdout,
    Stderr,
}

/// How text is drawn on a terminal or in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TerminalStyle {
    /// Whether it is a terminal, not a pipe or a file.
    pub terminal: bool,
    /// Whether to use colors.
    pub color: bool,
    /// Whether to use box-drawing and other characters beyond ASCII.
    pub unicode: bool,
    /// The width of a line, in columns.
    pub width: usize,
}

impl TerminalStyle {
    /// The style of text that is written to a file.
    pub const FILE: Self = Self {
        terminal: false,
        color: false,
        unicode: true,
        width: 80,
    };

    /// The width of lines that are searched for one by one, such as the rows of a table: they are
    /// wrapped on a terminal only.
    pub(crate) fn row_width(self) -> usize {
        match self.terminal {
            true => self.width,
            false => usize::MAX,
        }
    }

    pub(crate) fn new(terminal: Option<Terminal>, color: Color, no_color: bool) -> Self {
        let dumb = terminal.is_some_and(|terminal| terminal.dumb);
        Self {
            terminal: terminal.is_some(),
            color: match color {
                Color::Always => true,
                Color::Never => false,
                Color::Auto => terminal.is_some() && !dumb && !no_color,
            },
            unicode: !dumb,
            width: terminal.map_or(Self::FILE.width, |terminal| terminal.width),
        }
    }
}

impl<'e> Output<'e> {
    pub(crate) fn new(
        stdout: Stream<'e>,
        stderr: Stream<'e>,
        color: Color,
        no_color: bool,
        quiet: bool,
    ) -> Self {
        Self {
            stdout: Sink::new(stdout, color, no_color),
            stderr: Sink::new(stderr, color, no_color),
            quiet,
            failed: false,
            step_summary: None,
            progress: Progress::default(),
        }
    }

    /// Sets whether [`Self::progress`] is shown where the output is not `--quiet`.
    pub(crate) fn with_progress(self, shows_progress: bool) -> Self {
        Self {
            progress: Progress::new(shows_progress && !self.quiet),
            ..self
        }
    }

    /// The progress of the command. What is printed on a terminal or to standard error ends it.
    pub(crate) fn progress(&mut self) -> &mut Progress {
        &mut self.progress
    }

    /// Sets the file that [`Self::add_to_step_summary`] adds to.
    pub(crate) fn with_step_summary(self, step_summary: Option<PathBuf>) -> Self {
        Self {
            step_summary,
            ..self
        }
    }

    pub(crate) fn style(&self, stream: OutputStream) -> TerminalStyle {
        match stream {
            OutputStream::Stdout => self.stdout.style,
            OutputStream::Stderr => self.stderr.style,
        }
    }

    /// A writer that never fails; [`Output::finish`] reports what could not be written.
    pub(crate) fn writer(&mut self, stream: OutputStream) -> &mut (dyn Write + 'e) {
        // On a terminal, the two would mix.
        if stream == OutputStream::Stderr || self.stdout.style.terminal {
            self.progress.end();
        }
        match stream {
            // Keeps the order in which the two were written.
            OutputStream::Stdout => {
                self.stderr.flush_now();
                &mut self.stdout
            }
            OutputStream::Stderr => {
                self.stdout.flush_now();
                &mut self.stderr
            }
        }
    }

    /// Prints a notice to standard error, unless `--quiet` is set.
    pub(crate) fn notice(&mut self, text: impl Display) {
        if !self.quiet {
            self.line(&on_lines(&text.to_string()));
        }
    }

    /// Prints the summary of a report that is on standard output, like [`notice`](Self::notice).
    pub(crate) fn report_summary(&mut self, text: impl Display) {
        self.summary(|_| on_lines(&text.to_string()).into_owned());
    }

    /// Prints a summary to standard error, unless `--quiet` is set. `draw` takes whether colours are
    /// used, and returns a text in which everything can be shown. On a terminal, an empty line is
    /// between it and what is on standard output.
    pub(crate) fn summary(&mut self, draw: impl FnOnce(bool) -> String) {
        if self.quiet {
            return;
        }
        let text = draw(self.stderr.style.color);
        let is_one_terminal = self.stdout.style.terminal && self.stderr.style.terminal;
        if is_one_terminal && self.stdout.line_breaks == 1 {
            self.stdout.line_breaks = 2;
            self.line("");
        }
        self.line(&text);
    }

    /// Adds to the summary of the job on GitHub Actions, if there is one. What other steps wrote stays.
    pub(crate) fn add_to_step_summary(
        &mut self,
        draw: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) {
        let Some(path) = self.step_summary.clone() else {
            return;
        };
        let mut text = Vec::new();
        // Writing to memory does not fail.
        let _ = draw(&mut text);
        let opened = OpenOptions::new().append(true).create(true).open(&path);
        if let Err(error) = opened.and_then(|mut file| file.write_all(&text)) {
            // The findings are in the log, so this is no reason to fail.
            self.notice(format_args!(
                "cannot add to the job summary `{}`: {}",
                path.display(),
                io_reason(&error)
            ));
        }
    }

    /// Prints an error to standard error. The command then ends with
    /// [`Exit::Failure`](crate::exit::Exit::Failure).
    pub(crate) fn error(&mut self, text: impl Display) {
        self.failed = true;
        let color = self.stderr.style.color;
        let red = styled_if(color, RED);
        let text = text.to_string();
        self.line(&format!("{red}error{red:#}: {}", on_lines(&text)));
    }

    /// Prints a notice or an error, wrapped to the width of the terminal. Elsewhere it stays on its
    /// line, where it can be searched for.
    fn line(&mut self, text: &str) {
        let TerminalStyle {
            terminal, width, ..
        } = self.stderr.style;
        let wrapped = match terminal {
            true => Cow::Owned(paragraph::lines(text, width)),
            false => Cow::Borrowed(text),
        };
        // A sink accepts everything.
        let _ = writeln!(self.writer(OutputStream::Stderr), "{wrapped}");
    }

    /// Clears the terminal for another run, and forgets the errors of the last one.
    pub(crate) fn begin_anew(&mut self) {
        self.failed = false;
        // A bar that comes and goes with each save is in the way.
        self.progress.forbid();
        let style = self.stdout.style;
        if style.terminal && style.unicode {
            // Erases the screen and moves to its first line (ECMA-48: ED, CUP); what scrolled away stays.
            let _ = write!(self.stdout, "\u{1B}[2J\u{1B}[H");
        }
    }

    /// Flushes both streams. Returns whether standard output is still open.
    pub(crate) fn flush(&mut self) -> bool {
        self.progress.end();
        self.stdout.flush_now();
        self.stderr.flush_now();
        !self.stdout.closed
    }

    /// Flushes both streams. Returns whether there was no error.
    pub(crate) fn finish(mut self) -> bool {
        self.progress.end();
        self.stdout.flush_now();
        if let Some(reason) = self.stdout.trouble.take() {
            self.error(format_args!("cannot write to standard output: {reason}"));
        }
        self.stderr.flush_now();
        !self.failed
    }
}

/// A stream that accepts everything, also after its reader is gone.
struct Sink<'e> {
    writer: Box<dyn Write + 'e>,
    style: TerminalStyle,
    /// The line breaks at the end of what was written.
    line_breaks: usize,
    closed: bool,
    trouble: Option<io::Error>,
}

impl<'e> Sink<'e> {
    fn new(stream: Stream<'e>, color: Color, no_color: bool) -> Self {
        Self {
            writer: stream.writer,
            style: TerminalStyle::new(stream.terminal, color, no_color),
            line_breaks: 0,
            closed: false,
            trouble: None,
        }
    }

    fn flush_now(&mut self) {
        if !self.closed
            && let Err(error) = self.writer.flush()
        {
            self.close(error);
        }
    }

    fn close(&mut self, error: io::Error) {
        self.closed = true;
        // A reader that stops early, such as `head`, is not an error.
        if error.kind() != io::ErrorKind::BrokenPipe {
            self.trouble = Some(error);
        }
    }
}

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let after_text = bytes
            .iter()
            .rev()
            .take_while(|byte| **byte == b'\n')
            .count();
        self.line_breaks = match after_text == bytes.len() {
            true => self.line_breaks + after_text,
            false => after_text,
        };
        if !self.closed
            && let Err(error) = self.writer.write_all(bytes)
        {
            self.close(error);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.flush_now();
        Ok(())
    }
}
