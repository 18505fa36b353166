//! Nothing to look at: no files, or a folder above the workspaces.

use crate::support::{Folder, RIGHT, Ran, wrong};

const TEST: &str = r#"
test "In the cart" {
  visit "https://acme.example/cart" for 1m
  expect hello after 30s
}
"#;

/// The commands that look at files of a workspace.
const COMMANDS: [&[&str]; 7] = [
    &["check"],
    &["test"],
    &["fmt", "--check"],
    &["build"],
    &["overlaps"],
    &["simulate", "--url", "https://acme.example/"],
    &["diff", ".", "."],
];

#[test]
fn no_files_are_an_error() {
    let folders = [
        ("no files at all", Folder::new()),
        ("other files", Folder::with("notes.txt", "")),
        ("all excluded", {
            Folder::with("proactive.toml", "exclude = [\"a.proactive\"]\n")
                .file("a.proactive", RIGHT)
        }),
    ];
    for (name, folder) in &folders {
        for command in COMMANDS {
            let ran = folder.binary(&[command, &["--quiet"]].concat());
            assert_eq!((ran.exit, ran.out.as_str()), (2, ""), "{name}: {command:?}");
            assert_eq!(
                ran.err, "error: no `.proactive` files found in `.`\n",
                "{name}: {command:?}"
            );
            let ran = folder.binary(&[command, &["--allow-empty"]].concat());
            assert_eq!(ran.exit, 0, "{name}: {command:?}: {}", ran.err);
            assert_eq!(
                ran.err.lines().next(),
                Some("no `.proactive` files found in `.`"),
                "{name}: {command:?}"
            );
            assert!(!ran.err.contains("no tests"), "{name}: {}", ran.err);
        }
    }
    // A document for a program is complete.
    let ran = Folder::new().binary(&["check", "--json"]);
    assert_eq!(ran.exit, 2);
    let document: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["summary"]["files"], 0);
}

#[test]
fn nothing_is_written_for_nothing() {
    let folder = Folder::with("proactive.toml", "[build]\noutput = \"site.json\"\n")
        .file("site.json", "the last configuration");
    assert_eq!(folder.binary(&["build"]).exit, 2);
    assert_eq!(folder.read("site.json"), "the last configuration");
    assert_eq!(folder.binary(&["build", "--allow-empty"]).exit, 0);
    assert!(folder.read("site.json").starts_with('{'));
}

#[test]
fn every_named_folder_counts() {
    let folder = Folder::with("shop/a.proactive", wrong()).file("other/notes.txt", "");
    let ran = folder.binary(&["check", "shop", "other", "--format", "short"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.out.contains("unresolved-name"), "{}", ran.out);
    assert_eq!(
        ran.err,
        "error: no `.proactive` files found in `other`\n1 error in 1 file\n"
    );
}

#[test]
fn findings_that_say_why_are_enough() {
    let folder = Folder::with(
        "proactive.toml",
        "exclude = [\"shops/**\", \"!shops/acme/**\"]\n",
    )
    .file("shops/acme/a.proactive", RIGHT);
    for command in COMMANDS {
        let ran = folder.binary(command);
        assert_eq!(ran.exit, 2, "{command:?}");
        assert!(
            format!("{}{}", ran.out, ran.err).contains("include = [\"shops/acme/**\"]"),
            "{command:?}: {}{}",
            ran.out,
            ran.err
        );
        assert!(!ran.err.contains("error: no"), "{command:?}: {}", ran.err);
    }
}

/// A folder without a workspace, with three of them below it.
fn shops() -> Folder {
    Folder::with("README.md", "")
        .file("shops/acme/proactive.toml", "name = \"Acme\"\n")
        .file("shops/acme/main.proactive", format!("{RIGHT}{TEST}"))
        .file("shops/acme/inner/proactive.toml", "name = \"Inner\"\n")
        .file("shops/acme/inner/main.proactive", format!("{RIGHT}{TEST}"))
        .file("shops/bolt/proactive.toml", "name = \"Bolt\"\n")
        .file("shops/bolt/main.proactive", format!("{RIGHT}{TEST}"))
}

#[test]
fn workspaces_below_the_folder_are_taken() {
    let folder = shops();
    let said = |ran: Ran| (ran.exit, ran.err);
    let fine = |words: &str| (0, words.to_owned());
    assert_eq!(
        said(folder.binary(&["check"])),
        fine("3 files checked, no problems found\n")
    );
    assert_eq!(said(folder.binary(&["test"])), fine("3 tests passed\n"));
    assert_eq!(
        said(folder.binary(&["fmt", "--check", "shops"])),
        fine("3 files unchanged\n")
    );
    // A workspace does not take those in it.
    assert_eq!(
        said(folder.binary(&["check", "shops/acme"])),
        fine("1 file checked, no problems found\n")
    );
    // Naming a part of one, too, changes nothing.
    assert_eq!(
        said(folder.binary(&["check", ".", "shops/acme/inner/main.proactive"])),
        fine("3 files checked, no problems found\n")
    );
    // They do not share names, and findings say where they are.
    folder.write("shops/bolt/main.proactive", wrong());
    let ran = folder.binary(&["check", "--json", "."]);
    assert_eq!(ran.exit, 1);
    let document: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["findings"][0]["workspace"], "Bolt");
    assert_eq!(document["findings"].as_array().unwrap().len(), 1);
    let ran = folder.binary(&["test", "--coverage"]);
    assert_eq!(ran.exit, 1);
    assert!(ran.out.contains("shops/bolt/main.proactive"), "{}", ran.out);
    assert!(ran.out.contains("coverage: 0 of 2"), "{}", ran.out);
    assert!(
        ran.err
            .ends_with("the tests of 1 workspace were not run because of errors\n"),
        "{}",
        ran.err
    );
    // Loose files are a workspace of their own.
    folder.write("loose.proactive", wrong());
    let ran = folder.binary(&["check", "--format", "short"]);
    assert!(
        ran.err.starts_with("2 errors in 2 of 4 files\n"),
        "{}",
        ran.err
    );
}

#[test]
fn an_empty_one_among_them_is_no_error() {
    let folder = shops().file("shops/new/proactive.toml", "");
    let ran = folder.binary(&["check"]);
    assert_eq!(ran.exit, 0);
    assert_eq!(
        ran.err,
        "no `.proactive` files found in `shops/new`\n3 files checked, no problems found\n"
    );
    let folder = Folder::with("shops/new/proactive.toml", "");
    let ran = folder.binary(&["check"]);
    assert_eq!(ran.exit, 2);
    assert_eq!(
        ran.err,
        "error: no `.proactive` files found in `shops/new`\n"
    );
}

#[test]
fn commands_for_one_workspace_name_them() {
    let folder = shops();
    for command in &COMMANDS[3..] {
        for more in [&[][..], &["--quiet"], &["--allow-empty"]] {
            let ran = folder.binary(&[command, more].concat());
            assert_eq!((ran.exit, ran.out.as_str()), (2, ""), "{command:?}");
            assert_eq!(
                ran.err,
                "error: there is no workspace in `.`; there are workspaces in `shops/acme` and \
                 `shops/bolt`: name one of these folders\n"
            );
        }
    }
    let folder =
        Folder::with("shops/acme/proactive.toml", "").file("shops/acme/main.proactive", RIGHT);
    let ran = folder.binary(&["build"]);
    assert_eq!(
        ran.err,
        "error: there is no workspace in `.`; there is one in `shops/acme`: name that folder\n"
    );
    let many = (0..9).fold(Folder::new(), |folder, number| {
        folder.file(&format!("shop{number}/proactive.toml"), "")
    });
    let ran = many.binary(&["build"]);
    assert!(
        ran.err.contains("`shop3` and 5 more folders: name one of"),
        "{}",
        ran.err
    );
}

#[test]
fn filter_without_any_test() {
    let folder = Folder::with("a.proactive", RIGHT);
    let ran = folder.binary(&["test"]);
    assert_eq!(ran.exit, 0);
    assert_eq!(
        ran.err,
        "no tests found\n1 file checked, no problems found\n"
    );
    let ran = folder.binary(&["test", "--filter", "cart", "--quiet"]);
    assert_eq!(ran.exit, 2);
    assert_eq!(ran.err, "error: no test has \"cart\" in its name\n");
}
