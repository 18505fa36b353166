//! What a command asks to be loaded.

use std::path::{Path, PathBuf};

use crate::args::InputArguments;

/// The path that stands for standard input.
pub(super) const STDIN: &str = "-";

/// The paths to load, and how.
pub(crate) struct Request<'r> {
    /// The current folder.
    pub(crate) folder: &'r Path,
    /// The paths of the command line.
    pub(crate) paths: &'r [PathBuf],
    /// The flags of the command line.
    pub(crate) input: &'r InputArguments,
    /// Whether a named file is included even if its workspace excludes it.
    pub(crate) named_always: bool,
}

impl Request<'_> {
    /// Rejects contradictory flags; the error is a sentence.
    pub(crate) fn validate(&self) -> Result<(), String> {
        let from_stdin = self.paths.iter().any(|path| path.as_os_str() == STDIN);
        if self.input.stdin_filename.is_some() && !from_stdin {
            return Err("`--stdin-filename` requires `-` as the path".into());
        }
        Ok(())
    }
}
