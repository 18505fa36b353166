//! Runs the command on workspaces in temporary folders.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use proactive_diagnostics::Code;
use proactive_testing::Fixture;
use serde_json::Value;
use tempfile::TempDir;

/// The root of the project.
pub(crate) fn project() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("the project").to_path_buf()
}

/// Reads a file of the project.
pub(crate) fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files of a folder with this extension, in order; none if there is no such folder.
pub(crate) fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == extension))
        .collect();
    found.sort();
    found
}

/// The command, with an environment that does not affect its output.
pub(crate) fn proactive() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_proactive"));
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

/// What the command printed.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// A workspace on disk.
pub(crate) struct Workspace {
    folder: TempDir,
}

impl Workspace {
    /// Writes `fixture` into a temporary folder.
    pub(crate) fn new(fixture: &Fixture) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let workspace = Self { folder };
        std::fs::create_dir(workspace.root()).expect("the root");
        fixture
            .write_to(&workspace.root())
            .expect("a fixture that can be written");
        workspace
    }

    /// The root folder of the workspace.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("root")
    }

    /// Runs the command at the root.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        proactive()
            .current_dir(self.root())
            .args(arguments)
            .output()
            .expect("the command runs")
    }

    /// Runs `check` and returns the findings as text and as data.
    pub(crate) fn check(&self) -> Report {
        self.find_with("check")
    }

    /// Runs the command that can report `code`: `test` for failed tests, `check` for all others.
    pub(crate) fn find(&self, code: &str) -> Report {
        let runs_tests = code == Code::TestFailed.as_str();
        self.find_with(if runs_tests { "test" } else { "check" })
    }

    fn find_with(&self, command: &str) -> Report {
        let data = self.folder.path().join("findings.json");
        let format = format!("json={}", data.display());
        let output = self.run(&[
            command, "--quiet", "--color", "never", "--format", "plain", "--format", &format,
        ]);
        let errors = text(&output.stderr);
        assert!(data.is_file(), "no findings were written: {errors}");
        let document: Value = serde_json::from_str(&read(&data)).expect("a JSON document");
        Report {
            exit: output.status.code(),
            drawn: text(&output.stdout),
            errors,
            findings: list(&document, "findings")
                .iter()
                .map(Found::read)
                .collect(),
        }
    }
}

/// What the command reported.
pub(crate) struct Report {
    /// The exit code.
    pub(crate) exit: Option<i32>,
    /// The findings in the format `plain`.
    pub(crate) drawn: String,
    /// The text on standard error.
    pub(crate) errors: String,
    /// The findings, from the format `json`.
    pub(crate) findings: Vec<Found>,
}

impl Report {
    /// The codes of all findings, in order.
    pub(crate) fn codes(&self) -> Vec<&str> {
        self.findings.iter().map(|it| it.code.as_str()).collect()
    }
}

/// A finding.
pub(crate) struct Found {
    pub(crate) code: String,
    pub(crate) severity: String,
    pub(crate) message: String,
    pub(crate) path: String,
    pub(crate) line: u64,
    pub(crate) fixes: Vec<Fix>,
}

/// A fix of a finding.
pub(crate) struct Fix {
    pub(crate) title: String,
    pub(crate) certain: bool,
    pub(crate) edits: Vec<Edit>,
}

/// An edit of a fix.
pub(crate) struct Edit {
    pub(crate) path: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) replacement: String,
}

impl Found {
    fn read(value: &Value) -> Self {
        Self {
            code: string(value, "code"),
            severity: string(value, "severity"),
            message: string(value, "message"),
            path: string(at(value, "span"), "file"),
            line: at(at(value, "span"), "start")["line"]
                .as_u64()
                .expect("a line"),
            fixes: list(value, "fixes").iter().map(Fix::read).collect(),
        }
    }
}

impl Fix {
    fn read(value: &Value) -> Self {
        Self {
            title: string(value, "title"),
            certain: at(value, "certain").as_bool().expect("a boolean"),
            edits: list(value, "edits").iter().map(Edit::read).collect(),
        }
    }

    /// Applies all edits to `fixture`.
    pub(crate) fn apply(&self, fixture: &Fixture) -> Fixture {
        let mut fixture = fixture.clone();
        // From the end, so that the offsets of the other edits stay valid.
        let mut edits: Vec<&Edit> = self.edits.iter().collect();
        edits.sort_by_key(|edit| std::cmp::Reverse((&edit.path, edit.start)));
        for edit in edits {
            let file = fixture
                .files
                .iter_mut()
                .find(|file| file.path == edit.path)
                .unwrap_or_else(|| panic!("a fix of {}, which is no file", edit.path));
            file.text
                .replace_range(edit.start..edit.end, &edit.replacement);
        }
        fixture
    }
}

impl Edit {
    fn read(value: &Value) -> Self {
        let span = at(value, "span");
        let offset = |end: &str| {
            let offset = at(at(span, end), "offset").as_u64().expect("an offset");
            usize::try_from(offset).expect("a small offset")
        };
        Self {
            path: string(span, "file"),
            start: offset("start"),
            end: offset("end"),
            replacement: string(value, "replacement"),
        }
    }
}

fn at<'v>(value: &'v Value, key: &str) -> &'v Value {
    value
        .get(key)
        .unwrap_or_else(|| panic!("no `{key}` in {value}"))
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    at(value, key)
        .as_array()
        .unwrap_or_else(|| panic!("`{key}` is no list in {value}"))
}

fn string(value: &Value, key: &str) -> String {
    at(value, key)
        .as_str()
        .unwrap_or_else(|| panic!("`{key}` is no string in {value}"))
        .to_owned()
}
