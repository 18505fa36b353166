//! `proactive check --add-allow`: comments silence what is reported, and nothing else changes.

use proactive_diagnostics::Code;
use proactive_testing::Fixture;
use proactive_testing::ui::{self, QUIET};

use crate::corpus::{self, Report, Workspace};
use crate::diff::{commit, git, git_is_missing};
use crate::support::{Folder, RIGHT, doubtful, wrong};

/// The lints of a report that a comment can silence.
fn silenceable(report: &Report) -> Vec<&str> {
    let codes = report.findings.iter().map(|found| found.code.as_str());
    let lints = codes.filter(|code| {
        let code: Code = code.parse().expect("a code");
        code.can_be_allowed() && code != Code::UnusedAllow
    });
    lints.collect()
}

fn texts(workspace: &Workspace, fixture: &Fixture) -> Vec<String> {
    let files = fixture.files.iter();
    files
        .map(|file| {
            let text = std::fs::read(workspace.root().join(&file.path)).expect("the file");
            String::from_utf8_lossy(&text).into_owned()
        })
        .collect()
}

/// Checks that comments silence all lints, keep what is compiled, the layout and the line endings,
/// and that a second run adds none. Returns whether there was a lint.
fn assert_silences(name: &str, fixture: &Fixture) -> bool {
    let workspace = Workspace::new(fixture);
    let before = workspace.check();
    if silenceable(&before).is_empty() {
        return false;
    }
    let first = texts(&workspace, fixture);
    let built = workspace.run(&["build", "--quiet", "-o", "-"]).stdout;
    workspace.run(&["check", "--add-allow", "--reason", "for now", "--quiet"]);
    let after = workspace.check();
    assert_eq!(silenceable(&after), [""; 0], "{name}: {}", after.drawn);
    let others = |report: &Report| {
        let findings = report.findings.iter();
        findings.count() - silenceable(report).len()
    };
    assert_eq!(others(&after), others(&before), "{name}: {}", after.drawn);
    let now = workspace.run(&["build", "--quiet", "-o", "-"]).stdout;
    if !built.is_empty() {
        assert_eq!(corpus::text(&now), corpus::text(&built), "{name}");
    }
    let second = texts(&workspace, fixture);
    for (before, after) in first.iter().zip(&second) {
        let is_formatted = |text: &str| proactive_format::format(text).is_ok_and(|it| it == text);
        assert!(
            !is_formatted(before) || is_formatted(after),
            "{name}: {after}"
        );
        let lone = |text: &str| text.replace("\r\n", "").contains('\n');
        assert!(
            lone(before) || !before.contains('\n') || !lone(after),
            "{name}: {after:?}"
        );
    }
    workspace.run(&["check", "--add-allow", "--reason", "for now", "--quiet"]);
    assert_eq!(texts(&workspace, fixture), second, "{name}");
    true
}

#[test]
fn comments_silence_what_all_pages_report() {
    let pages = ui::pages(&corpus::project()).expect("the pages of tests/ui");
    let pages = pages.iter().filter(|page| page.name != QUIET);
    let mut silenced = 0;
    for case in pages.flat_map(|page| &page.cases) {
        let fixture = case.workspace();
        silenced += usize::from(assert_silences(&case.name(), &fixture));
    }
    assert!(silenced > 100, "{silenced}");
}

#[test]
fn comments_have_the_line_endings_of_the_file() {
    let text = doubtful().replace('\n', "\r\n");
    let folder = Folder::with("main.proactive", &text);
    let ran = folder.run(&["check", "--add-allow"]);
    assert_eq!((ran.exit, ran.out.as_str()), (0, ""), "{}", ran.err);
    let comment = "  # proactive: allow(every-time-frequency)\r\n  frequency every_time";
    let expected = text.replace("  frequency every_time", comment);
    assert_eq!(folder.read("main.proactive"), expected);
}

/// A message with two lints in one statement, one in another, and one of the whole.
const MESSAGE: &str = "\
brand acme

channel web \"acme.example\" {
  brand acme
}

message hello {
  text \"Hello!\"
  reply agent \"One moment.\"
  # Old addresses.
  when visitor.url is \"/cart\" or visitor.url is \"/basket\" and visitor.title contains \"x\"
  # proactive: allow(long-duration): as marketing says it
  after 0m90s on page_view
  frequency every_time
}

message draft { text \"Hi\" reply agent \"Hi\" when visitor.url contains \"/a\" on page_load frequency every_time }

segment nobody when visitor.url contains \"/x\"
";

#[test]
fn codes_of_one_place_are_in_one_comment() {
    let folder = Folder::with("main.proactive", MESSAGE);
    let ran = folder.run(&["check", "--add-allow"]);
    assert_eq!((ran.exit, ran.out.as_str()), (0, ""), "{}", ran.err);
    insta::assert_snapshot!(format!("{}\n{}", ran.err, folder.read("main.proactive")));
    let again = folder.run(&["check", "--add-allow", "--deny", "warnings"]);
    assert!(
        again.err.ends_with("there is no lint to allow\n"),
        "{}",
        again.err
    );
    assert_eq!(again.exit, 0);
}

/// A comment with another reason is about something else.
#[test]
fn a_comment_is_joined_unless_it_has_another_reason() {
    let above =
        |comment: &str| doubtful().replace("  frequency", &format!("  {comment}\n  frequency"));
    for (comment, reason, expected) in [
        (
            "# proactive: allow(long-text)",
            None,
            "# proactive: allow(long-text, every-time-frequency)",
        ),
        (
            "#proactive:allow( long-text ) : old",
            None,
            "#proactive:allow( long-text, every-time-frequency ) : old",
        ),
        (
            "# proactive: allow(long-text): old",
            Some("old"),
            "# proactive: allow(long-text, every-time-frequency): old",
        ),
        (
            "# proactive: allow(long-text): old",
            Some(" new  "),
            "# proactive: allow(long-text): old\n  # proactive: allow(every-time-frequency): new",
        ),
        (
            "# proactive: allow",
            None,
            "# proactive: allow\n  # proactive: allow(every-time-frequency)",
        ),
    ] {
        let folder = Folder::with("main.proactive", above(comment));
        let mut arguments = vec!["check", "--add-allow"];
        arguments.extend(reason.iter().flat_map(|reason| ["--reason", reason]));
        folder.run(&arguments);
        assert_eq!(folder.read("main.proactive"), above(expected));
    }
}

#[test]
fn only_what_would_be_reported_is_allowed() {
    let folder = Folder::with("proactive.toml", "").file("a.proactive", doubtful());
    let more = RIGHT.split("message hello").nth(1).unwrap();
    let more = format!(
        "message more{}",
        more.replace("once_per_visit", "every_time")
            .replace("cart", "more")
    );
    folder.write("b.proactive", &more);
    // A file that is not named.
    folder.run(&["check", "--add-allow", "a.proactive"]);
    assert!(folder.read("a.proactive").contains("allow(every-time"));
    assert_eq!(folder.read("b.proactive"), more);
    // A known finding.
    folder.run(&["check", "--write-baseline"]);
    let ran = folder.run(&["check", "--add-allow"]);
    assert!(ran.err.contains("there is no lint to allow"), "{}", ran.err);
    assert!(ran.err.contains("1 known finding not shown"), "{}", ran.err);
    assert_eq!(folder.read("b.proactive"), more);
    assert_eq!(folder.read("proactive.toml"), "");
}

#[test]
fn only_what_changed_since_a_revision_is_allowed() {
    if git_is_missing() {
        return;
    }
    let folder = Folder::with("proactive.toml", "").file("main.proactive", doubtful());
    git(
        &folder.path(),
        &["init", "--quiet", "--initial-branch=main"],
    );
    commit(&folder);
    let more = RIGHT.split("message hello").nth(1).unwrap();
    let more = more
        .replace("once_per_visit", "every_time")
        .replace("cart", "more");
    let text = format!("message more{more}\n{}", doubtful());
    folder.write("main.proactive", &text);
    let ran = folder.run(&[
        "check",
        "--add-allow",
        "--since",
        "HEAD",
        "--deny",
        "warnings",
    ]);
    assert_eq!((ran.exit, ran.out.as_str()), (0, ""), "{}", ran.err);
    let expected = text.replacen(
        "  frequency",
        "  # proactive: allow(every-time-frequency)\n  frequency",
        1,
    );
    assert_eq!(folder.read("main.proactive"), expected);
}

#[test]
fn a_diff_shows_the_comments_and_writes_nothing() {
    let folder = Folder::with("main.proactive", doubtful());
    let ran = folder.run(&["check", "--add-allow", "--diff"]);
    assert_eq!(ran.exit, 1);
    assert_eq!(folder.read("main.proactive"), doubtful());
    insta::assert_snapshot!(format!("{}{}", ran.out, ran.err));
}

#[test]
fn standard_input_gets_comments_on_standard_output() {
    let folder = Folder::new();
    let ran = folder.pipe(&["check", "--add-allow", "-"], doubtful().as_bytes());
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(
        ran.out
            .contains("\n  # proactive: allow(every-time-frequency)\n  frequency")
    );
}

/// What is left is reported, and decides the exit code.
#[test]
fn errors_cannot_be_allowed() {
    let folder = Folder::with("main.proactive", wrong());
    let ran = folder.run(&["check", "--add-allow", "--format", "short"]);
    assert_eq!(ran.exit, 1);
    assert!(ran.out.contains("unresolved-name"), "{}", ran.out);
    assert_eq!(folder.read("main.proactive"), wrong());
}

/// A lint that the manifest raises to an error can be allowed, as one that it lowers.
#[test]
fn lints_of_all_levels_are_allowed() {
    for level in ["error", "info"] {
        let manifest = format!("[lints]\nevery-time-frequency = \"{level}\"\n");
        let folder = Folder::with("proactive.toml", manifest).file("main.proactive", doubtful());
        let ran = folder.run(&["check", "--add-allow"]);
        assert_eq!((ran.exit, ran.out.as_str()), (0, ""), "{}", ran.err);
    }
}

#[test]
fn a_reason_is_asked_for_where_the_manifest_requires_one() {
    let folder = Folder::with("proactive.toml", "[lints]\nrequire-reason = true\n")
        .file("main.proactive", doubtful());
    let refused = folder.run(&["check", "--add-allow"]);
    assert_eq!((refused.exit, refused.out.as_str()), (2, ""));
    assert_eq!(folder.read("main.proactive"), doubtful());
    let ran = folder.run(&["check", "--add-allow", "--reason", "until May"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    let comment = "# proactive: allow(every-time-frequency): until May\n";
    assert!(folder.read("main.proactive").contains(comment));
    insta::assert_snapshot!(format!("{}{}", refused.err, ran.err));
}

#[test]
fn what_makes_no_sense_together_is_refused() {
    let folder = Folder::with("main.proactive", doubtful());
    for arguments in [
        &["--add-allow", "--fix"][..],
        &["--add-allow", "--watch"],
        &["--add-allow", "--write-baseline"],
        &["--reason", "x"],
        &["--diff"],
        &["--add-allow", "--reason", " "],
        &["--add-allow", "--reason", "one\ntwo"],
    ] {
        let arguments = [&["check"], arguments].concat();
        let ran = folder.run(&arguments);
        assert_eq!(ran.exit, 2, "{arguments:?}: {}", ran.err);
        assert_eq!(folder.read("main.proactive"), doubtful());
    }
}
