//! What packages contain: the binary, and what it generates or needs with it.

use std::path::Path;
use std::process::Command;

use jiff::Timestamp;

use crate::editors::notices;
use crate::package::about::homepage;
use crate::package::platform::Platform;
use crate::project::{self, Profile};
use crate::stamp::{self, Stamp};
use crate::{Failure, tools};

/// Everything that goes into packages.
#[derive(Debug, Clone)]
pub struct Contents {
    /// The platform that the binary runs on.
    pub platform: Platform,
    /// The source of the binary.
    pub stamp: Stamp,
    /// The binary, built as shipped.
    pub program: Vec<u8>,
    /// A page about the package, in Markdown.
    pub readme: String,
    /// The licenses of the project and of the code that is linked into the binary.
    pub licenses: Vec<File>,
    /// A script for each shell.
    pub completions: Vec<Completion>,
    /// The pages of the manual, in the format of `man`.
    pub pages: Vec<File>,
}

/// A file of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path in the package, with slashes.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it is executable.
    pub is_program: bool,
}

impl File {
    /// A file that is not executable.
    #[must_use]
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> File {
        File {
            path: path.into(),
            bytes: bytes.into(),
            is_program: false,
        }
    }

    /// A program.
    #[must_use]
    pub fn program(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> File {
        File {
            is_program: true,
            ..File::new(path, bytes)
        }
    }

    /// The file in a folder.
    #[must_use]
    pub fn below(&self, folder: &str) -> File {
        File {
            path: format!("{folder}/{}", self.path),
            ..self.clone()
        }
    }
}

/// A shell, and where its completions are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shell {
    /// Its name for `proactive completions`.
    pub name: &'static str,
    /// The file name that the shell expects.
    pub file: &'static str,
    /// The path in packages of Debian, if Debian has a place for the shell.
    pub debian: Option<&'static str>,
}

/// Every shell that has completions.
pub const SHELLS: [Shell; 5] = [
    Shell {
        name: "bash",
        file: "proactive.bash",
        debian: Some("usr/share/bash-completion/completions/proactive"),
    },
    Shell {
        name: "zsh",
        file: "_proactive",
        debian: Some("usr/share/zsh/vendor-completions/_proactive"),
    },
    Shell {
        name: "fish",
        file: "proactive.fish",
        debian: Some("usr/share/fish/vendor_completions.d/proactive.fish"),
    },
    Shell {
        name: "elvish",
        file: "proactive.elv",
        debian: None,
    },
    Shell {
        name: "powershell",
        file: "_proactive.ps1",
        debian: None,
    },
];

/// The script that completes arguments in a shell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The shell.
    pub shell: Shell,
    /// The script.
    pub script: Vec<u8>,
}

/// The page that is in every package, with the placeholders `HOMEPAGE` and `VERSION`.
const README: &str = include_str!("README.md");

impl Contents {
    /// Builds the binary as shipped, and collects everything.
    ///
    /// # Errors
    ///
    /// When there are no packages for this platform, the project is not a Git checkout, or
    /// something does not build.
    pub fn collect() -> Result<Contents, Failure> {
        let platform = Platform::current()?;
        let stamp = stamp::stamp()?.ok_or("packages are built from a checkout of Git only")?;
        let program = project::build_proactive(Profile::Dist)?;
        Ok(Contents {
            platform,
            stamp,
            readme: README
                .replace("HOMEPAGE", &homepage()?)
                .replace("VERSION", stamp::VERSION),
            licenses: licenses()?,
            completions: completions(&program)?,
            pages: pages(&program)?,
            program: std::fs::read(&program)
                .map_err(|error| format!("{} can't be read: {error}", program.display()))?,
        })
    }

    /// The modification time of all files in packages.
    #[must_use]
    pub fn time(&self) -> Timestamp {
        self.stamp.time
    }
}

fn licenses() -> Result<Vec<File>, Failure> {
    let mut files = Vec::new();
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        files.push(File::new(name, project::read(&project::root().join(name))?));
    }
    files.push(File::new(notices::FILE, notices::text(&[])?));
    Ok(files)
}

fn completions(program: &Path) -> Result<Vec<Completion>, Failure> {
    SHELLS
        .into_iter()
        .map(|shell| {
            let output = project::output(Command::new(program).args(["completions", shell.name]))?;
            match output.status.success() && !output.stdout.is_empty() {
                true => Ok(Completion {
                    shell,
                    script: output.stdout,
                }),
                false => Err(format!("there are no completions for {}", shell.name)),
            }
        })
        .collect()
}

fn pages(program: &Path) -> Result<Vec<File>, Failure> {
    let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let mut man = Command::new(program);
    tools::run(man.args(["--quiet", "man", "-o"]).arg(folder.path()))?;
    let entries = std::fs::read_dir(folder.path()).map_err(|error| error.to_string())?;
    let mut pages = Vec::new();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        pages.push(File::new(name, project::read(&entry.path())?));
    }
    pages.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(pages)
}
