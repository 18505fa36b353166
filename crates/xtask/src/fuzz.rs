//! `cargo xtask fuzz`: looks for inputs that break what must hold for any input, with libFuzzer.

use std::process::Command;

use crate::{Failure, project, tools};

/// The longest input, in bytes. Long ones take long and reach little that short ones don't.
const MAX_BYTES: u32 = 16_384;

/// The longest time for an input, in seconds.
const MAX_SECONDS: u32 = 20;

/// Runs a target with `runs` inputs. The corpus stays in `target`, so that the next run goes on from
/// there.
///
/// # Errors
///
/// When cargo-fuzz is not installed, or with the input that was found.
pub fn run(target: &str, runs: u64) -> Result<String, Failure> {
    let corpus = project::root().join("target/fuzz-corpus").join(target);
    let mut seeds = project::cargo();
    seeds.args(["run", "--quiet", "--package", "proactive-fuzz", "--"]);
    tools::run(seeds.arg(target).arg(&corpus))?;
    let mut fuzz = Command::new("cargo");
    fuzz.current_dir(project::root())
        .args(["fuzz", "run", "--fuzz-dir", "tests/fuzz"])
        // Code without `unsafe` gives the sanitizers nothing to find, and they need a nightly compiler.
        .args(["--sanitizer", "none", target])
        .arg(&corpus)
        .arg("--")
        .args([
            format!("-runs={runs}"),
            format!("-max_len={MAX_BYTES}"),
            format!("-timeout={MAX_SECONDS}"),
            "-print_final_stats=1".to_owned(),
        ]);
    tools::run(&mut fuzz).map_err(|error| {
        format!(
            "{error}\ncargo-fuzz is needed (`cargo install cargo-fuzz`). What it found is in \
             tests/fuzz/artifacts/{target}: fix the fault, and keep the input in \
             tests/fuzz/finds/{target}"
        )
    })?;
    Ok(String::new())
}
