//! `cargo xtask editors`: the configuration for other editors, in those that run without a screen.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Failure;
use crate::editors::install;
use crate::project::{self, Profile};
use crate::tools::{
    EGLOT, EMACS, KAKOUNE, KATE, NEOVIM, NODE, PS, PYTHON, PYTHON_VENV, Tool, VIM, VIM_ALE,
};

/// An editor whose configuration can be tested.
#[derive(Debug, Clone, Copy)]
pub struct Editor {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its folder below `editors/`.
    pub folder: &'static str,
    /// The program that runs.
    pub program: Program,
    /// Other tools that its test needs.
    pub tools: &'static [Tool],
    /// Programs that are built for its test, each with the environment variable that names it.
    pub builds: &'static [(&'static str, Build)],
}

/// Builds or downloads a program below `target/`, unless that was done before.
type Build = fn() -> Result<PathBuf, Failure>;

/// Where the program of an editor comes from.
#[derive(Debug, Clone, Copy)]
pub enum Program {
    /// It is installed on the system.
    Installed(Tool),
    /// It is downloaded below `target/`.
    Downloaded(Build),
}

/// The language server.
const SERVER: (&str, Build) = ("PROACTIVE", || project::build_proactive(Profile::Dev));

/// The editors whose configuration is tested by running them.
pub const EDITORS: &[Editor] = &[
    Editor {
        name: "neovim",
        folder: "neovim",
        program: Program::Installed(NEOVIM),
        tools: &[PS],
        builds: &[SERVER],
    },
    // On other platforms there is no package to download it from.
    #[cfg(all(target_os = "linux", target_arch = "x86_64"))]
    Editor {
        name: "neovim-0.11",
        folder: "neovim",
        program: Program::Downloaded(install::neovim),
        tools: &[PYTHON, PYTHON_VENV, PS],
        builds: &[SERVER],
    },
    Editor {
        name: "vim",
        folder: "vim",
        program: Program::Installed(VIM),
        tools: &[VIM_ALE, PS],
        builds: &[SERVER],
    },
    Editor {
        name: "emacs",
        folder: "emacs",
        program: Program::Installed(EMACS),
        tools: &[EGLOT, PS],
        builds: &[SERVER],
    },
    Editor {
        name: "kakoune",
        folder: "kakoune",
        program: Program::Installed(KAKOUNE),
        tools: &[NODE, PS],
        builds: &[SERVER, ("KAK_LSP", install::kak_lsp)],
    },
    Editor {
        name: "kate",
        folder: "kate",
        program: Program::Installed(KATE),
        tools: &[NODE],
        builds: &[],
    },
];

impl Editor {
    /// The tools that its test needs.
    #[must_use]
    pub fn needs(&self) -> Vec<Tool> {
        let program = match self.program {
            Program::Installed(tool) => Some(tool),
            Program::Downloaded(_) => None,
        };
        program
            .into_iter()
            .chain(self.tools.iter().copied())
            .collect()
    }
}

/// Tests all of them, also after one failed.
///
/// # Errors
///
/// When an editor is missing, or its test fails.
pub fn all() -> Result<String, Failure> {
    let mut report = String::new();
    let mut failed = false;
    for editor in EDITORS {
        match test(editor, None) {
            Ok(text) => report.push_str(&text),
            Err(text) => {
                failed = true;
                let _ = writeln!(report, "{}: {text}", editor.name);
            }
        }
    }
    if failed { Err(report) } else { Ok(report) }
}

/// Tests the editor called `name`, with `program` in place of the one on `PATH` if it is given.
///
/// # Errors
///
/// When there is no such editor, a tool is missing, or its test fails.
pub fn one(name: &str, program: Option<&str>) -> Result<String, Failure> {
    let editor = EDITORS.iter().find(|editor| editor.name == name);
    let names: Vec<&str> = EDITORS.iter().map(|editor| editor.name).collect();
    let editor = editor.ok_or_else(|| {
        format!(
            "there is no test for {name}. Use one of {}",
            names.join(", ")
        )
    })?;
    test(editor, program.map(Path::new))
}

/// Runs `editors/FOLDER/test/run PROGRAM`, which fails if the editor does not do what it should.
///
/// # Errors
///
/// When a tool is missing, or the test fails.
pub fn test(editor: &Editor, program: Option<&Path>) -> Result<String, Failure> {
    for tool in editor.tools {
        tool.require()?;
    }
    let program = match (program, editor.program) {
        (Some(program), _) => std::path::absolute(program)
            .map_err(|error| format!("{} is not a path: {error}", program.display()))?,
        (None, Program::Installed(tool)) => tool.find()?,
        (None, Program::Downloaded(download)) => download()?,
    };
    let folder = project::root().join("editors").join(editor.folder);
    let mut command = Command::new(folder.join("test/run"));
    command.arg(program).current_dir(&folder);
    for (variable, build) in editor.builds {
        command.env(variable, build()?);
    }
    let output = project::output(&mut command)?;
    if output.status.success() {
        Ok(format!("{}: passed\n", editor.name))
    } else {
        Err(format!(
            "the test failed ({})\n{}{}",
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        ))
    }
}
