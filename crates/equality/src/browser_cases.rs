//! `browser-cases FILE`: writes the scenarios that can run in a browser as JSON.
//! `runtime/test/browser/scenarios.test.ts` reads them; `cargo xtask runtime` writes them before.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use proactive_equality::browser_cases;

#[allow(clippy::print_stderr, reason = "a command prints")]
fn main() -> ExitCode {
    let words: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let written = match words.as_slice() {
        [file] => write(file),
        _ => Err("give the file to write".to_owned()),
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write(file: &Path) -> Result<(), String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios");
    let (cases, _) = browser_cases(&folder)?;
    let json = serde_json::to_string(&cases).map_err(|error| error.to_string())?;
    std::fs::write(file, json).map_err(|error| format!("{}: {error}", file.display()))
}
