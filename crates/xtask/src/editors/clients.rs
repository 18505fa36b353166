//! `cargo xtask editors`: the configuration for other editors, in those that run without a screen.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use crate::editors::tools::Tool;
use crate::{Failure, house};

/// An editor whose configuration can be tested.
#[derive(Debug, Clone, Copy)]
pub struct Client {
    /// Its folder below `editors/`.
    pub name: &'static str,
    /// The program.
    pub tool: Tool,
    /// Whether its test talks with the language server.
    pub server: bool,
}

/// The editors whose configuration is tested by running them.
///
/// Kakoune speaks with a server by a program of its own, kak-lsp, which no Debian has and which takes
/// minutes to build: of Kakoune the colours are tested.
pub const CLIENTS: [Client; 4] = [
    Client {
        name: "neovim",
        tool: Tool {
            programs: &["nvim"],
            package: "neovim",
        },
        server: true,
    },
    Client {
        name: "vim",
        tool: Tool {
            programs: &["vim.nox", "vim.basic", "vim"],
            package: "vim-nox",
        },
        server: true,
    },
    Client {
        name: "emacs",
        tool: Tool {
            programs: &["emacs"],
            package: "emacs-nox",
        },
        server: true,
    },
    Client {
        name: "kakoune",
        tool: Tool {
            programs: &["kak"],
            package: "kakoune",
        },
        server: false,
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
    let client = CLIENTS.into_iter().find(|client| client.name == name);
    let names: Vec<&str> = CLIENTS.iter().map(|client| client.name).collect();
    let client =
        client.ok_or_else(|| format!("no test of {name}; there are {}", names.join(", ")))?;
    test(client, program.map(Path::new))
}

/// Runs `editors/NAME/test/run PROGRAM`, which fails if the editor does not do what it should; the
/// server is the program that the variable `PROACTIVE` names.
fn test(client: Client, program: Option<&Path>) -> Result<String, Failure> {
    let program = match program {
        Some(program) => std::path::absolute(program)
            .map_err(|error| format!("{} is no path: {error}", program.display()))?,
        None => client.tool.find()?,
    };
    let folder = house::root().join("editors").join(client.name);
    let mut command = Command::new(folder.join("test/run"));
    command.arg(program).current_dir(&folder);
    if client.server {
        command.env("PROACTIVE", house::build_proactive(false)?);
    }
    let output = house::output(&mut command)?;
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
