//! `runtime-equal SCRIPT STEPS SEED [--first]`: compares the runtime with the engine, and reports the
//! smallest visit that differs or, with `--first`, the first one. The exit code is 1 if they differ and 2
//! if the comparison fails. `cargo xtask runtime-equal` builds the script and runs it.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use proactive_equality::{Peer, compare};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (script, steps, seed, shrinks) = match words.as_slice() {
        [script, steps, seed] => (script, steps, seed, true),
        [script, steps, seed, flag] if flag == "--first" => (script, steps, seed, false),
        _ => return failed("give the script, the number of steps and the seed"),
    };
    let (Ok(steps), Ok(seed)) = (steps.parse(), seed.parse()) else {
        return failed("the number of steps and the seed are integers");
    };
    run(script, steps, seed, shrinks).unwrap_or_else(|error| failed(&error))
}

#[allow(clippy::print_stdout, reason = "a command prints")]
fn run(script: &str, steps: usize, seed: u64, shrinks: bool) -> Result<ExitCode, String> {
    let mut peer = Peer::start(Path::new(script))?;
    let mut shown = Instant::now();
    let begun = shown;
    let progress = |done: usize| {
        if shown.elapsed().as_secs() >= 10 {
            shown = Instant::now();
            println!("{done} steps");
        }
    };
    match compare(&mut peer, steps, seed, shrinks, progress)? {
        None => {
            let seconds = begun.elapsed().as_secs_f64();
            println!("{steps} steps without a difference in {seconds:.1} s (seed {seed})");
            Ok(ExitCode::SUCCESS)
        }
        Some(difference) => {
            println!("the runtime and the engine differ (seed {seed})\n{difference}");
            Ok(ExitCode::FAILURE)
        }
    }
}

#[allow(clippy::print_stderr, reason = "a command prints")]
fn failed(error: &str) -> ExitCode {
    eprintln!("{error}");
    ExitCode::from(2)
}
