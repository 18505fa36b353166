//! Adopting the command for an existing account: `--write-baseline`, `--since`,
//! `--max-warnings`.

use std::fmt::Write as _;

use serde_json::Value;

use crate::diff::{commit, git, git_is_missing};
use crate::support::{Folder, RIGHT, schema_errors, wrong};

const BASELINE: &str = "proactive-baseline.json";

/// A message with a warning about its frequency.
fn message(name: &str) -> String {
    let text = RIGHT.split("message hello").nth(1).unwrap();
    let text = text.replace("once_per_visit", "every_time");
    let text = text.replace("/cart", &format!("/{name}/"));
    format!("message {name}{text}\n")
}

/// An account with 60 messages, each with one warning.
fn account() -> Folder {
    let declarations = RIGHT.split("message hello").next().unwrap();
    let mut text = declarations.to_owned();
    for number in 0..60 {
        let _ = write!(text, "{}", message(&format!("m{number}")));
    }
    Folder::with("proactive.toml", "").file("main.proactive", text)
}

#[test]
fn known_findings_are_reported_only_when_they_change() {
    let folder = account();
    let first = folder.run(&["check", "--deny", "warnings"]);
    assert!(first.err.contains("60 warnings"), "{}", first.err);
    let written = folder.run(&["check", "--write-baseline"]);
    assert_eq!((written.exit, written.out.as_str()), (0, ""));
    let baseline = folder.read(BASELINE);
    assert_eq!(baseline.lines().count(), 60 + 5);
    let quiet = folder.run(&["check", "--deny", "warnings"]);
    assert_eq!((quiet.exit, quiet.out.as_str()), (0, ""));

    // A new warning is reported even if the others move.
    let text = folder.read("main.proactive");
    folder.write(
        "main.proactive",
        format!("# Moved\n\n{}{text}", message("new")),
    );
    let new = folder.run(&["check", "--deny", "warnings", "--format", "short"]);
    assert_eq!((new.exit, new.out.lines().count()), (1, 1), "{}", new.out);
    assert!(new.out.contains("every-time-frequency"), "{}", new.out);

    // When a known warning is fixed, the command says that it is gone.
    let fixed = folder
        .read("main.proactive")
        .replacen("every_time", "once_per_visit", 1);
    folder.write(
        "main.proactive",
        fixed.replacen("every_time", "once_per_visit", 1),
    );
    let gone = folder.run(&["check", "--deny", "warnings"]);
    assert_eq!((gone.exit, gone.out.as_str()), (0, ""));
    insta::assert_snapshot!(format!("{}{}{}", written.err, quiet.err, gone.err));
    folder.run(&["check", "--write-baseline"]);
    assert_eq!(folder.read(BASELINE).lines().count(), 59 + 5);
    assert!(
        folder
            .run(&["check"])
            .err
            .ends_with("59 known findings not shown: see `proactive-baseline.json`\n")
    );

    // `build` goes by the same baseline.
    assert_eq!(
        folder
            .run(&["build", "--deny", "warnings", "-o", "x.json"])
            .exit,
        0
    );
    let json = folder.run(&["check", "--json"]);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["summary"]["known"], 59);
    assert_eq!(schema_errors("check", &json), Vec::<String>::new());
}

#[test]
fn a_baseline_is_gone_when_nothing_is_known() {
    let folder = account();
    folder.run(&["check", "--write-baseline"]);
    let right = folder
        .read("main.proactive")
        .replace("every_time", "once_per_visit");
    folder.write("main.proactive", right);
    let ran = folder.run(&["check", "--write-baseline"]);
    assert_eq!(ran.exit, 0);
    assert!(!folder.path().join(BASELINE).exists());
    assert!(ran.err.contains("there are no warnings"), "{}", ran.err);
}

#[test]
fn errors_are_never_known() {
    let folder = Folder::with("proactive.toml", "").file("main.proactive", wrong());
    let ran = folder.run(&["check", "--write-baseline", "--format", "short"]);
    assert_eq!(ran.exit, 1);
    assert!(ran.out.contains("unresolved-name"), "{}", ran.out);
    assert!(!folder.path().join(BASELINE).exists());
}

/// The files that are not named keep their part of the baseline.
#[test]
fn a_baseline_can_be_written_for_one_file() {
    let folder = account().file("more.proactive", message("more"));
    folder.run(&["check", "--write-baseline"]);
    assert_eq!(folder.read(BASELINE).lines().count(), 61 + 5);
    folder.write("more.proactive", "");
    folder.run(&["check", "--write-baseline", "more.proactive"]);
    assert_eq!(folder.read(BASELINE).lines().count(), 60 + 5);
    // What is not looked at is not gone.
    let ran = folder.run(&["check", "more.proactive"]);
    assert!(!ran.err.contains("gone"), "{}", ran.err);
}

#[test]
fn a_file_that_is_no_baseline_is_an_error_and_stays() {
    for text in ["", "[]", "{\"version\": 99, \"findings\": []}"] {
        let folder = account().file(BASELINE, text);
        for arguments in [&["check"][..], &["check", "--write-baseline"], &["build"]] {
            let ran = folder.run(arguments);
            assert_eq!((ran.exit, ran.out.as_str()), (2, ""), "{arguments:?}");
            assert!(ran.err.contains(BASELINE), "{}", ran.err);
        }
        assert_eq!(folder.read(BASELINE), text);
    }
}

#[test]
fn only_what_changed_since_a_revision_is_reported() {
    if git_is_missing() {
        return;
    }
    let folder = account();
    git(
        &folder.path(),
        &["init", "--quiet", "--initial-branch=main"],
    );
    commit(&folder);
    let since = |revision: &str| folder.run(&["check", "--format", "short", "--since", revision]);
    assert_eq!(since("HEAD").out, "");

    // A changed message, a new file, and one that only moves.
    let text = folder.read("main.proactive");
    let text = text.replacen("/m7/", "/m70/", 1);
    folder.write("main.proactive", format!("# Moved\n\n{text}"));
    folder.write("new.proactive", message("new"));
    let ran = since("HEAD");
    let codes = ran.out.lines().filter(|line| line.contains("every-time"));
    assert_eq!(codes.count(), 2, "{}", ran.out);
    assert!(ran.out.contains("new.proactive"), "{}", ran.out);

    // A finding in an old message that a new one explains.
    let all = RIGHT.split("message hello").nth(1).unwrap();
    let all = all.replace("when visitor.url contains \"/cart\"", "when always");
    folder.write("new.proactive", "");
    folder.write(
        "a.proactive",
        format!("message everyone{}", all.replace("30s", "1s")),
    );
    let ran = since("HEAD");
    assert!(ran.out.contains("shadowed-message"), "{}", ran.out);

    let unknown = since("nothing");
    assert_eq!(unknown.exit, 2);
    assert!(unknown.err.contains("`--since nothing`"), "{}", unknown.err);
    assert!(since("main...").exit == 0);
}

#[test]
fn a_number_of_warnings_can_be_allowed() {
    let folder = account();
    assert_eq!(folder.run(&["check", "--max-warnings", "60"]).exit, 0);
    let ran = folder.run(&["check", "--max-warnings", "59"]);
    assert_eq!(ran.exit, 1);
    assert!(
        ran.err
            .starts_with("60 warnings in 1 file (at most 59 allowed)"),
        "{}",
        ran.err
    );
}
