//! `proactive lsp`, over real pipes.

mod client;
mod lifecycle;
mod model;
#[cfg(unix)]
mod names;

use std::path::PathBuf;

use proactive_testing::Fixture;
use tempfile::TempDir;

/// A folder with the files of a fixture, and its path without links.
fn folder(fixture: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let root = folder.path().canonicalize().expect("its path");
    Fixture::parse(fixture).write_to(&root).expect("its files");
    (folder, root)
}
