//! Workspaces for tests.

use std::fs;
use std::path::{Path, PathBuf};

use proactive_config::{Scenario, compile, scenarios};
use proactive_engine::{Program, prepare};
use proactive_hir::{Settings, SourceFile, Workspace};

/// A workspace that is ready to be simulated.
pub(crate) struct Play {
    pub(crate) program: Program,
    pub(crate) scenarios: Vec<Scenario>,
}

/// The workspace of `files`, which must have no errors.
#[track_caller]
pub(crate) fn workspace(settings: Settings, files: Vec<SourceFile>) -> Play {
    let workspace = Workspace::new(settings, files);
    let checked = workspace.check();
    let model = checked
        .model()
        .unwrap_or_else(|| panic!("no model: {:#?}", checked.findings()));
    Play {
        program: prepare(&compile(&model)).unwrap(),
        scenarios: scenarios(&model),
    }
}

/// The workspace of one text.
#[track_caller]
pub(crate) fn play(text: &str) -> Play {
    let file = SourceFile {
        path: "workspace.proactive".into(),
        text: text.into(),
    };
    workspace(Settings::default(), vec![file])
}

/// A folder of the repository.
pub(crate) fn root(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(folder)
}

/// The `.proactive` files of a folder, in order.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "proactive"))
        .collect();
    files.sort();
    files
}

/// The name of a file without folder and extension.
pub(crate) fn stem(path: &Path) -> &str {
    path.file_stem().unwrap().to_str().unwrap()
}
