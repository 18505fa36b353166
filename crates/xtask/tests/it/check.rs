//! `cargo xtask check` chooses the crates that a change can affect.

use std::collections::BTreeSet;

use xtask::check::{Choice, choose, members};
use xtask::project;

fn chosen(files: &[&str]) -> Choice {
    let files = files.iter().map(|file| (*file).to_owned()).collect();
    choose(&members().expect("the workspace"), &files)
}

fn some(names: &[&str]) -> Choice {
    Choice::Some(names.iter().map(|name| (*name).to_owned()).collect())
}

#[test]
fn sources_affect_the_crates_that_depend_on_them() {
    let Choice::Some(names) = chosen(&["crates/lsp/src/lib.rs"]) else {
        panic!("not every crate depends on the language server");
    };
    assert_eq!(
        names,
        BTreeSet::from(["proactive", "proactive-lsp"].map(str::to_owned))
    );
    let Choice::Some(names) = chosen(&["grammar/proactive.pest"]) else {
        panic!("some crates don't parse");
    };
    for affected in ["proactive-syntax", "proactive-hir", "proactive", "xtask"] {
        assert!(names.contains(affected), "{affected} is not in {names:?}");
    }
}

#[test]
fn tests_affect_only_their_crate() {
    assert_eq!(
        chosen(&["crates/hir/tests/it/main.rs"]),
        some(&["proactive-hir"])
    );
}

#[test]
fn other_files_affect_the_crates_whose_tests_read_them() {
    assert_eq!(chosen(&[]), some(&[]));
    assert_eq!(chosen(&["deny.toml"]), some(&["xtask"]));
    assert_eq!(
        chosen(&["docs/reference/language.md"]),
        some(&["proactive", "xtask"])
    );
    assert_eq!(
        chosen(&["Cargo.lock", "docs/reference/language.md"]),
        Choice::All {
            because: "Cargo.lock".to_owned()
        }
    );
}

#[test]
fn every_folder_of_a_crate_is_known() {
    for member in members().expect("the workspace") {
        let manifest = project::root().join(&member.folder).join("Cargo.toml");
        assert!(manifest.is_file(), "{}", manifest.display());
    }
}
