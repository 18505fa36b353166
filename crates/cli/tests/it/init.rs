//! `proactive init`.

use crate::corpus;
use crate::support::Folder;

/// Every command succeeds in a new workspace.
#[test]
fn a_new_workspace_is_right_and_tested() {
    let folder = Folder::new();
    let ran = folder.run(&["init", "shops/acme \"1\""]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    insta::assert_snapshot!(format!("{}{}", ran.out, ran.err));
    let root = folder.path().join("shops/acme \"1\"");
    let root = root.to_str().unwrap();
    for command in [
        &["check", "--deny", "warnings"][..],
        &["test"],
        &["fmt", "--check"],
        &["build", "-o", "out.json"],
    ] {
        let ran = folder.run(&[command, &[root]].concat());
        assert_eq!(ran.exit, 0, "{command:?}: {}{}", ran.out, ran.err);
    }
    let built = folder.read("out.json");
    assert!(built.contains("cart_help"), "{built}");
    let manifest = folder.read("shops/acme \"1\"/proactive.toml");
    assert_eq!(manifest, "name = \"acme \\\"1\\\"\"\n");
}

#[test]
fn the_extension_creates_the_same_files() {
    let starter = corpus::read(&corpus::project().join("editors/vscode/src/starter.ts"));
    for name in ["account.proactive", "messages.proactive"] {
        let file = corpus::project().join("crates/cli/starter").join(name);
        let text = corpus::read(&file);
        assert!(starter.contains(&format!("name: '{name}'")), "{name}");
        assert!(starter.contains(&format!("text: `{text}`")), "{name}");
    }
}

#[test]
fn nothing_is_overwritten() {
    let folder = Folder::with("messages.proactive", "# mine\n");
    let ran = folder.run(&["init"]);
    assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
    assert_eq!(
        ran.err,
        "error: `messages.proactive` exists already; nothing was written\n"
    );
    assert!(!folder.path().join("proactive.toml").exists());

    let folder = Folder::with("proactive.toml", "").file("sub/x.txt", "");
    let here = folder.run(&["init"]);
    let below = folder.run(&["init", "sub/new"]);
    let file = folder.run(&["init", "sub/x.txt"]);
    for ran in [&here, &below, &file] {
        assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
    }
    insta::assert_snapshot!(format!("{}{}{}", here.err, below.err, file.err));
}

#[test]
fn the_checks_are_at_the_top_of_the_repository() {
    let folder = Folder::with(".git/HEAD", "");
    let ran = folder.run(&["init", "shops/acme", "--ci", "github"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    // Checks can be added to an existing workspace.
    let ran = folder.run(&["init", "shops/acme", "--ci", "gitlab"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    insta::assert_snapshot!(format!(
        "{}{}\n== github\n{}\n== gitlab\n{}",
        ran.out,
        ran.err,
        folder.read(".github/workflows/proactive.yml"),
        folder.read(".gitlab-ci.yml")
    ));
    let again = folder.run(&["init", "shops/acme", "--ci", "gitlab"]);
    assert_eq!(again.exit, 2);
}
