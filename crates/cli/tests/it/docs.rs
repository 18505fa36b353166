//! What the documentation shows is what the command does.

use std::path::PathBuf;

use proactive_testing::markdown::{Fence, fences};
use proactive_testing::{Fixture, FixtureFile};
use serde_json::Value;

use crate::corpus::{self, Workspace};
use crate::support::binary;

/// The pages for readers, but not those made of the diagnostics' pages: these have wrong examples.
fn pages() -> Vec<PathBuf> {
    let root = corpus::project();
    let mut pages = corpus::files(&root.join("docs"), "md");
    pages.push(root.join("README.md"));
    pages.retain(|page| page.is_file());
    assert!(!pages.is_empty());
    pages
}

fn place(page: &std::path::Path, fence: &Fence) -> String {
    format!("{}:{}", page.display(), fence.line)
}

#[test]
fn examples_have_no_finding() {
    let mut wrong = Vec::new();
    for page in pages() {
        for fence in fences(&corpus::read(&page)) {
            let fixture = match fence.language.as_str() {
                "proactive" => Fixture::parse(&fence.text),
                "toml" => Fixture {
                    files: vec![FixtureFile::new("proactive.toml", fence.text.as_str())],
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

/// A `console` block of the README is a command and everything that it prints. With
/// `INSTA_UPDATE=always` the README is updated.
#[test]
fn output_in_the_readme_is_real() {
    let path = corpus::project().join("README.md");
    let readme = corpus::read(&path);
    let mut real = readme.clone();
    let mut blocks = 0;
    for fence in fences(&readme) {
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
    assert!(blocks > 1, "the README shows output");
    if real != readme && std::env::var_os("INSTA_UPDATE").is_some_and(|it| it == "always") {
        std::fs::write(path, &real).expect("written");
    } else {
        assert_eq!(readme, real, "update the README with INSTA_UPDATE=always");
    }
}

/// A `json` block is what the `proactive` block above it compiles to, or a compiled example, or a
/// part of these that may leave out keys.
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

fn build(page: &std::path::Path, fence: &Fence) -> String {
    let workspace = Workspace::new(&Fixture::parse(&fence.text));
    let output = workspace.run(&["build", "--quiet", "-o", "-"]);
    assert!(
        output.status.success(),
        "{} does not build",
        place(page, fence)
    );
    corpus::text(&output.stdout)
}

/// Whether `part` is the value `whole`, or stands somewhere in it.
fn holds(whole: &Value, part: &Value) -> bool {
    is_excerpt(whole, part)
        || match whole {
            Value::Array(values) => values.iter().any(|value| holds(value, part)),
            Value::Object(values) => values.values().any(|value| holds(value, part)),
            _ => false,
        }
}

/// Whether `part` is `whole`, of which it may leave out some keys.
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

/// A value as text, so that the order of keys counts too.
fn written(value: &Value) -> String {
    serde_json::to_string(value).expect("JSON")
}
