//! The chores for `editors/`: each tests a part alone, and says what to install when something is
//! missing.

pub mod editor_tests;
pub mod extension;
pub mod install;
pub mod notices;
pub mod tmgrammar;
pub mod tree_sitter;
pub mod vscode;
pub mod vscode_e2e;
