//! What `proactive --version` of a package reports: the version, the commit and its date.

use std::fmt;
use std::process::Command;

use jiff::Timestamp;

use crate::{Failure, project};

/// The environment variable that the binary reads its version from when it is compiled.
pub const VARIABLE: &str = "PROACTIVE_VERSION";

/// The version of the workspace.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The source of a build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The abbreviated hash of the commit.
    pub commit: String,
    /// Whether tracked files differ from the commit.
    pub is_modified: bool,
    /// The time of the commit, or `SOURCE_DATE_EPOCH`. Files in packages have it, too.
    pub time: Timestamp,
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (commit, date) = (&self.commit, self.time.strftime("%Y-%m-%d"));
        let modified = if self.is_modified { ", modified" } else { "" };
        write!(f, "{VERSION} ({commit} {date}{modified})")
    }
}

/// The stamp of the checked-out commit. `None` if the project is not a Git checkout.
///
/// # Errors
///
/// When the commit can't be read, or `SOURCE_DATE_EPOCH` is not a number of seconds.
pub fn stamp() -> Result<Option<Stamp>, Failure> {
    let Some(head) = git(&["log", "-1", "--format=%h %ct", "--abbrev=9"]) else {
        return Ok(None);
    };
    let (commit, seconds) = head
        .split_once(' ')
        .ok_or_else(|| format!("Git describes the commit as `{head}`"))?;
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(epoch) => epoch,
        Err(_) => seconds.to_owned(),
    };
    let changes = git(&["status", "--porcelain", "--untracked-files=no"]);
    Ok(Some(Stamp {
        commit: commit.to_owned(),
        is_modified: changes.is_none_or(|changes| !changes.is_empty()),
        time: moment(&seconds)?,
    }))
}

fn moment(seconds: &str) -> Result<Timestamp, Failure> {
    seconds
        .parse()
        .ok()
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .ok_or_else(|| format!("`{seconds}` is not a number of seconds since 1970"))
}

/// The output of Git. `None` if it is not installed or fails.
fn git(arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(project::root()).args(arguments);
    let output = project::output(&mut command).ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    output.status.success().then(|| text.trim_end().to_owned())
}
