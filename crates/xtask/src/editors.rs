//! The chores for `editors/`: each tests a part alone, and says what to install when something is
//! missing.

pub mod editor_tests;
pub mod install;
pub mod notices;
pub mod tmgrammar;
pub mod tree_sitter;
pub mod vscode;
pub mod vscode_e2e;

use crate::Failure;

/// A chore, without writing anything.
type Chore = fn() -> Result<String, Failure>;

/// All of them: the name, and what to call.
pub const ALL: [(&str, Chore); 6] = [
    ("tree-sitter", tree_sitter::check),
    ("tmgrammar", tmgrammar::check),
    ("vscode", vscode::check),
    ("vscode-host", vscode_e2e::host),
    ("vscode-e2e", vscode_e2e::end_to_end),
    ("editors", editor_tests::all),
];
