//! What all packages say about the project.

use crate::Failure;

/// The name of the package on npm and PyPI, and the scope of the npm packages. Another project
/// already uses the name of the command.
pub const NAME: &str = "proactive-lang";

/// What the package is, in one line.
pub const DESCRIPTION: &str =
    "A compiler, linter and test runner for the proactive messages of chat widgets";

/// Where the documentation is published: `homepage` in `Cargo.toml`.
///
/// # Errors
///
/// When it is not set.
pub fn homepage() -> Result<String, Failure> {
    let homepage = env!("CARGO_PKG_HOMEPAGE");
    match homepage.is_empty() {
        true => Err("Cargo.toml has no homepage".to_owned()),
        false => Ok(homepage.to_owned()),
    }
}
