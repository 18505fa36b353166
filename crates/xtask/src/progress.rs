//! What a long command prints while it runs.

use std::io::Write as _;

/// Prints a text as it is, at once.
#[allow(clippy::print_stdout, reason = "a long command shows its progress")]
pub(crate) fn announce(text: &str) {
    print!("{text}");
    // A log that is written to a pipe grows while the command runs.
    let _ = std::io::stdout().flush();
}
