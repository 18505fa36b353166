//! The small workspaces on the pages of `tests/ui`, and what the command reports about each.
//!
//! [`proactive_testing::ui`] describes the form of a page. The report of a case follows its block:
//! the findings as `--format plain` draws them, then what their fixes change.
//! To update the reports, run the tests with `INSTA_UPDATE=always` in the environment.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::sync::LazyLock;

use proactive_diagnostics::Code;
use proactive_testing::notation::escape;
use proactive_testing::ui::{self, Case, Page, QUIET};
use similar::TextDiff;

use crate::corpus::{self, Fix, Found, Report, Workspace};

fn pages() -> &'static [Page] {
    static PAGES: LazyLock<Vec<Page>> =
        LazyLock::new(|| ui::pages(&corpus::project()).expect("the pages of tests/ui"));
    &PAGES
}

fn check(case: &Case) -> Report {
    Workspace::new(&case.workspace()).find(&case.page)
}

/// The cases of all codes and their reports, checked once for all tests.
fn checked() -> &'static [(&'static Case, Report)] {
    static CHECKED: LazyLock<Vec<(&Case, Report)>> = LazyLock::new(|| {
        let cases: Vec<&Case> = pages()
            .iter()
            .filter(|page| page.name != QUIET)
            .flat_map(|page| &page.cases)
            .collect();
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let share = cases.len().div_ceil(threads).max(1);
        let reports: Vec<Report> = std::thread::scope(|scope| {
            let workers: Vec<_> = cases
                .chunks(share)
                .map(|cases| {
                    scope.spawn(|| cases.iter().map(|case| check(case)).collect::<Vec<_>>())
                })
                .collect();
            workers
                .into_iter()
                .flat_map(|worker| worker.join().expect("all cases can be checked"))
                .collect()
        });
        cases.into_iter().zip(reports).collect()
    });
    &CHECKED
}

#[test]
fn every_code_has_a_case() {
    let without: Vec<&Code> = Code::ALL
        .iter()
        .filter(|code| {
            let mut pages = pages().iter();
            !pages.any(|page| page.name == code.as_str() && !page.cases.is_empty())
        })
        .collect();
    assert!(without.is_empty(), "no case in tests/ui: {without:?}");
}

#[test]
fn every_page_belongs_to_a_code() {
    for entry in std::fs::read_dir(corpus::project().join("tests/ui")).expect("the pages") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy();
        let is_page = path.extension().is_some_and(|it| it == "md");
        let belongs = name == QUIET || name.parse::<Code>().is_ok();
        assert!(
            is_page && belongs,
            "{} is not the page of a code",
            path.display()
        );
    }
}

#[test]
fn quiet_cases_have_no_finding() {
    let quiet = pages().iter().find(|page| page.name == QUIET);
    let mut loud = String::new();
    for case in &quiet.expect("the quiet cases").cases {
        let report = check(case);
        if report.exit != Some(0) || !report.findings.is_empty() {
            let _ = writeln!(loud, "{}:\n{}{}", case.name(), report.drawn, report.errors);
        }
    }
    assert!(loud.is_empty(), "{loud}");
}

#[test]
fn cases_have_a_finding_of_their_code() {
    let mut silent = Vec::new();
    for (case, report) in checked() {
        if !report.codes().contains(&case.page.as_str()) {
            silent.push(format!("{}: {:?}", case.name(), report.codes()));
        }
    }
    assert!(
        silent.is_empty(),
        "these have no finding of the code of their page: {silent:#?}"
    );
}

#[test]
fn pages_show_what_the_command_reports() {
    let mut outputs: HashMap<&str, Vec<String>> = HashMap::new();
    for (case, report) in checked() {
        let outputs = outputs.entry(case.page.as_str()).or_default();
        outputs.push(output(case, report));
    }
    let update = std::env::var_os("INSTA_UPDATE").is_some_and(|value| value == "always");
    let mut stale = String::new();
    for page in pages() {
        let quiet = vec![String::new(); page.cases.len()];
        let outputs = outputs.remove(page.name.as_str()).unwrap_or(quiet);
        let text = page.with_output(&outputs);
        if text == page.text() {
            continue;
        }
        let path = format!("tests/ui/{}.md", page.name);
        if update {
            std::fs::write(corpus::project().join(path), text).expect("the page can be written");
        } else {
            let diff = TextDiff::from_lines(page.text(), &text);
            let _ = write!(
                stale,
                "{}",
                diff.unified_diff()
                    .header(&path, "what the command reports")
            );
        }
    }
    assert!(
        stale.is_empty(),
        "{stale}\nIf this is right, run the test again with INSTA_UPDATE=always: it writes the pages."
    );
}

/// What follows the block of a case: the findings, and what their fixes change.
fn output(case: &Case, report: &Report) -> String {
    let mut output = String::new();
    let errors = report
        .findings
        .iter()
        .any(|finding| finding.severity == "error");
    // A usual exit code says no more than the findings do.
    if report.exit != Some(i32::from(errors)) {
        let exit = report
            .exit
            .map_or("none".to_owned(), |code| code.to_string());
        let _ = writeln!(output, "Exit code {exit}:\n");
    }
    let drawn = format!("{}\n{}", report.drawn.trim_end(), report.errors);
    let _ = write!(output, "```text\n{}```\n", escape(&drawn));
    let mut changes = String::new();
    for finding in &report.findings {
        for fix in &finding.fixes {
            let sort = if fix.certain { "fix" } else { "suggestion" };
            let _ = writeln!(
                changes,
                "@@ {sort} for {}, line {}: {}",
                finding.code, finding.line, fix.title
            );
            changes.push_str(&difference(case, fix));
        }
    }
    if !changes.is_empty() {
        let _ = write!(output, "\n```diff\n{}```\n", escape(&changes));
    }
    output
}

/// What a fix changes, file by file.
fn difference(case: &Case, fix: &Fix) -> String {
    let before = case.workspace();
    let after = fix.apply(&before);
    let mut difference = String::new();
    for (position, (old, new)) in before.files.iter().zip(&after.files).enumerate() {
        if old.text == new.text {
            continue;
        }
        if case.own.files.len() > 1 || position > 0 {
            let _ = writeln!(difference, "{}", old.path);
        }
        let diff = TextDiff::from_lines(&old.text, &new.text);
        for hunk in diff.unified_diff().context_radius(0).iter_hunks() {
            for change in hunk.iter_changes() {
                let _ = write!(difference, "{}{}", change.tag(), change.to_string_lossy());
                if change.missing_newline() {
                    difference.push('\n');
                }
            }
        }
    }
    difference
}

/// How often each finding occurs. Places do not count, because a fix moves what follows it.
fn census(findings: &[Found]) -> BTreeMap<(&str, &str, &str), usize> {
    let mut census = BTreeMap::new();
    for finding in findings {
        let key = (
            finding.code.as_str(),
            finding.path.as_str(),
            finding.message.as_str(),
        );
        *census.entry(key).or_default() += 1;
    }
    census
}

/// A certain fix removes its own finding and causes no other.
#[test]
fn certain_fixes_remove_their_finding() {
    let mut wrong = String::new();
    for (case, report) in checked() {
        let before = census(&report.findings);
        for finding in &report.findings {
            for fix in finding.fixes.iter().filter(|fix| fix.certain) {
                let fixed = Workspace::new(&fix.apply(&case.workspace())).find(&case.page);
                let after = census(&fixed.findings);
                let key = (
                    finding.code.as_str(),
                    finding.path.as_str(),
                    finding.message.as_str(),
                );
                let still = after.get(&key) >= before.get(&key);
                let new = after
                    .iter()
                    .any(|(key, count)| *count > before.get(key).copied().unwrap_or(0));
                if still || new {
                    let _ = writeln!(
                        wrong,
                        "{}: the fix \"{}\" of \"{}\" {}:\n{}",
                        case.name(),
                        fix.title,
                        finding.message,
                        if still {
                            "does not remove it"
                        } else {
                            "causes another"
                        },
                        fixed.drawn
                    );
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A fix has a title, changes something, and its edits are in order and do not overlap.
#[test]
fn fixes_are_well_formed() {
    for (case, report) in checked() {
        let workspace = case.workspace();
        for finding in &report.findings {
            for fix in &finding.fixes {
                let title = format!("{}: {}", case.name(), fix.title);
                assert!(!fix.title.is_empty(), "{title}");
                assert!(!fix.edits.is_empty(), "{title} has no edit");
                let apart = fix
                    .edits
                    .windows(2)
                    .all(|pair| pair[0].path != pair[1].path || pair[0].end <= pair[1].start);
                assert!(apart, "{title}: edits overlap or are out of order");
                assert!(fix.apply(&workspace) != workspace, "{title} does nothing");
            }
        }
    }
}
