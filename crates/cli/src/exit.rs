//! The exit codes of the command.

/// The exit code of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: no errors.
    Fine,
    /// 1: the source has errors, or a file is out of date.
    Findings,
    /// 2: the command line is invalid, or something could not be read or written.
    Failure,
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Fine => Self::SUCCESS,
            Exit::Findings => Self::from(1),
            Exit::Failure => Self::from(2),
        }
    }
}
