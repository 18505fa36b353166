//! Folders with files, and running the command in them.

use std::cell::RefCell;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;

use proactive_cli::{Env, Exit, Stdin, Stream, Terminal, run};
use serde_json::Value;
use tempfile::TempDir;

/// A valid workspace: a brand, a channel and a message.
pub(crate) const RIGHT: &str = "\
brand acme \"Acme\"

channel web \"acme.example\" {
  brand acme
}

message hello {
  text \"Can I help you?\"
  reply agent \"I'll put you through.\"
  when visitor.url contains \"/cart\"
  after 30s on page_view
  frequency once_per_visit
}
";

/// The same workspace with one error: the channel has another name.
pub(crate) fn wrong() -> String {
    RIGHT.replace("  text", "  channel wbe\n  text")
}

/// The same workspace with one warning.
pub(crate) fn doubtful() -> String {
    RIGHT.replace("once_per_visit", "every_time")
}

/// A temporary folder.
pub(crate) struct Folder(TempDir);

/// The result of a run.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) exit: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// A folder with one file.
    pub(crate) fn with(path: &str, content: impl AsRef<[u8]>) -> Self {
        Self::new().file(path, content)
    }

    /// Adds a file.
    pub(crate) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(path, content);
        self
    }

    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// The path of the folder, with links resolved.
    pub(crate) fn path(&self) -> PathBuf {
        self.0.path().canonicalize().unwrap()
    }

    /// Runs the command in this folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        run_in(&self.path(), arguments, b"", None)
    }

    /// Runs the command with text on standard input.
    pub(crate) fn pipe(&self, arguments: &[&str], input: &[u8]) -> Ran {
        run_in(&self.path(), arguments, input, None)
    }

    /// Runs the command on a terminal.
    pub(crate) fn on_terminal(&self, arguments: &[&str]) -> Ran {
        let terminal = Terminal {
            width: 80,
            dumb: false,
        };
        run_in(&self.path(), arguments, b"", Some(terminal))
    }

    /// What is on a terminal of `width` columns after the command.
    pub(crate) fn screen(&self, arguments: &[&str], width: usize) -> Screen {
        Screen::new(&self.path(), arguments, width)
    }

    /// Runs the real binary.
    pub(crate) fn binary(&self, arguments: &[&str]) -> Ran {
        let output = binary(&self.path())
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Ran {
            exit: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// What a command shows on a terminal: standard output and standard error in the order in which they
/// are written.
#[derive(Debug)]
pub(crate) struct Screen {
    pub(crate) exit: i32,
    /// The characters without their styles.
    pub(crate) text: String,
    /// The same with the styles in `‹…›`: `‹bold›brand‹/›`.
    pub(crate) styled: String,
}

impl Screen {
    /// Runs the command in a folder, on a terminal of `width` columns.
    pub(crate) fn new(folder: &Path, arguments: &[&str], width: usize) -> Self {
        let written = Shared::default();
        let terminal = Some(Terminal { width, dumb: false });
        let stream = || Stream {
            writer: Box::new(written.clone()),
            terminal,
        };
        let exit = run_with(folder, arguments, b"", [stream(), stream()], None);
        let written = written.0.take();
        let written = String::from_utf8(written).expect("UTF-8");
        Self {
            exit,
            text: without_styles(&written, |_| String::new()),
            styled: without_styles(&written, named_style),
        }
    }
}

/// A writer with several owners.
#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Replaces the styles of a terminal, such as `1;31` for bold and red.
fn without_styles(text: &str, replace: impl Fn(&str) -> String) -> String {
    let mut parts = text.split("\u{1B}[");
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (style, text) = part.split_once('m').expect("a style");
        shown.push_str(&replace(style));
        shown.push_str(text);
    }
    shown
}

/// The colours of the 256 that commands use.
pub(crate) const COLORS: [(u8, &str); 4] =
    [(28, "green"), (31, "cyan"), (196, "red"), (166, "yellow")];

/// The name of a style.
fn named_style(style: &str) -> String {
    let name = match style {
        "0" => "/",
        "1" => "bold",
        "2" => "dim",
        "3" => "italic",
        "4" => "underline",
        other => {
            let index = other.strip_prefix("38;5;").and_then(|it| it.parse().ok());
            let mut colors = COLORS.into_iter();
            let color = colors.find(|(known, _)| Some(*known) == index);
            color
                .unwrap_or_else(|| panic!("an unknown style: {other}"))
                .1
        }
    };
    format!("‹{name}›")
}

/// How a document differs from the schema that `proactive schema NAME` prints.
pub(crate) fn schema_errors(name: &str, document: &Value) -> Vec<String> {
    let ran = Folder::new().run(&["schema", name]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    let schema: Value = serde_json::from_str(&ran.out).unwrap();
    jsonschema::meta::validate(&schema).expect("the schema is a schema");
    let validator = jsonschema::validator_for(&schema).expect("a validator");
    let errors = validator.iter_errors(document);
    errors.map(|error| error.to_string()).collect()
}

/// The real binary, in a folder.
pub(crate) fn binary(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_proactive"));
    command
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("GITHUB_STEP_SUMMARY");
    command
}

pub(crate) fn run_in(
    folder: &Path,
    arguments: &[&str],
    input: &[u8],
    terminal: Option<Terminal>,
) -> Ran {
    let mut out = Vec::new();
    let mut err = Vec::new();
    let streams = [stream(&mut out, terminal), stream(&mut err, terminal)];
    let exit = run_with(folder, arguments, input, streams, None);
    Ran {
        exit,
        out: String::from_utf8(out).unwrap(),
        err: String::from_utf8(err).unwrap(),
    }
}

/// Runs the command as a step of a job of GitHub Actions, whose summary is `page`.
pub(crate) fn run_in_job(folder: &Path, arguments: &[&str], page: &Path) -> Ran {
    let mut out = Vec::new();
    let mut err = Vec::new();
    let streams = [stream(&mut out, None), stream(&mut err, None)];
    let exit = run_with(folder, arguments, b"", streams, Some(page.to_owned()));
    Ran {
        exit,
        out: String::from_utf8(out).unwrap(),
        err: String::from_utf8(err).unwrap(),
    }
}

/// Runs the command with these output streams, and returns its exit code.
fn run_with(
    folder: &Path,
    arguments: &[&str],
    input: &[u8],
    [stdout, stderr]: [Stream<'_>; 2],
    step_summary: Option<PathBuf>,
) -> i32 {
    let arguments = std::iter::once("proactive")
        .chain(arguments.iter().copied())
        .map(OsString::from);
    let exit = run(
        arguments,
        Env {
            shows_progress: false,
            folder: folder.to_owned(),
            stdin: Stdin {
                reader: Box::new(input),
                file: None,
            },
            stdout,
            stderr,
            no_color: false,
            step_summary,
            // Monday 2026-11-30 10:00 UTC.
            now: 1_796_032_800,
        },
    );
    match exit {
        Exit::Fine => 0,
        Exit::Findings => 1,
        Exit::Failure => 2,
    }
}

fn stream<'e>(writer: &'e mut Vec<u8>, terminal: Option<Terminal>) -> Stream<'e> {
    let writer: Box<dyn Write + 'e> = Box::new(writer);
    Stream { writer, terminal }
}

/// The lines of a text.
pub(crate) fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}
