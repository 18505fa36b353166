//! `cargo xtask soak`: the tests with new random input.
//!
//! `cargo xtask test` uses the same input each time, so that a new failure is due to the change
//! under test. This command searches for failures that other input reveals.

use std::fmt::Write as _;
use std::hash::{BuildHasher, RandomState};

use crate::{Failure, project};

/// The environment variable that seeds the input of proptest.
pub const SEED: &str = "PROPTEST_RNG_SEED";

/// Runs the tests `rounds` times, each time with new input.
///
/// # Errors
///
/// When a test failed: the seeds that reproduce it.
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
            "all tests passed in {rounds} rounds, each with new input\n"
        )),
        false => Err(format!("some tests failed. To reproduce:{failed}")),
    }
}
