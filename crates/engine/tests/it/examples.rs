//! The tests of the example workspaces pass.

use std::fs;
use std::path::{Path, PathBuf};

use proactive_engine::{Coverage, run, run_covered};
use proactive_hir::{Settings, SourceFile};

use crate::scenarios::described;
use crate::workspaces::{Play, root, workspace};

fn load(name: &str, case_sensitive: bool) -> Play {
    let folder = root("examples").join(name);
    let mut paths = Vec::new();
    collect(&folder, &mut paths);
    let mut files: Vec<SourceFile> = paths
        .iter()
        .map(|path| SourceFile {
            path: path.strip_prefix(&folder).unwrap().to_str().unwrap().into(),
            text: fs::read_to_string(path).unwrap().into(),
        })
        .collect();
    files.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
    let settings = Settings {
        case_sensitive,
        ..Settings::default()
    };
    workspace(settings, files)
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|it| it == "proactive") {
            paths.push(path);
        }
    }
}

#[track_caller]
fn passes(name: &str, case_sensitive: bool) {
    let play = load(name, case_sensitive);
    let mut coverage = Coverage::new(&play.program);
    assert!(!play.scenarios.is_empty());
    for scenario in &play.scenarios {
        let report = run(&play.program, scenario).unwrap();
        assert!(
            report.passed(),
            "{}",
            described(&play.program, scenario, &report)
        );
        let covered = run_covered(&play.program, scenario, &mut coverage).unwrap();
        assert_eq!(covered, report);
    }
    assert!(coverage.tally(&play.program).covered > 0);
}

#[test]
fn outdoor_shop() {
    passes("outdoor-shop", true);
}

#[test]
fn french_shop() {
    passes("french-shop", true);
}

/// Its manifest ignores case.
#[test]
fn help_centre() {
    passes("help-centre", false);
}

#[test]
fn onboarding() {
    passes("onboarding", true);
}

#[test]
fn three_brands() {
    passes("three-brands", true);
}
