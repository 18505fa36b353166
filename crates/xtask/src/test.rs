//! `cargo xtask test`: everything that must hold before a change is merged.
//!
//! The parts that need nothing but Rust and a C compiler always run. Every other part names the
//! tools it needs; where one is missing, the part is skipped and listed at the end, together with
//! the commands that install what is missing. With `--all`, and where `CI` is set to `true`, a
//! missing tool is a failure, except for `cargo deny`, which runs only where it is installed.

use std::fmt::Write as _;
use std::time::Instant;

use crate::editors::{editor_tests, tmgrammar, tree_sitter, vscode, vscode_e2e};
use crate::progress::announce;
use crate::tools::{self, CARGO_DENY, CLIPPY, GIT, MDBOOK, PYTHON, PYTHON_VENV, RUSTFMT, Tool};
use crate::{
    Failure, book, integrations, lsp_client, packages, project, reports, runtime, runtime_equal,
    shells, soak,
};

/// A part of the tests that runs and fails on its own.
pub struct Part {
    /// The command that runs this part alone.
    pub command: String,
    /// What it needs besides Rust and a C compiler.
    pub needs: Vec<Tool>,
    /// Whether a missing tool is a failure with `--all`.
    pub is_required: bool,
    /// What only some of its tests need. Without these tools they pass without testing anything.
    pub optional: Vec<Tool>,
    /// Runs it; the text is shown when it is done.
    pub run: Box<dyn Fn() -> Result<String, Failure>>,
}

/// What became of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It ran without a failure.
    Passed {
        /// How long it took.
        seconds: u64,
        /// The optional tools that are missing.
        without: Vec<Tool>,
    },
    /// It failed, or a tool is missing that has to be there.
    Failed {
        /// How long it took.
        seconds: u64,
    },
    /// It did not run because these tools are missing.
    Skipped(Vec<Tool>),
}

/// Runs all parts, also after one failed, and sums up. With `all`, missing tools are failures.
///
/// # Errors
///
/// When a part failed.
pub fn run(all: bool) -> Result<String, Failure> {
    let all = all || is_ci();
    let outcomes: Vec<(String, Outcome)> = parts(all)
        .into_iter()
        .map(|part| {
            let outcome = run_part(&part, all);
            (part.command, outcome)
        })
        .collect();
    let summary = summary(&outcomes);
    let failed = outcomes
        .iter()
        .any(|(_, outcome)| matches!(outcome, Outcome::Failed { .. }));
    if failed { Err(summary) } else { Ok(summary) }
}

/// Whether this is a run of continuous integration, where everything has to be installed.
fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| value == "true")
}

/// All parts, in the order in which they run.
#[must_use]
pub fn parts(all: bool) -> Vec<Part> {
    let mut parts = vec![
        cargo(&["fmt", "--all", "--check"], &[RUSTFMT], all),
        cargo(
            &[
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ],
            &[CLIPPY],
            all,
        ),
        Part {
            // `proactive diff` reads revisions from Git, and the evaluator in the documentation is
            // written in Python.
            optional: vec![GIT, PYTHON],
            ..cargo(&["test", "--workspace", "--no-fail-fast"], &[], all)
        },
        Part {
            // It checks dependencies, not code, and takes minutes to compile.
            is_required: false,
            ..cargo(
                &["deny", "check", "bans", "licenses", "sources"],
                &[CARGO_DENY],
                all,
            )
        },
        // With `all`, it installs mdBook itself.
        part("book", if all { &[] } else { &[MDBOOK] }, book::build),
        part("lsp", &[PYTHON, PYTHON_VENV], lsp_client::run),
        part("reports", reports::NEEDS, reports::check),
        part("shells", shells::NEEDS, shells::check),
        part("packages", packages::NEEDS, packages::run),
        // After the packages, which it installs.
        part("integrations", integrations::NEEDS, integrations::run),
        part("runtime", runtime::NEEDS, runtime::check),
        part("runtime-equal", runtime_equal::NEEDS, runtime_equal::check),
        part("tree-sitter", tree_sitter::NEEDS, tree_sitter::check),
        part("tmgrammar", tmgrammar::NEEDS, tmgrammar::check),
        part("vscode", vscode::NEEDS, vscode::check),
        part("vscode-host", vscode_e2e::NEEDS, vscode_e2e::host),
        part("vscode-e2e", vscode_e2e::NEEDS, vscode_e2e::end_to_end),
    ];
    parts.extend(editor_tests::EDITORS.iter().map(|editor| Part {
        command: format!("cargo xtask editors {}", editor.name),
        needs: editor.needs(),
        is_required: true,
        optional: Vec::new(),
        run: Box::new(|| editor_tests::test(editor, None)),
    }));
    parts
}

fn cargo(arguments: &'static [&'static str], needs: &[Tool], all: bool) -> Part {
    let command = format!("cargo {}", arguments.join(" "));
    Part {
        command: command.clone(),
        needs: needs.to_vec(),
        is_required: true,
        optional: Vec::new(),
        run: Box::new(move || {
            let mut cargo = project::cargo();
            cargo.args(arguments).env(soak::SEED, "1");
            if all {
                // Tests look at this variable to decide whether a missing program is a failure.
                cargo.env("CI", "true");
            }
            tools::run(&mut cargo).map(|()| String::new())
        }),
    }
}

fn part(name: &str, needs: &[Tool], run: fn() -> Result<String, Failure>) -> Part {
    Part {
        command: format!("cargo xtask {name}"),
        needs: needs.to_vec(),
        is_required: true,
        optional: Vec::new(),
        run: Box::new(run),
    }
}

fn run_part(part: &Part, all: bool) -> Outcome {
    let missing = tools::missing(&part.needs);
    let without = tools::missing(&part.optional);
    let must_run = all && part.is_required;
    if !missing.is_empty() && !must_run {
        return Outcome::Skipped(missing);
    }
    announce(&format!("\n== {}\n", part.command));
    let start = Instant::now();
    let result = match missing.iter().chain(&without).next() {
        Some(tool) if all => tool.require().map(|()| String::new()),
        _ => (part.run)(),
    };
    let seconds = start.elapsed().as_secs();
    match result {
        Ok(text) => {
            announce(&text);
            Outcome::Passed { seconds, without }
        }
        Err(text) => {
            announce(&format!("{}\n", text.trim_end()));
            Outcome::Failed { seconds }
        }
    }
}

/// The outcome of each part, what to install for the skipped ones, and one last line that says
/// whether everything is fine.
#[must_use]
pub fn summary(outcomes: &[(String, Outcome)]) -> String {
    let mut text = String::from("\nSummary\n");
    let mut missing: Vec<Tool> = Vec::new();
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for (command, outcome) in outcomes {
        match outcome {
            Outcome::Passed { seconds, without } => {
                passed += 1;
                let _ = write!(text, "  passed   {command} ({seconds} s)");
                if !without.is_empty() {
                    let _ = write!(text, ", except the tests that need {}", names(without));
                }
                text.push('\n');
                add(&mut missing, without);
            }
            Outcome::Failed { seconds } => {
                failed += 1;
                let _ = writeln!(text, "  FAILED   {command} ({seconds} s)");
            }
            Outcome::Skipped(tools) => {
                skipped += 1;
                let _ = writeln!(text, "  skipped  {command}: needs {}", names(tools));
                add(&mut missing, tools);
            }
        }
    }
    if !missing.is_empty() {
        text.push_str("\nTo run what was skipped, install the missing tools:\n");
        for command in tools::install_commands(&missing) {
            let _ = writeln!(text, "  {command}");
        }
    }
    let verdict = if failed == 0 { "PASSED" } else { "FAILED" };
    let _ = write!(
        text,
        "\n{verdict}: {passed} passed, {failed} failed, {skipped} skipped"
    );
    text.push_str(if skipped > 0 { " (see above)\n" } else { "\n" });
    text
}

fn names(tools: &[Tool]) -> String {
    let names: Vec<&str> = tools.iter().map(|tool| tool.name).collect();
    names.join(", ")
}

fn add(missing: &mut Vec<Tool>, tools: &[Tool]) {
    for tool in tools {
        if !missing.contains(tool) {
            missing.push(*tool);
        }
    }
}
