//! What a command asks to be loaded.

use std::path::{Path, PathBuf};

use crate::args::InputArguments;
use crate::env::Stdin;
use crate::output_file::{InputFile, InputRole};

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
    pub(crate) extent: Extent,
}

/// What a command looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// The named files and folders. A named file is included even if its workspace excludes it, and
    /// a folder that is in no workspace stands for the workspaces below it.
    Named,
    /// The whole workspace of the named path.
    Workspace,
}

impl Request<'_> {
    /// Whether standard input is among the paths.
    pub(crate) fn reads_stdin(&self) -> bool {
        self.paths.iter().any(|path| path.as_os_str() == STDIN)
    }

    /// The file that standard input comes from, if it is read and is a plain file.
    pub(crate) fn stdin_file<'i>(&self, stdin: &'i Stdin<'_>) -> Option<InputFile<'i>> {
        InputFile::of_stdin(stdin, InputRole::Source).filter(|_| self.reads_stdin())
    }

    /// Rejects contradictory flags; the error is a sentence.
    pub(crate) fn validate(&self) -> Result<(), String> {
        if self.input.stdin_filename.is_some() && !self.reads_stdin() {
            return Err("`--stdin-filename` requires `-` as the path".into());
        }
        Ok(())
    }
}
