//! `cargo xtask editors`: the configuration for other editors, in those that run without a screen.

use std::fmt::Write as _;
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
}

/// The editors whose configuration is tested by running them.
pub const CLIENTS: [Client; 4] = [
    Client {
        name: "neovim",
        tool: Tool {
            programs: &["nvim"],
            package: "neovim",
        },
    },
    Client {
        name: "vim",
        tool: Tool {
            programs: &["vim.nox", "vim.basic", "vim"],
            package: "vim-nox",
        },
    },
    Client {
        name: "emacs",
        tool: Tool {
            programs: &["emacs"],
            package: "emacs-nox",
        },
    },
    Client {
        name: "kakoune",
        tool: Tool {
            programs: &["kak"],
            package: "kakoune",
        },
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
        match test(client) {
            Ok(words) => told.push_str(&words),
            Err(words) => {
                failed = true;
                let _ = writeln!(told, "{}: {words}", client.name);
            }
        }
    }
    if failed { Err(told) } else { Ok(told) }
}

/// Tests the editor called `name`.
///
/// # Errors
///
/// When there is no such editor, it is missing on the machine, or its test fails.
pub fn one(name: &str) -> Result<String, Failure> {
    let client = CLIENTS.into_iter().find(|client| client.name == name);
    let names: Vec<&str> = CLIENTS.iter().map(|client| client.name).collect();
    test(client.ok_or_else(|| format!("no test of {name}; there are {}", names.join(", ")))?)
}

/// Runs `editors/NAME/test/run PROGRAM`, which fails if the editor does not do what it should.
fn test(client: Client) -> Result<String, Failure> {
    let program = client.tool.find()?;
    let folder = house::root().join("editors").join(client.name);
    let mut command = Command::new(folder.join("test/run"));
    command.arg(program).current_dir(&folder);
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
