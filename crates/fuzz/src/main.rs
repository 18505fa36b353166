//! `fuzz-seeds TARGET FOLDER`: writes the seeds of a target to a folder, one file each.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use proactive_fuzz::TARGETS;

#[allow(clippy::print_stderr, reason = "a command prints")]
fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [name, folder] = words.as_slice() else {
        eprintln!("give the target and the folder");
        return ExitCode::from(2);
    };
    match write(name, Path::new(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn write(name: &str, folder: &Path) -> Result<(), String> {
    let mut targets = TARGETS.iter();
    let target = targets.find(|target| target.name == name);
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    let target = target.ok_or_else(|| format!("the targets are {}", names.join(", ")))?;
    let failed = |error| format!("{}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(failed)?;
    for (number, seed) in (target.seeds)().iter().enumerate() {
        fs::write(folder.join(format!("seed-{number:04}")), seed).map_err(failed)?;
    }
    Ok(())
}
