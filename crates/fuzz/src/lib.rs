//! What must hold for any input, as functions of bytes.
//!
//! A [`Target`] takes any bytes and panics if something does not hold. `tests/fuzz` runs the targets
//! with libFuzzer, which looks for bytes that reach new code: `cargo xtask fuzz TARGET`. The tests of
//! this crate run each target with a fixed number of damaged seeds, and with all inputs that fuzzing
//! once found, which are in `tests/fuzz/finds`.

#![allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::panic,
    reason = "a target reports a fault with a panic"
)]

mod configuration;
mod seeds;
mod text;
mod visits;

/// Something that must hold for any bytes.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Its name, which is also that of its file in `tests/fuzz/fuzz_targets`.
    pub name: &'static str,
    /// Checks that it holds. It panics if not.
    pub check: fn(&[u8]),
    /// Inputs to begin with. They are read from the project's own files.
    pub seeds: fn() -> Vec<Vec<u8>>,
}

/// All targets.
pub const TARGETS: &[Target] = &[
    Target {
        name: "parse",
        check: text::parse,
        seeds: seeds::texts,
    },
    Target {
        name: "format",
        check: text::format,
        seeds: seeds::texts,
    },
    Target {
        name: "check",
        check: text::check,
        seeds: seeds::texts,
    },
    Target {
        name: "fix",
        check: text::fix,
        seeds: seeds::texts,
    },
    Target {
        name: "compile",
        check: text::compile,
        seeds: seeds::texts,
    },
    Target {
        name: "import",
        check: configuration::import,
        seeds: seeds::configurations,
    },
    Target {
        name: "visits",
        check: visits::check,
        seeds: seeds::visits,
    },
];

/// Checks one input of a target, by its name.
///
/// # Panics
///
/// If the input breaks what must hold, or there is no such target.
pub fn check(name: &str, input: &[u8]) {
    let mut targets = TARGETS.iter();
    let target = targets.find(|target| target.name == name);
    (target.expect("a target").check)(input);
}
