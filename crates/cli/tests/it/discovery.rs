//! Which files belong to a workspace, and which workspaces there are.
//!
//! No file here is UTF-8, so every file that is found is reported by name.

use crate::support::{Folder, RIGHT, Ran, wrong};

const BYTES: &[u8] = b"# \xFF\n";

/// The paths of the findings in the `short` format.
fn found(ran: &Ran) -> Vec<&str> {
    ran.out
        .lines()
        .map(|line| line.split_once(':').unwrap().0)
        .collect()
}

fn check<'r>(folder: &Folder, paths: &[&str], ran: &'r mut Option<Ran>) -> Vec<&'r str> {
    let arguments = [&["check", "--format", "short", "--quiet"], paths].concat();
    found(ran.insert(folder.run(&arguments)))
}

#[test]
fn files_below_the_manifest() {
    let folder = Folder::with("proactive.toml", "")
        .file("b.proactive", BYTES)
        .file("a.proactive", BYTES)
        .file("sub/deep/c.proactive", BYTES)
        .file("sub.proactive", BYTES)
        .file("notes.txt", BYTES)
        .file("x.proactive.bak", BYTES);
    let mut ran = None;
    assert_eq!(
        check(&folder, &[], &mut ran),
        [
            "a.proactive",
            "b.proactive",
            "sub.proactive",
            "sub/deep/c.proactive"
        ]
    );
    assert_eq!(ran.unwrap().exit, 2);
}

#[test]
fn hidden_folders_are_skipped_but_hidden_files_are_not() {
    let folder = Folder::with("proactive.toml", "")
        .file(".hidden/a.proactive", BYTES)
        .file("sub/.hidden/a.proactive", BYTES)
        .file(".b.proactive", BYTES)
        .file(".proactive", BYTES);
    let mut ran = None;
    assert_eq!(
        check(&folder, &[], &mut ran),
        [".b.proactive", ".proactive"]
    );
}

#[test]
fn gitignore_applies_outside_of_repositories() {
    let folder = Folder::with("proactive.toml", "")
        .file(".gitignore", "/drafts\n*.old.proactive\n")
        .file("drafts/a.proactive", BYTES)
        .file("b.old.proactive", BYTES)
        .file("sub/.gitignore", "d.proactive\n!e.old.proactive\n")
        .file("sub/d.proactive", BYTES)
        .file("sub/e.old.proactive", BYTES)
        .file("f.proactive", BYTES)
        .file(".ignore", "f.proactive\n")
        .file(".git-not/info/exclude", "f.proactive\n");
    let mut ran = None;
    assert_eq!(
        check(&folder, &[], &mut ran),
        ["f.proactive", "sub/e.old.proactive"]
    );
}

#[test]
fn gitignore_applies_from_the_top_of_the_repository() {
    let folder = Folder::with("repository/.git/HEAD", "ref: refs/heads/main\n")
        .file(".gitignore", "*.proactive\n")
        .file("repository/.gitignore", "generated\n")
        .file("repository/.git/info/exclude", "a.proactive\n")
        .file("repository/shop/proactive.toml", "")
        .file("repository/shop/a.proactive", BYTES)
        .file("repository/shop/generated/b.proactive", BYTES);
    let mut ran = None;
    assert_eq!(
        check(&folder, &["repository/shop"], &mut ran),
        ["repository/shop/a.proactive"]
    );
}

#[test]
fn nested_workspaces_are_skipped() {
    let folder = Folder::with("proactive.toml", "")
        .file("a.proactive", BYTES)
        .file("sub/proactive.toml", "")
        .file("sub/b.proactive", BYTES)
        .file("sub/deep/c.proactive", BYTES);
    let mut ran = None;
    assert_eq!(check(&folder, &[], &mut ran), ["a.proactive"]);
    assert_eq!(
        check(&folder, &["sub/deep"], &mut ran),
        ["sub/deep/c.proactive"]
    );
    assert_eq!(
        check(&folder, &["sub/deep", ".", "sub"], &mut ran),
        ["a.proactive", "sub/b.proactive", "sub/deep/c.proactive"]
    );
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;

    let folder = Folder::with("shop/proactive.toml", "")
        .file("shop/a.proactive", BYTES)
        .file("elsewhere/b.proactive", BYTES);
    let path = folder.path();
    symlink(path.join("elsewhere"), path.join("shop/linked")).unwrap();
    symlink(
        path.join("elsewhere/b.proactive"),
        path.join("shop/b.proactive"),
    )
    .unwrap();
    symlink(path.join("shop"), path.join("shop/itself")).unwrap();
    let mut ran = None;
    assert_eq!(check(&folder, &["shop"], &mut ran), ["shop/a.proactive"]);
    // A named file is always included.
    assert_eq!(
        check(&folder, &["shop/b.proactive"], &mut ran),
        ["shop/b.proactive"]
    );
}

#[test]
fn include_and_exclude() {
    let files = |folder: Folder| {
        folder
            .file("a.proactive", BYTES)
            .file("old.proactive", BYTES)
            .file("shop/a.proactive", BYTES)
            .file("shop/old.proactive", BYTES)
            .file("shop/drafts/a.proactive", BYTES)
            .file("shop/drafts/deep/a.proactive", BYTES)
    };
    let cases: [(&str, &[&str]); 12] = [
        (
            "exclude = ['old.proactive']",
            &[
                "a",
                "shop/a",
                "shop/drafts/a",
                "shop/drafts/deep/a",
                "shop/old",
            ],
        ),
        (
            "exclude = ['*.proactive']",
            &["shop/a", "shop/drafts/a", "shop/drafts/deep/a", "shop/old"],
        ),
        (
            "exclude = ['shop/drafts']",
            &["a", "old", "shop/a", "shop/old"],
        ),
        (
            "exclude = ['./shop/drafts/']",
            &["a", "old", "shop/a", "shop/old"],
        ),
        (
            "exclude = ['**/drafts']",
            &["a", "old", "shop/a", "shop/old"],
        ),
        ("exclude = ['**/old.proactive', 'shop/*']", &["a"]),
        (
            "exclude = ['shop/drafts/**']",
            &["a", "old", "shop/a", "shop/old"],
        ),
        ("include = ['shop/*.proactive']", &["shop/a", "shop/old"]),
        (
            "include = ['shop/**']\nexclude = ['**/old.*']",
            &["shop/a", "shop/drafts/a", "shop/drafts/deep/a"],
        ),
        (
            "include = ['**/d*/**/a.proactive']",
            &["shop/drafts/a", "shop/drafts/deep/a"],
        ),
        (
            "include = ['s**a.proactive']",
            &["shop/a", "shop/drafts/a", "shop/drafts/deep/a"],
        ),
        ("include = []", &[]),
    ];
    for (manifest, expected) in cases {
        let folder = files(Folder::with("proactive.toml", manifest));
        let mut ran = None;
        let found: Vec<_> = check(&folder, &[], &mut ran)
            .into_iter()
            .map(|path| path.strip_suffix(".proactive").unwrap())
            .collect();
        assert_eq!(found, expected, "{manifest}");
    }
}

#[test]
fn only_findings_below_named_paths_are_shown() {
    let folder = Folder::with("proactive.toml", "")
        .file("a.proactive", BYTES)
        .file("sub/b.proactive", BYTES)
        .file("sub/c.proactive", BYTES);
    let mut ran = None;
    assert_eq!(
        check(&folder, &["sub"], &mut ran),
        ["sub/b.proactive", "sub/c.proactive"]
    );
    assert_eq!(check(&folder, &["a.proactive"], &mut ran), ["a.proactive"]);
    assert_eq!(
        check(
            &folder,
            &["sub/c.proactive", "a.proactive", "./sub/../a.proactive"],
            &mut ran
        ),
        ["a.proactive", "sub/c.proactive"]
    );
}

#[test]
fn named_file_is_included_even_if_excluded() {
    let folder = Folder::with("proactive.toml", "exclude = ['drafts']")
        .file("a.proactive", BYTES)
        .file("drafts/b.proactive", BYTES);
    let mut ran = None;
    assert_eq!(
        check(&folder, &["drafts/b.proactive"], &mut ran),
        ["drafts/b.proactive"]
    );
    assert!(check(&folder, &["drafts"], &mut ran).is_empty());
    let ran = folder.run(&["check", "drafts"]);
    assert_eq!(ran.exit, 2);
    assert_eq!(ran.err, "error: no `.proactive` files found in `drafts`\n");
}

#[test]
fn folders_and_loose_files_without_a_manifest() {
    // The folders declare the same names, which would clash in one workspace.
    let folder = Folder::with("one/a.proactive", RIGHT).file("two/a.proactive", RIGHT);
    assert_eq!(folder.run(&["check", "one", "two"]).exit, 0);
    let ran = folder.run(&[
        "check",
        "--format",
        "short",
        "one/a.proactive",
        "two/a.proactive",
    ]);
    assert_eq!(ran.exit, 1);
    assert!(
        ran.out
            .contains("two/a.proactive:1:7: error[duplicate-name]"),
        "{}",
        ran.out
    );
    // A file in a named folder belongs to it.
    assert_eq!(
        folder.run(&["check", "one", "two", "one/a.proactive"]).exit,
        0
    );
    // So does a nested folder.
    let ran = folder.run(&["check", "--json", ".", "one"]);
    assert_eq!(ran.exit, 1);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["summary"]["files"], 2);
}

#[test]
fn paths_are_relative_to_the_root_in_json_and_to_the_folder_elsewhere() {
    let folder = Folder::with("shop/proactive.toml", "name = 'Shop'")
        .file("shop/sub/a.proactive", BYTES)
        .file("other/x", "");
    let path = folder.path();
    let run = |from: &str, arguments: &[&str]| {
        crate::support::run_in(&path.join(from), arguments, b"", None).out
    };
    let json = run("shop", &["check", "--json"]);
    assert_eq!(json, run("other", &["check", "--json", "../shop"]));
    assert_eq!(json, run(".", &["check", "--json", "shop"]));
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["findings"][0]["span"]["file"], "sub/a.proactive");
    assert_eq!(value["findings"][0]["workspace"], "Shop");
    let short = run("other", &["check", "--format", "short", "../shop"]);
    assert!(
        short.starts_with("../shop/sub/a.proactive:1:3: "),
        "{short}"
    );
    let short = run("shop/sub", &["check", "--format", "short"]);
    assert!(short.starts_with("a.proactive:1:3: "), "{short}");
}

#[test]
fn standard_input_alone_and_in_place_of_a_file() {
    let folder = Folder::with("proactive.toml", "")
        .file(
            "a.proactive",
            "brand acme\n\nchannel web {\n  brand acme\n}\n",
        )
        .file("b.proactive", BYTES);
    let message = RIGHT.split_once("message").unwrap().1;
    let message = format!("message{message}");
    // On its own, it has no channel.
    let ran = folder.pipe(&["check", "--format", "short", "-"], message.as_bytes());
    assert_eq!(ran.exit, 1);
    assert!(ran.out.starts_with("<stdin>:1:9: error["), "{}", ran.out);
    // As a file of the workspace it has one, and the file on disk is ignored.
    let arguments = [
        "check",
        "--format",
        "short",
        "-",
        "--stdin-filename",
        "b.proactive",
    ];
    let ran = folder.pipe(&arguments, message.as_bytes());
    assert_eq!((ran.exit, ran.out.as_str()), (0, ""), "{}", ran.err);
    // It does not need to exist on disk.
    let arguments = [
        "check",
        "--format",
        "short",
        "-",
        "--stdin-filename",
        "new/c.proactive",
    ];
    let wrong = message.replace("  text", "  status gone\n  text");
    let ran = folder.pipe(&arguments, wrong.as_bytes());
    assert_eq!(ran.exit, 1);
    assert!(
        ran.out
            .starts_with("new/c.proactive:2:10: error[unknown-value]"),
        "{}",
        ran.out
    );
    let ran = folder.pipe(&["check", "-"], BYTES);
    assert_eq!(ran.exit, 2);
    assert!(
        ran.out
            .contains("error[file-error]: this file is not valid UTF-8"),
        "{}",
        ran.out
    );
    let ran = folder.run(&["check", "--stdin-filename", "b.proactive"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("requires `-` as the path"), "{}", ran.err);
}

#[test]
fn missing_paths_are_reported_and_the_rest_is_checked() {
    let folder = Folder::with("proactive.toml", "").file("a.proactive", wrong());
    let ran = folder.run(&[
        "check",
        "--format",
        "short",
        "a.proactive",
        "gone/b.proactive",
    ]);
    assert_eq!(ran.exit, 2);
    assert_eq!(
        ran.out,
        "a.proactive:8:11: error[unresolved-name]: there is no channel `wbe`\n\
         gone/b.proactive:1:1: error[file-error]: no such file or folder\n"
    );
    assert_eq!(
        ran.err,
        "2 errors in 2 files\n  errors: 1 file-error, 1 unresolved-name\n"
    );
}

#[test]
fn config_flag_replaces_the_manifest() {
    let folder = Folder::with("proactive.toml", "exclude = ['a.proactive']")
        .file("a.proactive", BYTES)
        .file("b.proactive", BYTES)
        .file("ci/strict.toml", "exclude = ['b.proactive']")
        .file("bare/c.proactive", BYTES);
    let mut ran = None;
    assert_eq!(
        check(&folder, &["--config", "ci/strict.toml"], &mut ran),
        ["a.proactive", "bare/c.proactive"]
    );
    let ran = folder.run(&["check", "--format", "short", "--config", "gone.toml"]);
    assert_eq!(ran.exit, 2);
    assert!(
        ran.out.starts_with("gone.toml:1:1: error[file-error]: "),
        "{}",
        ran.out
    );
}

#[test]
fn first_invalid_byte_is_shown() {
    let folder = Folder::with("a.proactive", format!("\u{FEFF}{RIGHT}"));
    let ran = folder.run(&["check"]);
    assert_eq!((ran.exit, ran.out.as_str()), (0, ""), "{}", ran.err);
    folder.write("a.proactive", b"brand acme\n# caf\xE9\n");
    let ran = folder.run(&["check"]);
    assert_eq!(ran.exit, 2);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn too_large_files_are_not_read() {
    let wrong = RIGHT.replace("once_per_visit", "sometimes");
    let folder = Folder::with("b.proactive", wrong);
    let large = std::fs::File::create(folder.path().join("a.proactive")).unwrap();
    large.set_len(64 * 1024 * 1024 + 1).unwrap();
    let ran = folder.run(&["check", "--format", "short"]);
    assert_eq!(ran.exit, 2);
    let lines: Vec<&str> = ran.out.lines().collect();
    let [large, wrong] = lines.as_slice() else {
        panic!("{}", ran.out);
    };
    assert_eq!(
        *large,
        "a.proactive:1:1: error[file-error]: this file is larger than 64 MiB"
    );
    assert!(wrong.contains("error[unknown-value]: `sometimes` is not a frequency"));
}
