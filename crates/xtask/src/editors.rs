//! Tests of what is in `editors/`. Each runs on its own, and says what to install when a tool is
//! missing.

pub mod editor_tests;
pub mod extension;
pub mod install;
pub mod notices;
pub mod tmgrammar;
pub mod tree_sitter;
pub mod vscode;
pub mod vscode_e2e;
