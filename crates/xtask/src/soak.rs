//! `cargo xtask soak`: the tests with other random input than the last time.
//!
//! `cargo xtask test` draws the same input each time, so that what it says of a change is said of
//! the change. What that input does not meet is looked for here.

use std::fmt::Write as _;
use std::hash::{BuildHasher, RandomState};

use crate::{Failure, project};

/// The variable by which proptest takes where its input begins.
pub const SEED: &str = "PROPTEST_RNG_SEED";

/// Runs the tests `rounds` times, each time with new input.
///
/// # Errors
///
/// When a test failed, with the seeds that bring it back.
pub fn run(rounds: u32) -> Result<String, Failure> {
    let mut failed = String::new();
    for round in 1..=rounds {
        let seed = RandomState::new().hash_one(round);
        let status = project::cargo()
            .args(["test", "--quiet", "--workspace", "--exclude", "xtask"])
            .arg("--no-fail-fast")
            .env(SEED, seed.to_string())
            .status()
            .map_err(|error| format!("cargo test can't be started: {error}"))?;
        if !status.success() {
            let _ = write!(failed, "\n  {SEED}={seed} cargo test --workspace");
        }
    }
    match failed.is_empty() {
        true => Ok(format!(
            "{rounds} rounds, each with other input: all held\n"
        )),
        false => Err(format!("Something did not hold:{failed}")),
    }
}
