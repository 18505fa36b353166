//! Programs for the tests of editors that no Debian has: they are installed once, below `target/`.

use std::path::PathBuf;

use crate::{Failure, lsp_client, project, tools};

/// The last version of kak-lsp for the Kakoune of 2022, which is Debian's.
const KAK_LSP: &str = "15.0.1";

/// kak-lsp, by which Kakoune speaks with language servers. To compile it takes some minutes.
///
/// Its lock file is not used, because one of the crates there is too old for today's compiler.
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
        // Without the lines of its sources it is a fifth of the size, and built sooner.
        tools::run(command.env("CARGO_PROFILE_DEV_DEBUG", "0"))?;
        std::fs::remove_dir_all(&build)
            .map_err(|error| format!("{} can't be removed: {error}", build.display()))?;
    }
    Ok(program)
}

/// Neovim 0.11, from a package of Python that has nothing but its program; that of Debian is older.
///
/// # Errors
///
/// When it can't be installed; there is none for other platforms than Linux on x86-64.
pub fn neovim() -> Result<PathBuf, Failure> {
    let folder = lsp_client::python("neovim-0.11", &project::root().join("editors/neovim/test"))?;
    Ok(folder.join("nvim"))
}
