//! `cargo xtask COMMAND`: the development tasks of the project.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::process::ExitCode;
use std::str::FromStr;

use xtask::editors::{editor_tests, tmgrammar, tree_sitter, vscode, vscode_e2e};
use xtask::{
    Failure, bench_lsp, bench_peers, bench_rules, book, check, docs, examples, fuzz, grammar,
    integrations, lsp_client, package, packages, picture, project, reports, runtime, runtime_equal,
    runtime_mutants, shells, soak, test, tools,
};

const USAGE: &str = "\
The development tasks of the project.

Usage: cargo xtask COMMAND

Commands:
  check                   the quick loop: format, lint and test what changed
  test [--all]            everything that must hold; parts whose tools are missing are skipped
                          and listed, unless --all is given or CI is `true`
  soak [ROUNDS]           run the tests repeatedly, with new random input (ROUNDS: 10)
  fuzz TARGET [RUNS]      look for inputs that break what must hold for any input, with libFuzzer;
                          crates/fuzz has the targets (RUNS: 1000000)

Generated files:
  docs [--check]          docs/diagnostics.md, its lines in docs/SUMMARY.md, and the footers of
                          docs/diagnostics/
  examples [--check]      the proactive.json of each example
  grammar [--check]       the code of the parser, from grammar/proactive.pest
  picture                 docs/finding.svg, from real output
  book                    the documentation as HTML, in target/book, with a check of its links

Editors:
  tree-sitter [--write]   test the tree-sitter grammar; --write: generate its parser first
  tmgrammar               test the TextMate grammar
  vscode                  type-check, bundle and test the VS Code extension and its preview
  vscode-host             test the extension inside VS Code's extension host
  vscode-e2e [--pictures] test the packaged extension in VS Code's window; --pictures: keep
                          the pictures for its README
  vscode-typing           type whole texts in VS Code's window, with suggestions on
  vscode-latency [PROGRAM]
                          measure how long a typed character takes to be painted there, with
                          the published server or PROGRAM
  vscode-themes           take pictures in the four default themes, to look at
  vsix                    package the extension for this platform, with the server inside
  editors [NAME [PROGRAM]]
                          run other editors to test their configuration: all, or one;
                          PROGRAM: the version to run in place of the one on PATH
  lsp                     test the language server with an independent client (pytest-lsp)

Web pages:
  runtime [--write]       type-check, build and test the script that shows messages in pages, also
                          in Chromium; --write: generate the script of the page of `proactive
                          serve` instead

The runtime of web pages:
  runtime-equal [STEPS [SEED]]
                          compare which messages it shows, and how it explains that, with the
                          engine, on random visits (STEPS: 20000)
  runtime-mutants         whether that comparison notices mistakes in the script

Reports and shells:
  reports                 validate the SARIF logs of the examples with Microsoft's validator
  shells                  complete arguments in bash, zsh and fish, and draw the manual with man

CI and hooks:
  integrations [--write]  lint and run the GitHub Action, the template for GitLab and the hooks for
                          pre-commit; --write: copy the scripts into the template

Packages:
  package                 build the packages for this platform, with the binary as it is shipped
  packages                build them, lint and install each, and run what was installed

Benchmarks:
  bench-lsp [EDITS]       the language server beside others (EDITS: 300)
  bench-peers [RUNS]      the command beside other tools (RUNS: 15)
  bench-rules             evaluating rules, beside other engines

Other:
  tools                   list the missing Debian packages, one per line

With --check, nothing is written; files that are out of date are listed, and the exit code is 1.
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["check"] => check::run(),
        ["test"] => test::run(false),
        ["test", "--all"] => test::run(true),
        ["soak"] => soak::run(10),
        ["soak", rounds] => number(rounds, 1..=10_000).and_then(soak::run),
        ["fuzz", target] => fuzz::run(target, 1_000_000),
        ["fuzz", target, runs] => {
            number(runs, 1..=1_000_000_000).and_then(|runs| fuzz::run(target, runs))
        }
        ["docs"] => docs::write(&project::root()),
        ["docs", "--check"] => docs::check(&project::root()),
        ["examples"] => examples::write(),
        ["examples", "--check"] => examples::check(),
        ["grammar"] => grammar::write(&project::root()),
        ["grammar", "--check"] => grammar::check(&project::root()),
        ["picture"] => picture::write(),
        ["book"] => book::build(),
        // For mdBook, which first asks whether the preprocessor is made for HTML.
        ["book-pages"] => book::pages::answer(),
        ["book-pages", "supports", "html"] => Ok(String::new()),
        ["tree-sitter"] => tree_sitter::check(),
        ["tree-sitter", "--write"] => tree_sitter::write(),
        ["tmgrammar"] => tmgrammar::check(),
        ["vscode"] => vscode::check(),
        ["vscode-host"] => vscode_e2e::host(),
        ["vscode-e2e"] => vscode_e2e::end_to_end(),
        ["vscode-e2e", "--pictures"] => vscode_e2e::pictures(),
        ["vscode-typing"] => vscode_e2e::typing(),
        ["vscode-latency"] => vscode_e2e::latency(None),
        ["vscode-latency", program] => vscode_e2e::latency(Some(program)),
        ["vscode-themes"] => vscode_e2e::themes(),
        ["vsix"] => vscode::vsix(),
        ["editors"] => editor_tests::all(),
        ["editors", name] => editor_tests::one(name, None),
        ["editors", name, program] => editor_tests::one(name, Some(program)),
        ["package"] => package::run(),
        ["packages"] => packages::run(),
        ["lsp"] => lsp_client::run(),
        ["reports"] => reports::check(),
        ["integrations"] => integrations::run(),
        ["integrations", "--write"] => integrations::write(),
        ["runtime"] => runtime::check(),
        ["runtime", "--write"] => runtime::write(),
        ["shells"] => shells::check(),
        ["bench-lsp"] => bench_lsp::run(300),
        ["bench-lsp", edits] => number(edits, 1..=100_000).and_then(bench_lsp::run),
        ["bench-peers"] => bench_peers::run(15),
        ["bench-peers", runs] => number(runs, 1..=1_000).and_then(bench_peers::run),
        ["bench-rules"] => bench_rules::run(),
        ["runtime-equal"] => runtime_equal::run(runtime_equal::STEPS, None),
        ["runtime-equal", steps] => {
            number(steps, 1..=1_000_000_000).and_then(|steps| runtime_equal::run(steps, None))
        }
        ["runtime-equal", steps, seed] => number(steps, 1..=1_000_000_000).and_then(|steps| {
            number(seed, 0..=u64::MAX).and_then(|seed| runtime_equal::run(steps, Some(seed)))
        }),
        ["runtime-mutants"] => runtime_mutants::run(),
        ["tools"] => Ok(tools::missing_debian_packages()),
        ["help" | "--help" | "-h"] => Ok(USAGE.to_owned()),
        _ => return usage(),
    };
    finish(result)
}

fn number<T>(word: &str, allowed: RangeInclusive<T>) -> Result<T, Failure>
where
    T: FromStr + PartialOrd + Display,
{
    word.parse()
        .ok()
        .filter(|number| allowed.contains(number))
        .ok_or_else(|| {
            format!(
                "`{word}` is not a number from {} to {}",
                allowed.start(),
                allowed.end()
            )
        })
}

#[allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command prints"
)]
fn finish(result: Result<String, Failure>) -> ExitCode {
    match result {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(text) => {
            eprintln!("{}", text.trim_end());
            ExitCode::FAILURE
        }
    }
}

#[allow(clippy::print_stderr, reason = "a command prints")]
fn usage() -> ExitCode {
    eprint!("{USAGE}");
    ExitCode::from(2)
}
