//! The progress bar, in a terminal that `script` of util-linux makes.

use std::process::{Command, Stdio};

use crate::support::{Folder, RIGHT};

/// The file that it takes a second to read: a pipe, which is written to that late.
const SLOW: &str = "slow.proactive";

/// Whether there is no `script`, as on systems other than Linux.
fn script_is_missing() -> bool {
    let version = Command::new("script").arg("--version").output();
    !version.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("util-linux"))
}

/// What a command line writes to a terminal. `after` is how long, in seconds, it takes to read the
/// file.
fn on_terminal(folder: &Folder, after: &str, line: &str) -> String {
    let folder = folder.path();
    let pipe = folder.join(SLOW);
    let _ = std::fs::remove_file(&pipe);
    let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let line = format!("(sleep {after}; cat right.txt > {SLOW}) & {line}; wait");
    let ran = Command::new("script")
        .args(["--quiet", "--return", "--command", &line, "/dev/null"])
        .current_dir(&folder)
        .env("TERM", "xterm-256color")
        .env("PROACTIVE", env!("CARGO_BIN_EXE_proactive"))
        .env("SHELL", "/bin/sh")
        .env_remove("CI")
        .env_remove("NO_COLOR")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8(ran.stdout).unwrap()
}

/// The bar says what is done.
const WORDS: &str = "checking";
/// The summary of the command says this.
const DONE: &str = "1 file checked, no problems found";
/// Erases the line (ECMA-48: EL).
const ERASED: &str = "\u{1B}[2K";

#[test]
fn a_bar_appears_on_long_work_and_goes() {
    if script_is_missing() {
        return;
    }
    let folder = Folder::with("right.txt", RIGHT);
    let written = on_terminal(
        &folder,
        "1",
        &format!("$PROACTIVE --color never check {SLOW}"),
    );
    let (before, after) = written.split_once(DONE).expect("the summary");
    assert!(before.contains(WORDS), "{written:?}");
    let erased = before.rfind(ERASED).expect("the line is erased");
    assert!(erased > before.rfind(WORDS).unwrap(), "{written:?}");
    assert_eq!(after.trim_end(), "", "{written:?}");
}

#[test]
fn there_is_no_bar_where_nobody_looks() {
    if script_is_missing() {
        return;
    }
    let folder = Folder::with("right.txt", RIGHT);
    for (after, line) in [
        // Short work.
        ("0.1", format!("$PROACTIVE --color never check {SLOW}")),
        (
            "1",
            format!("$PROACTIVE --color never --quiet check {SLOW}"),
        ),
        (
            "1",
            format!("CI=true $PROACTIVE --color never check {SLOW}"),
        ),
        (
            "1",
            format!("TERM=dumb $PROACTIVE --color never check {SLOW}"),
        ),
        // Standard error is no terminal.
        (
            "1",
            format!("$PROACTIVE --color never check {SLOW} 2> error.txt; cat error.txt"),
        ),
        (
            "1",
            format!("$PROACTIVE --color never check {SLOW} 2>&1 | cat"),
        ),
    ] {
        let written = on_terminal(&folder, after, &line);
        assert!(!written.contains("checking"), "{line}: {written:?}");
        assert!(!written.contains(ERASED), "{line}: {written:?}");
        assert!(
            line.contains("quiet") || written.contains(DONE),
            "{line}: {written:?}"
        );
    }
}
