//! The chores for `editors/`: each tests a part alone, and says what to install when something is
//! missing.

pub mod clients;
pub mod installed;
pub mod notices;
pub mod tmgrammar;
pub mod tools;
pub mod tree_sitter;
pub mod vscode;
pub mod window;

use crate::Failure;

/// A chore, without writing anything.
type Chore = fn() -> Result<String, Failure>;

/// All of them: the name, and what to call.
pub const ALL: [(&str, Chore); 6] = [
    ("tree-sitter", tree_sitter::check),
    ("tmgrammar", tmgrammar::check),
    ("vscode", vscode::check),
    ("vscode-host", window::host),
    ("vscode-e2e", window::end_to_end),
    ("editors", clients::all),
];
