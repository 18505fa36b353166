//! `cargo xtask editors`: the configuration for other editors, in those that run without a screen.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::editors::install;
use crate::tools::Tool;
use crate::{Failure, project};

/// An editor whose configuration can be tested.
#[derive(Debug, Clone, Copy)]
pub struct Client {
    /// What it is called on the command line.
    pub name: &'static str,
    /// Its folder below `editors/`.
    pub folder: &'static str,
    /// Where its program comes from.
    pub program: Source,
    /// What its test needs besides: the variable that names it, and where it comes from.
    pub needs: &'static [(&'static str, Source)],
}

/// Where a program comes from.
#[derive(Debug, Clone, Copy)]
pub enum Source {
    /// It is on `PATH`.
    Path(Tool),
    /// It is built or installed below `target/`, unless it is there.
    Target(fn() -> Result<PathBuf, Failure>),
}

impl Source {
    fn find(self) -> Result<PathBuf, Failure> {
        match self {
            Self::Path(tool) => tool.find(),
            Self::Target(make) => make(),
        }
    }
}

/// The language server.
const SERVER: (&str, Source) = (
    "PROACTIVE",
    Source::Target(|| project::build_proactive(false)),
);

/// The editors whose configuration is tested by running them.
pub const CLIENTS: &[Client] = &[
    Client {
        name: "neovim",
        folder: "neovim",
        program: Source::Path(Tool {
            programs: &["nvim"],
            package: "neovim",
        }),
        needs: &[SERVER],
    },
    // Where it can be had without a package of the system.
    #[cfg(all(target_os = "linux", target_arch = "x86_64"))]
    Client {
        name: "neovim-0.11",
        folder: "neovim",
        program: Source::Target(install::neovim),
        needs: &[SERVER],
    },
    Client {
        name: "vim",
        folder: "vim",
        program: Source::Path(Tool {
            programs: &["vim.nox", "vim.basic", "vim"],
            package: "vim-nox",
        }),
        needs: &[SERVER],
    },
    Client {
        name: "emacs",
        folder: "emacs",
        program: Source::Path(Tool {
            programs: &["emacs"],
            package: "emacs-nox",
        }),
        needs: &[SERVER],
    },
    Client {
        name: "kakoune",
        folder: "kakoune",
        program: Source::Path(Tool {
            programs: &["kak"],
            package: "kakoune",
        }),
        needs: &[SERVER, ("KAK_LSP", Source::Target(install::kak_lsp))],
    },
    Client {
        name: "kate",
        folder: "kate",
        program: Source::Path(Tool {
            programs: &["kate-syntax-highlighter", "ksyntaxhighlighter6"],
            package: "libkf5syntaxhighlighting-tools",
        }),
        needs: &[],
    },
];

/// Tests all of them; the later ones even when an earlier one failed.
///
/// # Errors
///
/// When an editor is missing, or its test fails.
pub fn all() -> Result<String, Failure> {
    let mut told = String::new();
    let mut failed = false;
    for client in CLIENTS {
        match test(client, None) {
            Ok(words) => told.push_str(&words),
            Err(words) => {
                failed = true;
                let _ = writeln!(told, "{}: {words}", client.name);
            }
        }
    }
    if failed { Err(told) } else { Ok(told) }
}

/// Tests the editor called `name`; with `program` in place of the one on `PATH`, for another version.
///
/// # Errors
///
/// When there is no such editor, it is missing on the machine, or its test fails.
pub fn one(name: &str, program: Option<&str>) -> Result<String, Failure> {
    let client = CLIENTS.iter().find(|client| client.name == name);
    let names: Vec<&str> = CLIENTS.iter().map(|client| client.name).collect();
    let client =
        client.ok_or_else(|| format!("no test of {name}; there are {}", names.join(", ")))?;
    test(client, program.map(Path::new))
}

/// Runs `editors/FOLDER/test/run PROGRAM`, which fails if the editor does not do what it should.
fn test(client: &Client, program: Option<&Path>) -> Result<String, Failure> {
    let program = match program {
        Some(program) => std::path::absolute(program)
            .map_err(|error| format!("{} is no path: {error}", program.display()))?,
        None => client.program.find()?,
    };
    let folder = project::root().join("editors").join(client.folder);
    let mut command = Command::new(folder.join("test/run"));
    command.arg(program).current_dir(&folder);
    for (variable, source) in client.needs {
        command.env(variable, source.find()?);
    }
    let output = project::output(&mut command)?;
    if output.status.success() {
        Ok(format!("{}: fine\n", client.name))
    } else {
        Err(format!(
            "the test failed ({})\n{}{}",
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        ))
    }
}
