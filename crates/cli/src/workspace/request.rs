//! What a command asks to be loaded.

use std::path::{Path, PathBuf};

use crate::args::InputArguments;

/// The path that stands for standard input.
pub(super) const STDIN: &str = "-";

/// Where to look, and what to look for.
pub(crate) struct Request<'r> {
    /// The current folder.
    pub(crate) folder: &'r Path,
    /// The paths of the command line.
    pub(crate) paths: &'r [PathBuf],
    /// The flags of the command line.
    pub(crate) input: &'r InputArguments,
    /// Whether a file that is named counts even if its workspace leaves it out.
    pub(crate) named_always: bool,
}

impl Request<'_> {
    /// Why it cannot be meant, if it cannot.
    pub(crate) fn validate(&self) -> Result<(), String> {
        let from_stdin = self.paths.iter().any(|path| path.as_os_str() == STDIN);
        if self.input.stdin_filename.is_some() && !from_stdin {
            return Err(
                "`--stdin-filename` says what standard input stands for: it needs `-` as \
                        the path"
                    .into(),
            );
        }
        Ok(())
    }
}
