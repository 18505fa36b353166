//! `cargo xtask grammar`: the code of the parser, from the grammar.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use proactive_codegen::generate;

use crate::{Failure, project};

/// The grammar of the language.
pub const GRAMMAR: &str = "grammar/proactive.pest";

/// The generated modules.
const FOLDER: &str = "crates/syntax/src/grammar";

/// What every generated file begins with, after the line that says what it is.
const NOTE: &str = "//!\n\
    //! Generated from `grammar/proactive.pest` by `cargo xtask grammar`; do not edit.\n\n";

/// Generates the modules: their paths and texts.
///
/// # Errors
///
/// When the grammar can't be read or is not supported, or `rustfmt` does not run.
pub fn modules(root: &Path) -> Result<[(String, String); 2], Failure> {
    let grammar = project::read(&root.join(GRAMMAR))?;
    let parser = generate(&grammar).map_err(|error| format!("{GRAMMAR}: {error}"))?;
    let scan = format!(
        "//! How far each rule of the grammar reaches.\n{NOTE}\
         use super::matchers::*;\n\n{}",
        parser.scan
    );
    let nodes = format!(
        "//! The rules of the grammar that write nodes.\n{NOTE}\
         use super::matchers::*;\nuse super::scan;\nuse crate::kind::SyntaxKind;\nuse crate::tree::TreeBuilder;\n\n{}",
        parser.nodes
    );
    Ok([
        (format!("{FOLDER}/scan.rs"), formatted(&scan)?),
        (format!("{FOLDER}/nodes.rs"), formatted(&nodes)?),
    ])
}

/// Writes the modules.
///
/// # Errors
///
/// As [`modules`], and when a file can't be written.
pub fn write(root: &Path) -> Result<String, Failure> {
    for (path, text) in modules(root)? {
        project::write(&root.join(path), &text)?;
    }
    Ok(String::new())
}

/// Compares the modules with the files on disk.
///
/// # Errors
///
/// As [`modules`], and when a file is out of date: its path.
pub fn check(root: &Path) -> Result<String, Failure> {
    for (path, text) in modules(root)? {
        if project::read(&root.join(&path))? != text {
            return Err(format!(
                "{path} is out of date; `cargo xtask grammar` writes it"
            ));
        }
    }
    Ok(String::new())
}

/// Formats Rust code as `cargo fmt` does.
fn formatted(code: &str) -> Result<String, Failure> {
    let failed = |error: std::io::Error| format!("rustfmt: {error}");
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    if let Some(mut stdin) = rustfmt.stdin.take() {
        stdin.write_all(code.as_bytes()).map_err(failed)?;
    }
    let output = rustfmt.wait_with_output().map_err(failed)?;
    match output.status.success() {
        true => String::from_utf8(output.stdout).map_err(|error| error.to_string()),
        false => Err("rustfmt rejects the generated code".to_owned()),
    }
}
