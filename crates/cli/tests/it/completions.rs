//! `proactive completions` and `proactive man`.

use crate::corpus;
use crate::support::{Folder, RIGHT, binary};

/// What a shell is offered after these words, the last of which is incomplete.
fn offered(folder: &Folder, words: &[&str]) -> Vec<String> {
    let output = binary(&folder.path())
        .env("PROACTIVE_COMPLETE", "fish")
        .args(["--", "proactive"])
        .args(words)
        .output()
        .unwrap();
    corpus::text(&output.stdout)
        .lines()
        .map(|line| line.split('\t').next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn names_come_from_the_workspace() {
    let folder = Folder::with("proactive.toml", "").file("main.proactive", RIGHT);
    let message = ["simulate", "https://acme.example/", "--message", ""];
    assert_eq!(offered(&folder, &message), ["hello"]);
    assert_eq!(offered(&folder, &["list", "--channel", "w"]), ["web"]);
    assert_eq!(offered(&folder, &["overlaps", "--message", "x"]), [""; 0]);
    // There is no workspace, or it has errors.
    for folder in [Folder::new(), folder.file("main.proactive", "message {")] {
        assert_eq!(offered(&folder, &message), [""; 0]);
    }
}

#[test]
fn codes_formats_and_commands() {
    let folder = Folder::new();
    assert_eq!(offered(&folder, &["explain", "url-h"]), ["url-host-case"]);
    let formats = offered(&folder, &["check", "--format", "s"]);
    assert_eq!(formats, ["short", "sarif"]);
    assert!(offered(&folder, &["co"]).contains(&"completions".to_owned()));
}

#[test]
fn every_shell_has_a_script_that_asks_the_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = Folder::new().run(&["completions", shell]);
        assert_eq!((ran.exit, ran.err.as_str()), (0, ""), "{shell}");
        assert!(ran.out.contains("PROACTIVE_COMPLETE"), "{shell}");
    }
    assert_eq!(Folder::new().run(&["completions", "sh"]).exit, 2);
}

#[test]
fn manual() {
    let folder = Folder::new();
    let page = folder.run(&["man", "fix"]).out;
    insta::assert_snapshot!(page);
    let ran = folder.run(&["man", "-o", "man/man1"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert_eq!(folder.read("man/man1/proactive-fix.1"), page);
    assert!(
        folder
            .read("man/man1/proactive.1")
            .contains("proactive\\-check(1)")
    );
    assert!(!folder.path().join("man/man1/proactive-help.1").exists());
    let unknown = folder.run(&["man", "chekc"]);
    assert_eq!(unknown.exit, 2);
    assert!(
        unknown.err.contains("did you mean `check`?"),
        "{}",
        unknown.err
    );
}
