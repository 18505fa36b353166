//! The pages of the codes: their form, and that their examples have the right findings.

use proactive_diagnostics::Code;
use proactive_testing::markdown::{Fence, fences};
use proactive_testing::{Fixture, FixtureFile, fixture};

use crate::corpus::Workspace;

/// The example below a heading of the page of `code`.
fn example(code: Code, heading: &str) -> Fixture {
    let examples: Vec<Fence> = fences(code.page())
        .into_iter()
        .filter(|fence| fence.heading.as_deref() == Some(heading))
        .filter(|fence| ["proactive", "bytes"].contains(&fence.language.as_str()))
        .collect();
    let [example] = examples.as_slice() else {
        panic!(
            "the page of {code} has {} examples below {heading}",
            examples.len()
        );
    };
    if example.language == "bytes" {
        Fixture {
            files: vec![FixtureFile {
                escaped: true,
                ..FixtureFile::new(fixture::MAIN, example.text.as_str())
            }],
        }
    } else {
        Fixture::parse(&example.text)
    }
}

#[test]
fn pages_have_one_form() {
    for code in Code::ALL {
        let page = code.page();
        let mut lines = page.lines();
        assert_eq!(lines.next(), Some(format!("# {code}").as_str()));
        assert_eq!(lines.next(), Some(""), "{code}");
        let first = lines.next().unwrap_or("");
        assert!(
            first.starts_with(|it: char| it.is_alphanumeric() || it == '`'),
            "{code}: no paragraph below the title"
        );
        assert!(code.summary().ends_with('.'), "{code}: {}", code.summary());
        assert!(page.ends_with('\n') && !page.ends_with("\n\n"), "{code}");
        for line in page.lines() {
            assert_eq!(line, line.trim_end(), "{code}: spaces at the end of a line");
        }
        let headings: Vec<&str> = page
            .lines()
            .filter_map(|line| line.strip_prefix("## "))
            .take(2)
            .collect();
        assert_eq!(headings, ["Wrong", "Right"], "{code}");
    }
}

#[test]
fn wrong_examples_have_their_code_and_no_other() {
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let report = Workspace::new(&example(*code, "Wrong")).find(code.as_str());
        let codes = report.codes();
        if codes.is_empty() || codes.iter().any(|found| *found != code.as_str()) {
            wrong.push(format!("{code} has {codes:?}\n{}", report.drawn));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn right_examples_have_no_finding() {
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let report = Workspace::new(&example(*code, "Right")).find(code.as_str());
        if report.exit != Some(0) || !report.findings.is_empty() {
            wrong.push(format!("{code}:\n{}{}", report.drawn, report.errors));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
