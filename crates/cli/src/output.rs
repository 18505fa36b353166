//! The one way out: whatever the command says goes through here.

use std::fmt::Display;
use std::io::{self, Write};

use proactive_catalog::characters::on_lines;

use crate::args::Color;
use crate::env::{Stream, Terminal};

/// Standard output and standard error.
pub(crate) struct Output<'e> {
    stdout: Sink<'e>,
    stderr: Sink<'e>,
    quiet: bool,
    failed: bool,
}

/// One of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OutputStream {
    Stdout,
    Stderr,
}

/// How text is drawn at the end of a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TerminalStyle {
    /// Whether it is a terminal, and not a pipe or a file.
    pub terminal: bool,
    /// Whether to use colours.
    pub color: bool,
    /// Whether to draw with lines and signs beyond ASCII.
    pub unicode: bool,
    /// How many characters a line has.
    pub width: usize,
}

impl TerminalStyle {
    /// How text is drawn that goes into a file.
    pub const FILE: Self = Self {
        terminal: false,
        color: false,
        unicode: true,
        width: 100,
    };

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
        }
    }

    pub(crate) fn style(&self, stream: OutputStream) -> TerminalStyle {
        match stream {
            OutputStream::Stdout => self.stdout.style,
            OutputStream::Stderr => self.stderr.style,
        }
    }

    /// A writer that never fails: what becomes of it is known when the run ends.
    pub(crate) fn writer(&mut self, stream: OutputStream) -> &mut (dyn Write + 'e) {
        match stream {
            OutputStream::Stdout => &mut self.stdout,
            OutputStream::Stderr => {
                // What was said first shall be read first.
                self.stdout.flush_now();
                &mut self.stderr
            }
        }
    }

    /// Says what an author may like to know, on standard error.
    pub(crate) fn notice(&mut self, text: impl Display) {
        if !self.quiet {
            self.line(on_lines(&text.to_string()));
        }
    }

    /// Says why the command cannot do what it was asked for. The run then ends with
    /// [`Exit::Failure`](crate::exit::Exit::Failure).
    pub(crate) fn error(&mut self, text: impl Display) {
        self.failed = true;
        let color = self.stderr.style.color;
        let (begin, end) = if color {
            ("\x1b[31m", "\x1b[0m")
        } else {
            ("", "")
        };
        let text = text.to_string();
        self.line(format_args!("{begin}error{end}: {}", on_lines(&text)));
    }

    fn line(&mut self, text: impl Display) {
        // A sink takes everything.
        let _ = writeln!(self.writer(OutputStream::Stderr), "{text}");
    }

    /// Sends out what is left. Whether everything went well.
    pub(crate) fn finish(mut self) -> bool {
        self.stdout.flush_now();
        if let Some(reason) = self.stdout.trouble.take() {
            self.error(format_args!("cannot write to standard output: {reason}"));
        }
        self.stderr.flush_now();
        !self.failed
    }
}

/// The end of a way. Nobody who writes has to ask whether somebody still reads.
struct Sink<'e> {
    writer: Box<dyn Write + 'e>,
    style: TerminalStyle,
    closed: bool,
    trouble: Option<io::Error>,
}

impl<'e> Sink<'e> {
    fn new(stream: Stream<'e>, color: Color, no_color: bool) -> Self {
        Self {
            writer: stream.writer,
            style: TerminalStyle::new(stream.terminal, color, no_color),
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
        // A reader who has seen enough, as `head` does, is no trouble.
        if error.kind() != io::ErrorKind::BrokenPipe {
            self.trouble = Some(error);
        }
    }
}

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
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
