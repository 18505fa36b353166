//! What holds of every file.

use xtask::project;

use crate::rust_source;

/// The most lines that a file of the sources has.
const MOST_LINES: usize = 700;

/// Files of the sources that may be longer. There is none.
const LONGER: &[&str] = &[];

#[test]
fn every_module_says_what_it_is() {
    let silent: Vec<String> = rust_source::rust_files()
        .into_iter()
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| file.path)
        .collect();
    assert!(silent.is_empty(), "no `//!` at the top: {silent:#?}");
}

#[test]
fn no_file_is_too_long() {
    let long: Vec<String> = rust_source::rust_files()
        .into_iter()
        .filter(|file| file.is_source() && !LONGER.contains(&file.path.as_str()))
        .filter(|file| file.text.lines().count() > MOST_LINES)
        .map(|file| format!("{}: {} lines", file.path, file.text.lines().count()))
        .collect();
    assert!(long.is_empty(), "more than {MOST_LINES} lines: {long:#?}");
}

#[test]
fn nothing_is_left_for_later() {
    // Written in two pieces, so that this file does not hold them itself.
    let marks = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("XX", "X"),
        concat!("HA", "CK"),
        concat!("to", "do!("),
        concat!("unimple", "mented!("),
    ];
    let mut found = Vec::new();
    for file in rust_source::rust_files() {
        for (number, line) in file.text.lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark)) {
                found.push(format!("{}:{}: {}", file.path, number + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn file_names_are_plain() {
    let mut names: Vec<String> = Vec::new();
    for path in rust_source::project_files() {
        let name = path.to_str().expect("a path in UTF-8");
        let plain = |it: char| it.is_ascii_alphanumeric() || "/\\._-@".contains(it);
        assert!(name.chars().all(plain), "{name}");
        names.push(name.to_ascii_lowercase());
    }
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count, "names that differ by case only");
}

#[test]
fn tests_of_a_crate_are_one_binary() {
    for file in rust_source::rust_files() {
        let parts: Vec<&str> = file.path.split('/').collect();
        if let ["crates", _, "tests", rest @ ..] = parts.as_slice() {
            assert!(
                rest.len() > 1,
                "{} would be a binary of its own: move it into tests/it",
                file.path
            );
        }
    }
}

#[test]
fn architecture_names_every_crate() {
    let root = project::root();
    let text = project::read(&root.join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let folders = std::fs::read_dir(root.join("crates")).expect("the crates");
    for folder in folders {
        let name = folder.expect("a crate").file_name();
        let name = name.to_string_lossy();
        assert!(
            text.contains(&format!("`{name}`")),
            "ARCHITECTURE.md does not speak of `{name}`"
        );
    }
}
