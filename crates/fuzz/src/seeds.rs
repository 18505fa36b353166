//! Inputs to begin with, from the files of the project.

use std::path::{Path, PathBuf};

use proactive_testing::{mistakes, ui};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files below a folder whose name ends so, in order.
fn files(folder: &str, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).expect("a folder of the project");
        for entry in entries {
            let path = entry.expect("an entry of the folder").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(end) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).expect("a file of the project")
}

/// Sources: the examples, the scenarios, the cases of findings, and common mistakes.
pub(crate) fn texts() -> Vec<Vec<u8>> {
    let paths = ["examples", "tests/scenarios"].map(|folder| files(folder, ".proactive"));
    let mut texts: Vec<Vec<u8>> = paths.iter().flatten().map(|path| read(path)).collect();
    let cases = ui::texts(&root()).expect("the cases of findings");
    texts.extend(cases.into_iter().map(|(_, text)| text.into_bytes()));
    let (_, mistakes) = mistakes::read(&root()).expect("the pages of mistakes");
    // Each is the same workspace with another line: some are enough.
    let mistakes = mistakes.into_iter().step_by(20);
    texts.extend(mistakes.map(|mistake| mistake.before.into_bytes()));
    texts
}

/// The compiled examples.
pub(crate) fn configurations() -> Vec<Vec<u8>> {
    let paths = files("examples", "/proactive.json");
    paths.iter().map(|path| read(path)).collect()
}

/// Visits: see [`visits`](crate::visits).
pub(crate) fn visits() -> Vec<Vec<u8>> {
    let page = "https://www.northpeak.example/cart Your cart\n+30\no\nr\ne\n+1800\nl\n";
    let next = "https://www.northpeak.example/fr/panier\n+5\nd\nc\nhttps://example.com/\n+3600\n";
    (0..8)
        .map(|which| format!("{}0a{page}{next}{page}", char::from(b'0' + which)).into_bytes())
        .collect()
}
