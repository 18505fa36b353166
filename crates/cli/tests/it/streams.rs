//! Exit codes and output streams, tested with the real binary where the process matters.

use std::io::Read;
use std::process::Stdio;

use crate::support::{Folder, RIGHT, binary, doubtful, lines, wrong};

#[test]
fn exit_codes() {
    let right = Folder::with("a.proactive", RIGHT);
    let wrong = Folder::with("a.proactive", wrong());
    let doubtful = Folder::with("a.proactive", doubtful());
    let unreadable = Folder::with("a.proactive", b"\xFF").file("b.proactive", RIGHT);
    let cases: [(&Folder, &[&str], i32); 14] = [
        (&right, &["check"], 0),
        (&right, &["check", "--deny", "warnings"], 0),
        (&wrong, &["check"], 1),
        (&doubtful, &["check"], 0),
        (&doubtful, &["check", "--deny", "warnings"], 1),
        (&unreadable, &["check"], 2),
        (&unreadable, &["check", "b.proactive"], 0),
        (&right, &["check", "gone"], 2),
        (&right, &["check", "--format", "shrot"], 2),
        (&right, &["chekc"], 2),
        (&right, &[], 2),
        (&right, &["--version"], 0),
        (&right, &["help", "check"], 0),
        (&right, &["explain", "no-such-code"], 2),
    ];
    for (folder, arguments, exit) in cases {
        let ran = folder.binary(arguments);
        assert_eq!(ran.exit, exit, "{arguments:?}: {}{}", ran.out, ran.err);
    }
}

#[test]
fn findings_on_stdout_and_summary_on_stderr() {
    let folder = Folder::with("a.proactive", wrong());
    let ran = folder.binary(&["check"]);
    assert!(
        ran.out
            .starts_with("error[unresolved-name]: there is no channel `wbe`\n"),
        "{}",
        ran.out
    );
    assert_eq!(ran.err, "1 error in 1 file\n");
    let ran = folder.binary(&["check", "--quiet"]);
    assert_eq!(ran.err, "");
    assert!(!ran.out.is_empty());
    let folder = Folder::with("a.proactive", RIGHT);
    let ran = folder.binary(&["check"]);
    assert_eq!(
        (ran.out.as_str(), ran.err.as_str()),
        ("", "1 file checked, no problems found\n")
    );
    let folder = Folder::with("a.proactive", doubtful());
    let ran = folder.binary(&["check", "--deny", "warnings", "--format", "short"]);
    assert_eq!(ran.err, "1 warning in 1 file (warnings are denied)\n");
}

#[test]
fn usage_errors_list_the_choices() {
    let folder = Folder::new();
    let error = |arguments: &[&str]| {
        let ran = folder.run(arguments);
        assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
        ran.err
    };
    assert!(error(&["check", "--format", "jsn"]).contains("did you mean `json`?"));
    assert!(error(&["check", "--format", "xml"]).contains("use one of pretty, plain, short, json"));
    assert!(error(&["check", "--format", "json="]).contains("missing file name after `=`"));
    assert!(error(&["check", "--format", "short", "--json"]).contains("cannot both go"));
    assert!(error(&["chekc"]).contains("'check'"));
    assert!(error(&["build", "a", "b"]).contains("unexpected argument"));
}

#[test]
fn several_formats_at_once() {
    let folder = Folder::with("a.proactive", wrong());
    let ran = folder.run(&[
        "check",
        "--format",
        "short",
        "--format",
        "json=out.json",
        "--format=plain=out.txt",
    ]);
    assert_eq!(ran.exit, 1);
    assert_eq!(lines(&ran.out).len(), 1);
    let json: serde_json::Value = serde_json::from_str(&folder.read("out.json")).unwrap();
    assert_eq!(json["findings"][0]["code"], "unresolved-name");
    assert_eq!(
        folder.run(&["check", "--json"]).out,
        folder.read("out.json")
    );
    assert_eq!(folder.run(&["check"]).out, folder.read("out.txt"));
    // Only into a file: then nothing is printed but the summary.
    let ran = folder.run(&["check", "--format", "json=out.json"]);
    assert_eq!(
        (ran.exit, ran.out.as_str(), ran.err.as_str()),
        (1, "", "1 error in 1 file\n")
    );
    let ran = folder.run(&["check", "--json", "--format", "json"]);
    assert_eq!(ran.exit, 1);
    let ran = folder.run(&["check", "--format", "json=out.txt/out.json"]);
    assert_eq!(ran.exit, 2);
    assert!(
        ran.err.contains("error: cannot write `out.txt/out.json`: "),
        "{}",
        ran.err
    );
}

#[test]
fn pretty_on_a_terminal_and_color_flag() {
    let folder = Folder::with("a.proactive", wrong());
    let terminal = folder.on_terminal(&["check"]).out;
    assert!(terminal.contains("╭─[") && terminal.contains('\u{1B}'));
    assert!(
        !folder
            .on_terminal(&["check", "--color", "never"])
            .out
            .contains('\u{1B}')
    );
    let piped = folder.run(&["check", "--format", "pretty"]).out;
    assert!(piped.contains("╭─[") && !piped.contains('\u{1B}'));
    assert!(
        folder
            .run(&["check", "--format", "pretty", "--color", "always"])
            .out
            .contains('\u{1B}')
    );
    for format in ["plain", "short", "json"] {
        let ran = folder.run(&["check", "--format", format, "--color", "always"]);
        assert!(!ran.out.contains('\u{1B}'), "{format}");
    }
}

#[test]
fn no_color_is_respected() {
    let folder = Folder::with("a.proactive", wrong());
    let run = |always: bool| {
        let mut command = binary(&folder.path());
        command
            .env("NO_COLOR", "1")
            .args(["check", "--format", "pretty"]);
        if always {
            command.args(["--color", "always"]);
        }
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(!run(false).contains('\u{1B}'));
    assert!(run(true).contains('\u{1B}'));
}

#[test]
fn closed_pipe_ends_quietly() {
    // More than a pipe holds, so that the command must notice.
    let folder = Folder::with("a.proactive", "brand acme\n".repeat(3000));
    for format in ["plain", "pretty", "short", "json"] {
        let mut child = binary(&folder.path())
            .args(["check", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = child.stdout.take().unwrap();
        let mut some = [0; 100];
        out.read_exact(&mut some).unwrap();
        drop(out);
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{format}: {err}");
        let summary = lines(&err);
        assert_eq!(summary.len(), 3, "{format}: {err}");
        assert!(summary[0].ends_with(" in 1 file"), "{format}: {err}");
    }
}

#[test]
fn closed_standard_error_does_not_matter() {
    let folder = Folder::with("a.proactive", wrong());
    let mut child = binary(&folder.path())
        .arg("check")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stderr.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(!output.stdout.is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn full_disk_is_an_error() {
    let folder = Folder::with("a.proactive", wrong());
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = binary(&folder.path())
        .args(["check", "--quiet"])
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(
        err.starts_with("error: cannot write to standard output: "),
        "{err}"
    );
}

#[test]
fn the_order_of_arguments_does_not_matter() {
    let folder = Folder::with("one/a.proactive", wrong()).file("two/b.proactive", wrong());
    let ran = folder.run(&["check", "--json", "one", "two"]);
    assert_eq!(
        ran.out,
        folder.run(&["check", "two", "--json", "one", "two"]).out
    );
    assert_eq!(
        ran.err,
        "2 errors in 2 files\n  errors: 2 unresolved-name\n"
    );
}

#[test]
fn long_lines_are_truncated() {
    let (accents, words) = ("é".repeat(300_000), "x ".repeat(50_000));
    let text = format!("{}# {accents}\nbrand acmé {words}", wrong());
    let folder = Folder::with("a.proactive", text);
    for format in ["plain", "pretty", "short", "json"] {
        let ran = folder.run(&["check", "--format", format]);
        assert_eq!(ran.exit, 1);
        assert!(ran.out.len() < 20_000, "{format}: {}", ran.out.len());
    }
}
