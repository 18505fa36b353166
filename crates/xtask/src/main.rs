//! `cargo xtask CHORE`.

use std::process::ExitCode;

use xtask::editors::{editor_tests, tmgrammar, tree_sitter, vscode, vscode_e2e};
use xtask::{
    Failure, bench_lsp, bench_peers, bench_rules, docs, examples, lsp_client, picture, project,
    soak, test,
};

const USAGE: &str = "\
The chores of the project.

Usage: cargo xtask CHORE

  test                  all that must hold: formatting, lints, tests, and those of the editors
  soak [ROUNDS]         the tests again and again, with other random input (ROUNDS: 10)
  docs [--check]        write docs/diagnostics.md and docs/diagnostics/ from the pages
  examples [--check]    compile each example to its proactive.json
  tree-sitter [--write] test the grammar for tree-sitter; --write: generate its parser
  tmgrammar [--write]   test the grammar for VS Code; --write: its snapshots
  vscode                check, bundle and test the extension of VS Code, and its preview
  vscode-host           test the extension inside VS Code's extension host
  vscode-e2e [--pictures]
                        test the packaged extension in VS Code's window; --pictures: keep
                        those of the README
  vsix                  package the extension for this platform, with the server inside
  editors [NAME [PROGRAM]]
                        test the configuration of other editors, by running them: all, or
                        one; PROGRAM: that version of it, not the one on PATH; compiles
                        kak-lsp the first time, for Kakoune
  picture               draw docs/finding.svg from real output
  lsp                   test the language server with a client of others (needs python3)
  bench-lsp [EDITS]     measure the language server beside others (EDITS: 300; needs python3)
  bench-peers [RUNS]    measure the command beside other tools (RUNS: 15)
  bench-rules           measure how rules are decided, beside other engines

With --check nothing is written; what is not up to date is listed, and the exit code is 1.
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["test"] => test::run(),
        ["soak"] => soak::run(10),
        ["soak", rounds] => match rounds.parse() {
            Ok(rounds @ 1..=10_000) => soak::run(rounds),
            _ => Err(format!("{rounds} is no number of rounds")),
        },
        ["docs"] => docs::write(&project::root()),
        ["docs", "--check"] => docs::check(&project::root()),
        ["examples"] => examples::write(),
        ["examples", "--check"] => examples::check(),
        ["tree-sitter"] => tree_sitter::check(),
        ["tree-sitter", "--write"] => tree_sitter::write(),
        ["tmgrammar"] => tmgrammar::check(),
        ["tmgrammar", "--write"] => tmgrammar::write(),
        ["vscode"] => vscode::check(),
        ["vscode-host"] => vscode_e2e::host(),
        ["vscode-e2e"] => vscode_e2e::end_to_end(),
        ["vscode-e2e", "--pictures"] => vscode_e2e::pictures(),
        ["vsix"] => vscode::vsix(),
        ["editors"] => editor_tests::all(),
        ["editors", name] => editor_tests::one(name, None),
        ["editors", name, program] => editor_tests::one(name, Some(program)),
        ["picture"] => picture::write(),
        ["lsp"] => lsp_client::run(),
        ["bench-lsp"] => bench_lsp::run(300),
        ["bench-lsp", edits] => match edits.parse() {
            Ok(edits @ 1..=100_000) => bench_lsp::run(edits),
            _ => Err(format!("{edits} is no number of edits")),
        },
        ["bench-peers"] => bench_peers::run(15),
        ["bench-peers", runs] => match runs.parse() {
            Ok(runs @ 1..=1000) => bench_peers::run(runs),
            _ => Err(format!("{runs} is no number of runs")),
        },
        ["bench-rules"] => bench_rules::run(),
        ["help" | "--help" | "-h"] => Ok(USAGE.to_owned()),
        _ => return usage(),
    };
    finish(done)
}

#[allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is the door"
)]
fn finish(done: Result<String, Failure>) -> ExitCode {
    match done {
        Ok(words) => {
            print!("{words}");
            ExitCode::SUCCESS
        }
        Err(words) => {
            eprintln!("{}", words.trim_end());
            ExitCode::FAILURE
        }
    }
}

#[allow(clippy::print_stderr, reason = "this is the door")]
fn usage() -> ExitCode {
    eprint!("{USAGE}");
    ExitCode::from(2)
}
