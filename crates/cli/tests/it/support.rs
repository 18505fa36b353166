//! Folders with files, and running the command in them.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

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
    command.current_dir(folder).env_remove("NO_COLOR");
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
    let arguments = std::iter::once("proactive")
        .chain(arguments.iter().copied())
        .map(OsString::from);
    let exit = run(
        arguments,
        Env {
            folder: folder.to_owned(),
            stdin: Stdin {
                reader: Box::new(input),
                file: None,
            },
            stdout: stream(&mut out, terminal),
            stderr: stream(&mut err, terminal),
            no_color: false,
            // Monday 2026-11-30 10:00 UTC.
            now: 1_796_032_800,
        },
    );
    Ran {
        exit: match exit {
            Exit::Fine => 0,
            Exit::Findings => 1,
            Exit::Failure => 2,
        },
        out: String::from_utf8(out).unwrap(),
        err: String::from_utf8(err).unwrap(),
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
