//! The lints on the texts of the project.

use std::path::{Path, PathBuf};

use proactive_diagnostics::Code;
use proactive_hir::{Settings, SourceFile, Workspace};
use proactive_testing::markdown::fences;
use proactive_testing::{Fixture, generate, ui};

use crate::workspaces::{codes, findings, proved};

fn project() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("the project").to_path_buf()
}

fn proactive_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|it| it == "proactive") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn of_fixture(fixture: &Fixture) -> Workspace {
    let manifest = fixture.file("proactive.toml");
    let insensitive = manifest.is_some_and(|file| file.text.contains("\"insensitive\""));
    let settings = Settings {
        case_sensitive: !insensitive,
        ..Settings::default()
    };
    let mut files: Vec<SourceFile> = fixture
        .files
        .iter()
        .filter(|file| file.path.ends_with(".proactive"))
        .map(|file| SourceFile {
            path: file.path.as_str().into(),
            text: file.text.as_str().into(),
        })
        .collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Workspace::new(settings, files)
}

#[test]
fn examples_have_no_findings() {
    for entry in std::fs::read_dir(project().join("examples")).expect("the examples") {
        let folder = entry.expect("an entry").path();
        let files = proactive_files(&folder)
            .into_iter()
            .map(|path| SourceFile {
                path: path.strip_prefix(&folder).unwrap().to_str().unwrap().into(),
                text: std::fs::read_to_string(&path).expect("a text").into(),
            })
            .collect();
        let found = proved(&Workspace::new(Settings::default(), files));
        assert!(found.is_empty(), "{}: {found:#?}", folder.display());
    }
}

#[test]
fn pages_have_the_findings_they_describe() {
    for code in Code::ALL {
        for (heading, expected) in [("Wrong", code.needs_proof()), ("Right", false)] {
            let fences = fences(code.page());
            let example = fences.iter().find(|fence| {
                fence.heading.as_deref() == Some(heading) && fence.language == "proactive"
            });
            let Some(example) = example else { continue };
            let workspace = of_fixture(&Fixture::parse(&example.text));
            if expected {
                assert_eq!(codes(&findings(&workspace)), [*code], "{code}");
            } else {
                let found = proved(&workspace);
                assert!(found.is_empty(), "{code}, {heading}: {found:#?}");
            }
        }
    }
}

#[test]
fn cases_have_their_code_and_no_other() {
    let mut wrong = Vec::new();
    let pages = ui::pages(&project()).expect("the pages of tests/ui");
    for case in pages.into_iter().flat_map(|page| page.cases) {
        let code: Option<Code> = case.page.parse().ok();
        let workspace = of_fixture(&case.workspace());
        let mut found = codes(&findings(&workspace));
        found.retain(|code| code.needs_proof());
        let right = match code.filter(|code| code.needs_proof()) {
            Some(code) => found.contains(&code),
            None => found.is_empty(),
        };
        if !right {
            wrong.push((case.name(), found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn generated_workspaces_have_no_findings() {
    let generated = generate::workspace(300, 3);
    let files = generated.files.into_iter();
    let files = files.map(|file| SourceFile {
        path: file.path.into(),
        text: file.text.into(),
    });
    let found = proved(&Workspace::new(Settings::default(), files.collect()));
    assert!(found.is_empty(), "{found:#?}");
}
