//! `cargo xtask test`: all that must hold before a change is done.

use std::fmt::Write as _;
use std::time::Instant;

use crate::{Failure, editors, project, soak};

const STEPS: [(&str, &[&str]); 4] = [
    ("the formatting", &["fmt", "--all", "--check"]),
    (
        "the lints",
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
    ),
    ("the tests", &["test", "--workspace", "--no-fail-fast"]),
    ("the language server", &["xtask", "lsp"]),
];

/// Runs all steps, the later ones even when an earlier one failed, and sums up what ran.
///
/// # Errors
///
/// When a step failed.
pub fn run() -> Result<String, Failure> {
    let mut summary = String::from("\nWhat ran:\n");
    let mut failed = false;
    for (subject, arguments) in STEPS {
        let words = format!("cargo {}", arguments.join(" "));
        announce(&format!("\n== {subject}: {words}\n"));
        let start = Instant::now();
        let status = project::cargo()
            .args(arguments)
            .env(soak::SEED, "1")
            .status()
            .map_err(|error| format!("{words} can't be started: {error}"))?;
        failed |= !status.success();
        let _ = writeln!(
            summary,
            "  {} {words} ({:.0} s)",
            if status.success() { "ok    " } else { "FAILED" },
            start.elapsed().as_secs_f64()
        );
    }
    for (chore, run) in editors::ALL {
        announce(&format!("\n== the editors: cargo xtask {chore}\n"));
        let start = Instant::now();
        let done = run();
        let fine = done.is_ok();
        failed |= !fine;
        announce(done.as_deref().unwrap_or_else(|words| words));
        let _ = writeln!(
            summary,
            "  {} cargo xtask {chore} ({:.0} s)",
            if fine { "ok    " } else { "FAILED" },
            start.elapsed().as_secs_f64()
        );
    }
    if failed { Err(summary) } else { Ok(summary) }
}

#[allow(clippy::print_stdout, reason = "a long chore says what it is at")]
fn announce(words: &str) {
    print!("{words}");
}
