//! A small wrong workspace for every mistake worth a test, in `tests/ui/CODE/CASE.proactive`, and
//! beside it, in `CASE.snap`, what the command says of it. What is in `tests/ui/quiet/` is right.
//!
//! A case that is new or says something else now leaves a `CASE.snap.new`; once it reads well it
//! replaces the old one (`cargo insta accept`, or `INSTA_UPDATE=always` in the environment).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use proactive_diagnostics::Code;
use proactive_testing::Fixture;
use similar::TextDiff;

use crate::corpus::{self, Fix, Found, Report, Workspace};

const QUIET: &str = "quiet";

struct Case {
    /// The folder: a code, or `quiet`.
    code: String,
    name: String,
    text: String,
    fixture: Fixture,
}

impl Case {
    fn title(&self) -> String {
        format!("{}/{}", self.code, self.name)
    }

    fn check(&self) -> Report {
        Workspace::new(&self.fixture).find(&self.code)
    }
}

/// The cases of the folder `code`, in order.
fn cases_of(code: &str) -> Vec<Case> {
    corpus::files(&corpus::project().join("tests/ui").join(code), "proactive")
        .into_iter()
        .map(|path| {
            let text = corpus::read(&path);
            // Where files that are no text are at issue, `\xNN` is the byte NN.
            let fixture = if code == Code::FileError.as_str() {
                Fixture::parse_bytes(&text)
            } else {
                Fixture::parse(&text)
            };
            Case {
                code: code.to_owned(),
                name: path
                    .file_stem()
                    .expect("a name")
                    .to_string_lossy()
                    .into_owned(),
                text,
                fixture,
            }
        })
        .collect()
}

/// The cases of all codes, with what is said of them: asked once, for all tests.
fn checked() -> &'static [(Case, Report)] {
    static CHECKED: LazyLock<Vec<(Case, Report)>> = LazyLock::new(|| {
        let cases: Vec<Case> = Code::ALL
            .iter()
            .flat_map(|code| cases_of(code.as_str()))
            .collect();
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let share = cases.len().div_ceil(threads).max(1);
        let reports: Vec<Report> = std::thread::scope(|scope| {
            let workers: Vec<_> = cases
                .chunks(share)
                .map(|cases| scope.spawn(|| cases.iter().map(Case::check).collect::<Vec<_>>()))
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
        .filter(|code| cases_of(code.as_str()).is_empty())
        .collect();
    assert!(without.is_empty(), "no case in tests/ui: {without:?}");
}

#[test]
fn every_folder_is_a_code_and_every_snapshot_has_a_case() {
    let root = corpus::project().join("tests/ui");
    for entry in std::fs::read_dir(&root).expect("the cases") {
        let folder = entry.expect("an entry").path();
        let name = folder.file_name().expect("a name").to_string_lossy();
        assert!(
            name == QUIET || name.parse::<Code>().is_ok(),
            "{} is no code",
            folder.display()
        );
        for snapshot in corpus::files(&folder, "snap") {
            let case = snapshot.with_extension("proactive");
            assert!(case.is_file(), "{} has no case", snapshot.display());
        }
    }
}

#[test]
fn quiet_cases_draw_nothing() {
    let cases = cases_of(QUIET);
    assert!(!cases.is_empty());
    let mut loud = String::new();
    for case in cases {
        let report = case.check();
        if report.exit != Some(0) || !report.findings.is_empty() {
            let _ = writeln!(loud, "{}:\n{}{}", case.title(), report.drawn, report.errors);
        }
    }
    assert!(loud.is_empty(), "{loud}");
}

#[test]
fn cases_draw_their_code() {
    let mut silent = Vec::new();
    let mut wrong = Vec::new();
    for (case, report) in checked() {
        if !report.codes().contains(&case.code.as_str()) {
            silent.push(format!("{}: {:?}", case.title(), report.codes()));
        }
        let picture = picture(case, report);
        let mut settings = insta::Settings::new();
        settings.set_snapshot_path(corpus::project().join("tests/ui").join(&case.code));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        // One assertion must not hide the others.
        let same = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            settings.bind(|| insta::assert_snapshot!(case.name.as_str(), picture));
        }));
        if same.is_err() {
            wrong.push(case.title());
        }
    }
    assert!(
        silent.is_empty(),
        "these do not draw their code: {silent:#?}"
    );
    assert!(
        wrong.is_empty(),
        "{} snapshots differ: {wrong:#?}",
        wrong.len()
    );
}

/// The case, what is said of it, and what its fixes would change.
fn picture(case: &Case, report: &Report) -> String {
    let mut picture = visible(case.text.trim_end());
    picture.push_str("\n\n");
    let exit = report
        .exit
        .map_or("none".to_owned(), |code| code.to_string());
    heading(&mut picture, &format!("found (exit code {exit})"));
    picture.push_str(&visible(report.drawn.trim_end()));
    picture.push('\n');
    picture.push_str(&visible(&report.errors));
    for finding in &report.findings {
        for fix in &finding.fixes {
            picture.push('\n');
            let sort = if fix.certain { "fix" } else { "suggestion" };
            heading(
                &mut picture,
                &format!(
                    "{sort} of {}, line {}: {}",
                    finding.code, finding.line, fix.title
                ),
            );
            picture.push_str(&visible(&difference(&case.fixture, fix)));
        }
    }
    picture
}

fn heading(picture: &mut String, words: &str) {
    let _ = writeln!(picture, "======== {words}");
}

/// A carriage return would vanish in a snapshot.
fn visible(text: &str) -> String {
    text.replace('\r', "\u{240d}")
}

/// What a fix changes, file by file.
fn difference(before: &Fixture, fix: &Fix) -> String {
    let after = fix.apply(before);
    let mut difference = String::new();
    for (old, new) in before.files.iter().zip(&after.files) {
        if old.text == new.text {
            continue;
        }
        if before.files.len() > 1 {
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

/// How often each finding is there. Places are left out: a fix moves what is behind it.
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

/// A certain fix takes its own finding away, and brings no other.
#[test]
fn certain_fixes_mend() {
    let mut wrong = String::new();
    for (case, report) in checked() {
        let before = census(&report.findings);
        for finding in &report.findings {
            for fix in finding.fixes.iter().filter(|fix| fix.certain) {
                let mended = Workspace::new(&fix.apply(&case.fixture)).find(&case.code);
                let after = census(&mended.findings);
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
                        case.title(),
                        fix.title,
                        finding.message,
                        if still {
                            "does not mend"
                        } else {
                            "brings something new"
                        },
                        mended.drawn
                    );
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A fix says what it does, changes something, and its edits are in order and apart.
#[test]
fn fixes_are_well_formed() {
    for (case, report) in checked() {
        for finding in &report.findings {
            for fix in &finding.fixes {
                let title = format!("{}: {}", case.title(), fix.title);
                assert!(!fix.title.is_empty(), "{title}");
                assert!(!fix.edits.is_empty(), "{title} has no edit");
                let apart = fix
                    .edits
                    .windows(2)
                    .all(|pair| pair[0].path != pair[1].path || pair[0].end <= pair[1].start);
                assert!(apart, "{title}: edits overlap or are out of order");
                assert!(
                    fix.apply(&case.fixture) != case.fixture,
                    "{title} does nothing"
                );
            }
        }
    }
}
