//! The workspaces in the repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proactive_catalog::adapters::Adapter;
use proactive_diagnostics::{Code, FileId, Finding, Span, TextRange};
use proactive_hir::{Level, Settings, SourceFile, Workspace};
use proactive_testing::ui;

/// The files of a workspace with their paths, sorted, and its settings.
#[derive(Debug, Clone, Default)]
pub struct Files {
    pub name: String,
    pub files: Vec<(String, String)>,
    pub settings: Settings,
}

impl Files {
    pub fn workspace(&self) -> Workspace {
        let files = self.files.iter().map(|(path, text)| SourceFile {
            path: path.as_str().into(),
            text: Arc::from(text.as_str()),
        });
        Workspace::new(self.settings.clone(), files.collect())
    }

    pub fn findings(&self) -> Vec<Finding> {
        self.workspace().check().findings().to_vec()
    }

    /// Returns the workspace with another text for a file.
    pub fn with(&self, file: usize, text: String) -> Self {
        let mut changed = self.clone();
        changed.files[file].1 = text;
        changed
    }

    /// Returns the text that a finding covers.
    pub fn text_at(&self, finding: &Finding) -> &str {
        &self.files[finding.span.file.0 as usize].1[finding.span.range]
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn collect(folder: &Path, under: &Path, found: &mut Vec<(String, String)>) {
    for path in sorted(folder) {
        if path.is_dir() {
            collect(&path, under, found);
        } else if path.extension().is_some_and(|ext| ext == "proactive") {
            let name = path.strip_prefix(under).unwrap().to_str().unwrap();
            let text = fs::read_to_string(&path).unwrap();
            found.push((name.replace('\\', "/"), text));
        }
    }
}

/// Returns the workspaces in `examples/`.
pub fn examples() -> Vec<Files> {
    let mut examples = Vec::new();
    for folder in sorted(&root().join("examples")) {
        if !folder.is_dir() {
            continue;
        }
        let mut files = Vec::new();
        collect(&folder, &folder, &mut files);
        files.sort();
        let manifest = fs::read_to_string(folder.join("proactive.toml")).unwrap();
        examples.push(Files {
            name: folder.file_name().unwrap().to_str().unwrap().to_owned(),
            files,
            settings: settings(&manifest),
        });
    }
    assert!(examples.len() >= 6, "the examples are not where they were");
    examples
}

/// Returns the examples without errors.
pub fn right() -> Vec<Files> {
    let mut examples = examples();
    examples.retain(|example| example.name != "broken");
    examples
}

/// Returns the cases of a page of `tests/ui`, each a workspace.
pub fn cases(page: &str) -> Vec<Files> {
    ui::cases(&root(), page)
        .unwrap()
        .into_iter()
        .map(|case| {
            let fixture = case.workspace();
            let manifest = fixture.file("proactive.toml").map(|file| &*file.text);
            let mut files: Vec<(String, String)> = fixture
                .files
                .iter()
                .filter(|file| file.path.ends_with(".proactive"))
                .map(|file| (file.path.clone(), file.text.clone()))
                .collect();
            files.sort();
            Files {
                name: case.name(),
                files,
                settings: settings(manifest.unwrap_or("")),
            }
        })
        .collect()
}

/// Returns the pages of `tests/ui` that are named after a code.
pub fn codes() -> Vec<Code> {
    let pages = ui::pages(&root()).unwrap();
    pages
        .iter()
        .filter_map(|page| page.name.parse().ok())
        .collect()
}

/// Returns all cases that do not need the command.
pub fn all_cases() -> Vec<Files> {
    let needs_command = |code: &Code| matches!(code, Code::FileError | Code::ManifestError);
    let mut all = cases("quiet");
    for code in codes().iter().filter(|code| !needs_command(code)) {
        all.extend(cases(code.as_str()));
    }
    assert!(all.len() > 300, "the cases are not where they were");
    all
}

/// Returns the settings of a simple, valid manifest.
fn settings(manifest: &str) -> Settings {
    let mut settings = Settings::default();
    let mut table = "";
    for line in manifest.lines() {
        if let Some(name) = line.strip_prefix('[') {
            table = name.trim_end_matches(']');
        }
        let Some((key, value)) = line.split_once(" = ") else {
            continue;
        };
        let value = value.trim_matches('"');
        match (table, key) {
            ("lints", "require-reason") => settings.require_reason = value == "true",
            ("lints", code) => {
                let level = Level::ALL.iter().find(|(word, _)| *word == value);
                if let (Ok(code), Some((_, level))) = (code.parse(), level) {
                    settings.levels.insert(code, *level);
                }
            }
            ("matching", "case") => settings.case_sensitive = value == "sensitive",
            ("limits", "messages") => settings.max_messages = (value.parse().unwrap(), None),
            ("limits", "text") => settings.max_text = (value.parse().unwrap(), None),
            ("web", "adapter") => {
                let mut adapters = Adapter::ALL.iter();
                let adapter = adapters.find(|adapter| adapter.as_str() == value);
                // The place in the manifest does not matter here.
                let place = Span {
                    file: FileId::MANIFEST,
                    range: TextRange::default(),
                };
                settings.adapter = adapter.map(|adapter| (*adapter, place));
            }
            _ => {}
        }
    }
    settings
}
