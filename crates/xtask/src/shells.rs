//! `cargo xtask shells`: the completions in real shells, and the manual drawn by `man`.

use std::path::Path;
use std::process::Command;

use crate::Failure;
use crate::project::{self, Profile};
use crate::tools::{BASH, FISH, MAN, Tool, ZSH};

/// The programs that are run.
pub const NEEDS: &[Tool] = &[BASH, ZSH, FISH, MAN];

/// Sources the script of bash, and asks for what can follow the words of a command line.
const IN_BASH: &str = r#"
source <(proactive completions bash)
COMP_WORDS=(proactive simulate https://x.example --message ""); COMP_CWORD=4; COMP_TYPE=9
_clap_complete_proactive proactive
echo "${COMPREPLY[@]}"
"#;

/// Presses Tab in an interactive zsh that runs in a pseudoterminal.
const IN_ZSH: &str = r#"
( sleep 60; kill $$ ) > /dev/null 2>&1 &
zmodload zsh/zpty
zpty -b shell zsh -f -i
zpty -w shell 'PS1=; autoload -U compinit; compinit -u -D; source <(proactive completions zsh); bindkey "^I" complete-word; echo BEGIN'
zpty -r -m shell line '*BEGIN*BEGIN*'
zpty -w -n shell $'proactive simulate https://x.example --message free\t'
zpty -r -m shell line '*free_shipping*'
print -r -- "$line"
zpty -d shell
kill $!
"#;

const IN_FISH: &str = r#"
proactive completions fish | source
complete -C "proactive simulate https://x.example --message "
"#;

/// Completes the names of messages in each shell, in an example, and draws every page of the manual.
///
/// # Errors
///
/// When a shell does not offer the messages, or `man` complains about a page.
pub fn check() -> Result<String, Failure> {
    let proactive = project::build_proactive(Profile::Dev)?;
    let folder = proactive.parent().ok_or("the binary is in no folder")?;
    for (tool, arguments, script) in [
        (BASH, &["--norc", "-c"][..], IN_BASH),
        (ZSH, &["-f", "-c"], IN_ZSH),
        (FISH, &["--no-config", "-c"], IN_FISH),
    ] {
        let mut shell = Command::new(tool.find()?);
        shell
            .args(arguments)
            .arg(script)
            .current_dir(project::root().join("examples/outdoor-shop"));
        let said = output(&mut shell, folder)?;
        if !said.contains("free_shipping") {
            return Err(format!(
                "{} does not complete the names of messages:\n{said}",
                tool.name
            ));
        }
    }
    let pages = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let mut man = Command::new(&proactive);
    man.args(["--quiet", "man", "-o"]).arg(pages.path());
    output(&mut man, folder)?;
    let mut count = 0;
    let entries = std::fs::read_dir(pages.path()).map_err(|error| error.to_string())?;
    for entry in entries.flatten() {
        let mut man = Command::new(MAN.find()?);
        man.args(["--warnings=all", "-l"]).arg(entry.path());
        let drawn = output(man.env("MANPAGER", "cat").env("LC_ALL", "C.UTF-8"), folder)?;
        if !drawn.contains("SYNOPSIS") || drawn.contains("warning:") {
            return Err(format!(
                "{} is not a page:\n{drawn}",
                entry.path().display()
            ));
        }
        count += 1;
    }
    Ok(format!(
        "bash, zsh and fish complete names of messages; man draws {count} pages\n"
    ))
}

/// Everything that a program prints, with the command first on `PATH`.
fn output(command: &mut Command, folder: &Path) -> Result<String, Failure> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder.to_owned()).chain(std::env::split_paths(&path));
    let path = std::env::join_paths(folders).map_err(|error| error.to_string())?;
    let output = project::output(command.env("PATH", path))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr))
}
