//! `proactive check --fix`: certain fixes are applied until none is left, and nothing else changes.

use proactive_testing::ui::{self, QUIET};
use proactive_testing::{Fixture, FixtureFile, mutations};

use crate::corpus::{self, Fix, Report, Workspace};
use crate::support::{Folder, RIGHT, doubtful};

/// A text with a problem that has a certain fix, and one that has none.
const FIXABLE: &str = "\
brand acme \"Acme\"

channel web \"acme.example\" {
  brand acme
}

message hello {
  text \"Can I help you?\"
  reply agent \"I'll put you through.\"
  when visitor.url contains '/cart'
  after 30s on page_view
  frequency every_time
}
";

fn certain(report: &Report) -> Option<&Fix> {
    let mut fixes = report.findings.iter().flat_map(|found| &found.fixes);
    fixes.find(|fix| fix.certain)
}

/// Applies the first certain fix of the first finding that has one, one at a time.
fn one_by_one(fixture: &Fixture) -> Fixture {
    let mut fixture = fixture.clone();
    for _ in 0..100 {
        let report = Workspace::new(&fixture).check();
        match certain(&report) {
            Some(fix) => fixture = fix.apply(&fixture),
            None => return fixture,
        }
    }
    panic!("the fixes have no end");
}

fn texts(workspace: &Workspace, fixture: &Fixture) -> Vec<(String, Vec<u8>)> {
    let files = fixture.files.iter();
    files
        .map(|file| {
            let path = workspace.root().join(&file.path);
            (file.path.clone(), std::fs::read(path).expect("the file"))
        })
        .collect()
}

/// Checks that fixing ends, makes exactly the edits that the findings announce, and changes nothing the
/// second time. Returns whether the fixture has a certain fix.
fn assert_fixes(name: &str, fixture: &Fixture) -> bool {
    let workspace = Workspace::new(fixture);
    let before = workspace.check();
    if certain(&before).is_none() {
        return false;
    }
    let expected: Vec<(String, Vec<u8>)> = one_by_one(fixture)
        .files
        .iter()
        .map(|file| (file.path.clone(), file.bytes().into_owned()))
        .collect();
    workspace.run(&["fix", "--quiet"]);
    let fixed = texts(&workspace, fixture);
    assert_eq!(fixed, expected, "{name}");
    let after = workspace.check();
    assert!(certain(&after).is_none(), "{name}: {}", after.drawn);
    let errors = |report: &Report| {
        let findings = report.findings.iter();
        findings.filter(|it| it.severity == "error").count()
    };
    assert!(errors(&after) <= errors(&before), "{name}: {}", after.drawn);
    workspace.run(&["check", "--fix", "--quiet"]);
    assert_eq!(texts(&workspace, fixture), fixed, "{name}");
    true
}

#[test]
fn fixes_of_all_pages() {
    let pages = ui::pages(&corpus::project()).expect("the pages of tests/ui");
    let pages = pages.iter().filter(|page| page.name != QUIET);
    let mut fixed = 0;
    for case in pages.flat_map(|page| &page.cases) {
        let fixture = case.workspace();
        fixed += usize::from(assert_fixes(&case.name(), &fixture));
    }
    assert!(fixed > 100, "{fixed}");
}

#[test]
fn fixes_of_damaged_texts() {
    let example = corpus::project().join("examples/outdoor-shop");
    for path in corpus::files(&example, "proactive") {
        let text = corpus::read(&path);
        for (number, damaged) in mutations(&text, 6).enumerate() {
            let fixture = Fixture {
                files: vec![FixtureFile::new("main.proactive", damaged)],
            };
            assert_fixes(&format!("{} {number}", path.display()), &fixture);
        }
    }
}

fn fixable() -> Folder {
    Folder::with("main.proactive", FIXABLE)
}

#[test]
fn what_is_left_is_reported() {
    let folder = fixable();
    let ran = folder.run(&["check", "--fix", "--format", "short"]);
    assert_eq!(ran.exit, 0, "{}{}", ran.out, ran.err);
    insta::assert_snapshot!(format!(
        "{}{}\n{}",
        ran.out,
        ran.err,
        folder.read("main.proactive")
    ));
    let again = folder.run(&["fix", "--format", "short"]);
    assert_eq!(again.out, ran.out);
    assert!(
        again.err.ends_with("no problem has a certain fix\n"),
        "{}",
        again.err
    );
}

#[test]
fn a_diff_writes_nothing() {
    let folder = fixable();
    let ran = folder.run(&["check", "--fix", "--diff"]);
    assert_eq!(ran.exit, 1);
    assert_eq!(folder.read("main.proactive"), FIXABLE);
    insta::assert_snapshot!(format!("{}{}", ran.out, ran.err));
    let right = Folder::with("main.proactive", RIGHT).run(&["fix", "--diff"]);
    assert_eq!((right.exit, right.out.as_str()), (0, ""));
    // Without `--fix` there is nothing to show.
    assert_eq!(folder.run(&["check", "--diff"]).exit, 2);
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let folder = Folder::new();
    let ran = folder.pipe(&["check", "--fix", "-"], FIXABLE.as_bytes());
    assert!(ran.out.contains("contains \"/cart\""), "{}", ran.out);
    assert!(ran.err.contains("every-time-frequency"), "{}", ran.err);
    let right = folder.pipe(&["fix", "-"], RIGHT.as_bytes());
    assert_eq!(right.out, RIGHT);
}

#[test]
fn the_manifest_is_fixed_if_it_is_named() {
    let text = "name = Acme\n\n[lints]\nevery-time-frequency = \"allow\"\n";
    let folder = Folder::with("proactive.toml", text).file("main.proactive", FIXABLE);
    let ran = folder.run(&["fix", "--diff"]);
    assert!(
        ran.out.contains("+name = \"Acme\""),
        "{}{}",
        ran.out,
        ran.err
    );
    folder.run(&["fix", "main.proactive"]);
    assert_eq!(folder.read("proactive.toml"), text);
    let ran = folder.run(&["fix"]);
    assert_eq!(
        folder.read("proactive.toml"),
        text.replace("Acme", "\"Acme\""),
        "{}",
        ran.err
    );
    // The fixed manifest allows the lint.
    assert_eq!((ran.exit, ran.out.as_str()), (0, ""), "{}", ran.err);
}

/// Only what the command line names changes, although the whole workspace is checked.
#[test]
fn other_files_of_the_workspace_stay() {
    let folder = Folder::with("proactive.toml", "")
        .file("one.proactive", FIXABLE)
        .file("two.proactive", "brand other 'Other'\n");
    let ran = folder.run(&["fix", "two.proactive"]);
    assert_eq!(folder.read("one.proactive"), FIXABLE);
    assert_eq!(folder.read("two.proactive"), "brand other \"Other\"\n");
    assert!(ran.err.contains("1 problem fixed in 1 file"), "{}", ran.err);
}

#[test]
fn line_endings_stay() {
    let folder = Folder::with("main.proactive", FIXABLE.replace('\n', "\r\n"));
    folder.run(&["fix"]);
    let text = folder.read("main.proactive");
    assert!(text.contains("contains \"/cart\"\r\n"), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_is_an_error_and_stays() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = fixable().file(
        "other.proactive",
        "segment x when visitor.url contains '/x'\n",
    );
    let path = folder.path().join("main.proactive");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).unwrap();
    // The administrator may write everything.
    if std::fs::OpenOptions::new().write(true).open(&path).is_ok() {
        return;
    }
    let ran = folder.run(&["fix"]);
    assert_eq!(ran.exit, 2);
    assert!(
        ran.err.contains("cannot write `main.proactive`"),
        "{}",
        ran.err
    );
    assert_eq!(folder.read("main.proactive"), FIXABLE);
    assert!(folder.read("other.proactive").contains("\"/x\""));
}

#[test]
fn warnings_are_denied_after_the_fixes() {
    let folder = Folder::with("main.proactive", doubtful());
    let ran = folder.run(&["fix", "--deny", "warnings"]);
    assert_eq!(ran.exit, 1);
}
