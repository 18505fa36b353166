//! What the documentation shows is what the command does.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use proactive_catalog::{Block, FIELDS, LANGUAGES, statements};
use proactive_diagnostics::{Code, Kind};
use proactive_testing::markdown::{Fence, fences};
use proactive_testing::{Fixture, FixtureFile};
use serde_json::Value;

use crate::corpus::{self, Workspace};
use crate::support::binary;

/// The pages of the documentation, except those of the codes, which have wrong examples.
fn pages() -> Vec<PathBuf> {
    let root = corpus::project();
    let docs = root.join("docs");
    let mut pages = corpus::files(&docs, "md");
    for part in ["tutorial", "how-to", "reference", "explanation"] {
        pages.extend(corpus::files(&docs.join(part), "md"));
    }
    let reference = docs.join("reference/language.md");
    assert!(pages.contains(&reference), "{pages:#?}");
    pages.push(root.join("README.md"));
    pages
}

fn place(page: &Path, fence: &Fence) -> String {
    format!("{}:{}", page.display(), fence.line)
}

/// Words after `proactive` in the pages of guides: the page is about the findings, or the block is
/// only a part of a workspace. `guides.rs` holds what such blocks are.
const NOT_ALONE: [&str; 2] = ["allow-findings", "part"];

#[test]
fn examples_have_no_finding() {
    let mut wrong = Vec::new();
    for page in pages() {
        for fence in fences(&corpus::read(&page)) {
            if fence.attributes.iter().any(|it| NOT_ALONE.contains(&&**it)) {
                continue;
            }
            let fixture = match fence.language.as_str() {
                "proactive" => Fixture::parse(&fence.text),
                "toml" => Fixture {
                    files: vec![
                        FixtureFile::new("proactive.toml", fence.text.as_str()),
                        FixtureFile::new("main.proactive", ""),
                    ],
                },
                _ => continue,
            };
            let report = Workspace::new(&fixture).check();
            if report.exit != Some(0) || !report.findings.is_empty() {
                wrong.push(format!(
                    "{}\n{}{}",
                    place(&page, &fence),
                    report.drawn,
                    report.errors
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The tests that the README shows pass.
#[test]
fn tests_of_the_readme_pass() {
    let mut passed = 0;
    for fence in fences(&corpus::read(&corpus::project().join("README.md"))) {
        if fence.language == "proactive" && fence.text.contains("\ntest ") {
            let workspace = Workspace::new(&Fixture::parse(&fence.text));
            let ran = workspace.run(&["test"]);
            let said = corpus::text(&ran.stderr);
            assert!(ran.status.success(), "{}{said}", corpus::text(&ran.stdout));
            assert!(said.contains("1 test passed"), "{said}");
            passed += 1;
        }
    }
    assert_eq!(passed, 1, "the README shows a test");
}

/// A `console` block of the README, or of the page on JSON, is a command and everything that it
/// prints. With `INSTA_UPDATE=always` the page is updated.
#[test]
fn output_in_the_documentation_is_real() {
    for page in [
        "README.md",
        "docs/reference/json.md",
        "docs/explanation/proofs.md",
    ] {
        let path = corpus::project().join(page);
        let page = corpus::read(&path);
        let mut real = page.clone();
        let mut blocks = 0;
        for fence in fences(&page) {
            if fence.language != "console" {
                continue;
            }
            let command = fence.text.lines().next().unwrap_or_default();
            let arguments = command.strip_prefix("$ proactive ").expect("a command");
            let output = binary(&corpus::project())
                .args(arguments.split_whitespace())
                .output()
                .expect("the command runs");
            let (out, err) = (corpus::text(&output.stdout), corpus::text(&output.stderr));
            real = real.replacen(
                &format!("```console\n{}```", fence.text),
                &format!("```console\n{command}\n{out}{err}```"),
                1,
            );
            blocks += 1;
        }
        assert!(blocks > 0, "{} shows output", path.display());
        is_current(&path, &page, &real);
    }
}

/// Compares a page with what it should say. With `INSTA_UPDATE=always` the page is updated.
pub(crate) fn is_current(path: &Path, page: &str, real: &str) {
    if page != real && std::env::var_os("INSTA_UPDATE").is_some_and(|it| it == "always") {
        std::fs::write(path, real).expect("written");
    } else {
        let name = path.display();
        assert_eq!(page, real, "update {name} with INSTA_UPDATE=always");
    }
}

/// The report of `proactive diff` in docs/how-to/ci.md is about the example `outdoor-shop`, changed in
/// three places.
#[test]
fn changes_in_the_page_on_ci_are_real() {
    let example = corpus::project().join("examples/outdoor-shop");
    let mut files = Vec::new();
    for name in ["proactive.toml", "account.proactive", "cart.proactive"] {
        let old = corpus::read(&example.join(name));
        let new = old
            .replace("device.language is nl", "device.language is de")
            .replace("after 0m30s", "after 1m")
            .replace("13:30-18:00", "13:30-19:00");
        files.push(FixtureFile::new(format!("old/{name}"), old));
        files.push(FixtureFile::new(format!("new/{name}"), new));
    }
    let workspace = Workspace::new(&Fixture { files });
    let ran = workspace.run(&[
        "diff", "old", "new", "--color", "never", "--format", "plain",
    ]);
    let report = corpus::text(&ran.stdout).replacen("old -> new", "git:main -> .", 1);

    let path = corpus::project().join("docs/how-to/ci.md");
    let page = corpus::read(&path);
    let fences = fences(&page);
    let shown = fences.iter().find(|fence| fence.language == "text");
    let shown = shown.expect("a report in docs/how-to/ci.md");
    let real = page.replacen(&shown.text, &report, 1);
    is_current(&path, &page, &real);
}

/// The words in backticks of `text`.
fn code_spans(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The first table after `start`: for each row, the words in backticks of each cell.
fn table_after<'p>(page: &'p str, start: &str) -> Vec<Vec<Vec<&'p str>>> {
    let (_, section) = page
        .split_once(start)
        .unwrap_or_else(|| panic!("no {start:?}"));
    let table = section
        .lines()
        .skip_while(|line| !line.starts_with("| ---"));
    table
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .map(|row| row.split('|').skip(1).map(code_spans).collect())
        .collect()
}

#[test]
fn the_language_page_lists_every_statement() {
    let page = corpus::read(&corpus::project().join("docs/reference/language.md"));
    for block in Block::ALL {
        let sections: &[&str] = match block {
            Block::Account => &["\n### `account`\n"],
            Block::Brand => &["\n### `brand`\n"],
            Block::Channel => &["\n### `channel`\n"],
            Block::Bot => &["\n### `bot`\n"],
            Block::Schedule => &["\n### `schedule`\n"],
            Block::Message => &["\n## Messages\n"],
            Block::AgentReply => &["\n### `reply`\n"],
            Block::Test => &["\n### Setup\n", "\n### Steps\n"],
        };
        let rows = sections.iter().flat_map(|start| table_after(&page, start));
        let forms = rows.flat_map(|cells| cells[0].clone());
        let listed: BTreeSet<&str> = forms.filter_map(|it| it.split(' ').next()).collect();
        let keywords = statements::of_block(block).map(|row| row.keyword);
        assert_eq!(listed, keywords.collect(), "{block:?}");
    }
}

#[test]
fn the_language_page_lists_every_field_with_its_operators() {
    let page = corpus::read(&corpus::project().join("docs/reference/language.md"));
    let rows = table_after(&page, "\n### Fields\n");
    let listed: Vec<[Vec<&str>; 2]> = rows
        .into_iter()
        .map(|cells| [cells[0].clone(), cells[1].clone()])
        .collect();
    let fields = FIELDS.iter().map(|row| {
        let operators = row.operators.iter().map(|operator| operator.words());
        [vec![row.path], operators.collect()]
    });
    assert_eq!(listed, fields.collect::<Vec<_>>());
}

#[test]
fn the_language_page_lists_every_lint() {
    let page = corpus::read(&corpus::project().join("docs/reference/language.md"));
    let rows = table_after(&page, "\n## Findings, and silencing lints\n");
    let listed: BTreeSet<&str> = rows.iter().map(|cells| cells[0][0]).collect();
    let lints = Code::ALL.iter().filter(|code| code.kind() == Kind::Lint);
    assert_eq!(listed, lints.map(|code| code.as_str()).collect());
}

#[test]
fn the_language_page_lists_every_language() {
    let page = corpus::read(&corpus::project().join("docs/reference/language.md"));
    let (_, section) = page.split_once("#### Languages\n\n").expect("a section");
    let paragraph = section.split("\n\n").nth(1).expect("the list");
    let languages: Vec<&str> = LANGUAGES.iter().map(|language| language.tag).collect();
    assert_eq!(code_spans(paragraph), languages);
}

/// A `json` block is what the `proactive` block above it compiles to, or a compiled example, or a
/// part of one of these, perhaps without some keys.
#[test]
fn json_is_what_is_compiled() {
    let examples: Vec<String> = std::fs::read_dir(corpus::project().join("examples"))
        .into_iter()
        .flatten()
        .map(|entry| entry.expect("an example").path().join("proactive.json"))
        .filter(|path| path.is_file())
        .map(|path| corpus::read(&path))
        .collect();
    for page in pages() {
        let mut above: Option<Fence> = None;
        for fence in fences(&corpus::read(&page)) {
            match fence.language.as_str() {
                "proactive" => above = Some(fence),
                "json" => {
                    let shown: Value = serde_json::from_str(&fence.text)
                        .unwrap_or_else(|error| panic!("{}: {error}", place(&page, &fence)));
                    let compiled = above.iter().map(|fence| build(&page, fence));
                    let found = compiled
                        .chain(examples.iter().cloned())
                        .map(|text| serde_json::from_str(&text).expect("JSON"))
                        .any(|whole: Value| holds(&whole, &shown));
                    assert!(found, "{} is compiled from nothing", place(&page, &fence));
                }
                _ => {}
            }
        }
    }
}

fn build(page: &Path, fence: &Fence) -> String {
    let workspace = Workspace::new(&Fixture::parse(&fence.text));
    let output = workspace.run(&["build", "--quiet", "-o", "-"]);
    assert!(
        output.status.success(),
        "{} does not build",
        place(page, fence)
    );
    corpus::text(&output.stdout)
}

/// Whether `part` is the value `whole`, or is somewhere in it.
fn holds(whole: &Value, part: &Value) -> bool {
    is_excerpt(whole, part)
        || match whole {
            Value::Array(values) => values.iter().any(|value| holds(value, part)),
            Value::Object(values) => values.values().any(|value| holds(value, part)),
            _ => false,
        }
}

/// Whether `part` is `whole`, perhaps without some of its keys.
fn is_excerpt(whole: &Value, part: &Value) -> bool {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => {
            let mut rest = whole.iter();
            part.iter().all(|(key, value)| {
                rest.any(|(other, there)| key == other && written(value) == written(there))
            })
        }
        _ => written(whole) == written(part),
    }
}

/// The value as text, so that the order of keys counts too.
fn written(value: &Value) -> String {
    serde_json::to_string(value).expect("JSON")
}
