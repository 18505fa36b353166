//! `proactive diff`.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use crate::support::{Folder, RIGHT, binary, schema_errors, wrong};

const OLD: &str = r#"
brand acme "Acme"
schedule office { timezone "Europe/Paris" open mon-fri 09:00-18:00 }
channel web { brand acme business_hours office }

message cart "Cart" {
  text "Livraison offerte ?"
  reply agent "Un instant."
  when visitor.url contains any of ["/panier", "/checkout"] and device.language is fr
  after 30s on page_view
  schedule business_hours
  frequency once_per_visit
  tags cart
}

message orders {
  text "Where is it?"
  reply agent "One moment."
  when visitor.url contains "/orders"
  on page_load
  frequency once_per_visit
}

message returns {
  text "Sending it back?"
  reply agent "One moment."
  when visitor.url contains "/returns" or visitor.title is "Returns"
  on page_load
  frequency once_per_visit
}

message gone {
  text "See you"
  reply agent "One moment."
  when always
  after 5m on page_view
  frequency once_per_customer
}

message same {
  text "Same"
  reply agent "One moment."
  when not (device.language is not de and visitor.history is new)
  after 1h on page_view
  frequency once_per_visit
}
"#;

/// The old workspace, which is valid.
fn old() -> String {
    OLD.replace("1h on", "60m on")
}

/// The new workspace: most messages change, but `same` is only written differently.
fn new() -> String {
    let (head, messages) = old()
        .split_once("message gone")
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    let (declarations, rest) = head.split_once("message cart").unwrap();
    let (cart, rest) = rest.split_once("message orders").unwrap();
    let (orders, returns) = rest.split_once("message returns").unwrap();
    let (_, same) = messages.split_once("message same").unwrap();
    let declarations = declarations.replace("09:00-18:00", "09:00-19:00");
    let cart = cart
        .replace(
            "device.language is fr",
            "device.language is any of [fr, nl]",
        )
        .replace(", \"/checkout\"", "")
        .replace("30s", "1m")
        .replace("tags cart", "tags cart, \"sale|2026\"")
        .replace(
            "Livraison offerte ?",
            "Livraison `offerte` | *dès 40 €* <b>\nToday",
        );
    let cart = cart.replace("<b>\nToday", "<b>");
    let same = same.replace(
        "not (device.language is not de and visitor.history is new)",
        "visitor.history is returning or device.language is any of [de, de]",
    );
    format!(
        "{declarations}message returns{returns}message cart{cart}message orders{orders}\
         message added \"New here\" {{\n  text \"Hello @everyone\"\n  reply agent \"One moment.\"\n  \
         when visitor.history is new\n  on page_load\n  frequency every_time\n}}\n\
         message same{same}"
    )
}

fn sides() -> Folder {
    Folder::with("old/main.proactive", old()).file("new/main.proactive", new())
}

#[test]
fn changes_as_text() {
    let ran = sides().run(&["diff", "old", "new"]);
    assert_eq!((ran.exit, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!(ran.out);
}

#[test]
fn changes_are_colored_on_a_terminal() {
    let screen = sides().screen(&["diff", "old", "new"], 80);
    let plain: String = sides().run(&["diff", "old", "new"]).out.replace("->", "→");
    let plain = plain.replace("Mon-Fri 18:00-19:00", "Mon–Fri 18:00–19:00");
    assert!(screen.styled.contains("‹green›+‹/›"), "{}", screen.styled);
    let bare = screen.text;
    // Only the lines are shorter.
    let words = |text: &str| {
        text.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(words(&bare), words(&plain));
    assert!(bare.lines().all(|line| line.width() <= 80), "{bare}");
}

#[test]
fn changes_as_markdown() {
    let ran = sides().run(&["diff", "old", "new", "--format", "markdown", "--exit-code"]);
    assert_eq!((ran.exit, ran.err.as_str()), (1, ""));
    insta::assert_snapshot!(ran.out);
    let same = sides().run(&["diff", "old", "old", "--format", "markdown"]);
    insta::assert_snapshot!(same.out);
}

#[test]
fn changes_as_json() {
    let folder = sides();
    let ran = folder.run(&["diff", "old", "new", "--json"]);
    assert_eq!((ran.exit, ran.err.as_str()), (0, ""));
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["changes"], true);
    assert_eq!(schema_errors("diff", &document), Vec::<String>::new());
    insta::assert_snapshot!(ran.out);
    // Several formats at once, some of them to files.
    let both = folder.run(&[
        "diff",
        "old",
        "new",
        "--format",
        "plain",
        "--format",
        "json=d.json",
    ]);
    assert_eq!(both.out, folder.run(&["diff", "old", "new"]).out);
    assert_eq!(folder.read("d.json"), ran.out);
}

#[test]
fn compiled_configuration_as_a_version() {
    let folder = sides();
    for side in ["old", "new"] {
        let json = format!("{side}.json");
        assert_eq!(folder.run(&["build", side, "-o", &json]).exit, 0);
        let same = folder.run(&["diff", &json, side, "--exit-code"]);
        assert_eq!(
            (same.exit, same.out.as_str()),
            (0, "Nothing changes for visitors.\n")
        );
    }
    let texts = folder.run(&["diff", "old", "new", "--json"]).out;
    let compiled = folder.run(&["diff", "old.json", "new.json", "--json"]).out;
    assert_eq!(
        compiled
            .replace("old.json", "old")
            .replace("new.json", "new"),
        texts
    );
    let piped = folder.pipe(
        &["diff", "old.json", "-", "--json"],
        folder.read("new.json").as_bytes(),
    );
    assert_eq!(
        piped
            .out
            .replace("old.json", "old")
            .replace("\"new\": \"-\"", "\"new\": \"new\""),
        texts
    );
    let twice = folder.run(&["diff", "-", "-"]);
    assert_eq!(twice.exit, 2, "{}", twice.err);
}

#[test]
fn account_settings_are_compared() {
    let keep = format!("account {{ conversation_control keep }}\n{}", old());
    let folder = Folder::with("old/main.proactive", old())
        .file("new/main.proactive", keep)
        .file("new/proactive.toml", "[matching]\ncase = \"insensitive\"\n");
    let ran = folder.run(&["diff", "old", "new"]);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn errors_are_reported_like_those_of_check() {
    let folder = Folder::with("old/main.proactive", RIGHT).file("new/main.proactive", wrong());
    let ran = folder.run(&["diff", "old", "new"]);
    assert_eq!(ran.exit, 1);
    assert_eq!(ran.out, folder.run(&["check", "new"]).out);
    assert_eq!(ran.err, "1 error in 1 file\nnothing was compared\n");
    let markdown = folder.run(&["diff", "old", "new", "--format", "markdown"]);
    assert_eq!(markdown.exit, 1);
    insta::assert_snapshot!(markdown.out);
    folder.write("broken.json", "{");
    let broken = folder.run(&["diff", "broken.json", "old"]);
    assert_eq!((broken.exit, broken.out.as_str()), (2, ""));
    assert!(
        broken
            .err
            .contains("`broken.json` is not a compiled configuration"),
        "{}",
        broken.err
    );
    assert_eq!(folder.run(&["diff", "missing", "old"]).exit, 2);
    let format = folder.run(&["diff", "old", "old", "--format", "junit"]);
    assert_eq!(format.exit, 2);
    assert!(
        format.err.contains("pretty, plain, json or markdown"),
        "{}",
        format.err
    );
    let check = folder.run(&["check", "old", "--format", "markdown"]);
    assert_eq!(check.exit, 2, "{}", check.err);
}

/// Whether a test that needs Git has to pass without it. Where everything must be tested, `CI` is
/// `true`; `cargo xtask test` lists what was not tested.
pub(crate) fn git_is_missing() -> bool {
    let is_missing = Command::new("git").arg("--version").output().is_err();
    is_missing && std::env::var_os("CI").is_none_or(|value| value != "true")
}

pub(crate) fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.com"])
        .args(["-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"])
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("git");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

pub(crate) fn commit(folder: &Folder) {
    git(&folder.path(), &["add", "--all", "--force"]);
    git(
        &folder.path(),
        &["commit", "--quiet", "--message", "change"],
    );
}

/// A repository with the old workspace in one of its folders, and the new workspace on disk.
fn repository() -> Folder {
    let folder = Folder::with("shops/acme/main.proactive", old())
        .file(
            "shops/acme/proactive.toml",
            "name = \"Acme\"\nexclude = [\"drafts\"]\n",
        )
        .file("shops/acme/drafts/broken.proactive", "message {")
        .file(
            "shops/acme/.gitignore",
            "*.tmp.proactive\n/generated/\n!kept.tmp.proactive\n",
        )
        .file("shops/acme/a.tmp.proactive", "message {")
        .file("shops/acme/kept.tmp.proactive", "brand kept\n")
        .file("shops/acme/generated/b.proactive", "message {")
        .file("shops/acme/.hidden/c.proactive", "message {")
        .file("shops/acme/nested/proactive.toml", "")
        .file("shops/acme/nested/d.proactive", "message {")
        .file("README.md", "Hello");
    git(&folder.path(), &["init", "--quiet"]);
    commit(&folder);
    git(&folder.path(), &["tag", "first"]);
    folder.write("shops/acme/main.proactive", new());
    folder
}

#[test]
fn git_revision_as_a_version() {
    if git_is_missing() {
        return;
    }
    let folder = repository();
    let sides = sides();
    let expected = sides.run(&["diff", "old", "new", "--json"]).out;
    let expected = |old: &str, new: &str| {
        expected
            .replacen("\"old\": \"old\"", &format!("\"old\": \"{old}\""), 1)
            .replacen("\"new\": \"new\"", &format!("\"new\": \"{new}\""), 1)
    };
    // The path of the other version selects the workspace, and may be a file in it.
    for path in [
        "shops/acme",
        "shops/acme/main.proactive",
        "shops/acme/proactive.toml",
    ] {
        let ran = folder.run(&["diff", "git:HEAD", path, "--json"]);
        assert_eq!((ran.exit, ran.err.as_str()), (0, ""));
        assert_eq!(ran.out, expected("git:HEAD", path));
    }
    commit(&folder);
    // From inside the workspace, by the current folder, and between two revisions.
    let within = |arguments: &[&str]| {
        let output = binary(&folder.path().join("shops/acme"))
            .args(arguments)
            .output()
            .unwrap();
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    };
    let revisions = within(&["diff", "git:first", "git:HEAD", "--json"]);
    assert_eq!(revisions, expected("git:first", "git:HEAD"));
    assert_eq!(
        within(&["diff", "git:HEAD~1", ".", "--json"]),
        expected("git:HEAD~1", ".")
    );
    assert_eq!(
        within(&["diff", "git:HEAD", "."]),
        "Nothing changes for visitors.\n"
    );
    // Next to a compiled configuration, the current folder is used.
    within(&["build", "-o", "now.json"]);
    assert_eq!(
        within(&["diff", "git:HEAD", "now.json"]),
        "Nothing changes for visitors.\n"
    );
}

#[test]
fn manifest_of_the_revision_applies() {
    if git_is_missing() {
        return;
    }
    let folder = repository();
    commit(&folder);
    folder.write(
        "shops/acme/proactive.toml",
        "exclude = [\"drafts\", \"main.proactive\"]\n",
    );
    let ran = folder.run(&["diff", "git:HEAD", "shops/acme", "--json"]);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["removed"].as_array().unwrap().len(), 5);
    // The workspace did not exist at the first revision.
    git(
        &folder.path(),
        &["checkout", "--quiet", "--orphan", "empty"],
    );
    git(
        &folder.path(),
        &["rm", "--quiet", "-r", "-f", "--cached", "shops"],
    );
    git(
        &folder.path(),
        &["commit", "--quiet", "--message", "nothing yet"],
    );
    folder.write("shops/acme/proactive.toml", "exclude = [\"drafts\"]\n");
    let ran = folder.run(&["diff", "git:HEAD", "shops/acme", "--json"]);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["added"].as_array().unwrap().len(), 5);
    assert!(ran.err.contains("`HEAD:shops/acme`"), "{}", ran.err);
}

/// Left out: the last commit, and the workspace. `A...` is where the current branch left A.
#[test]
fn short_forms_of_the_two_versions() {
    if git_is_missing() {
        return;
    }
    let folder = Folder::with("main.proactive", old());
    git(
        &folder.path(),
        &["init", "--quiet", "--initial-branch", "main"],
    );
    commit(&folder);
    git(&folder.path(), &["checkout", "--quiet", "-b", "change"]);
    folder.write("main.proactive", new());
    let expected = folder.run(&["diff", "git:HEAD", ".", "--json"]).out;
    assert!(expected.contains("changed"), "{expected}");
    assert_eq!(folder.run(&["diff", "--json"]).out, expected);
    assert_eq!(folder.run(&["diff", "git:HEAD", "--json"]).out, expected);
    commit(&folder);
    // What others did since to the main branch does not matter.
    git(&folder.path(), &["checkout", "--quiet", "main"]);
    folder.write("main.proactive", RIGHT);
    commit(&folder);
    git(&folder.path(), &["checkout", "--quiet", "change"]);
    for revision in ["git:main...", "git:main...HEAD", "git:...main"] {
        let ran = folder.run(&["diff", revision, "--json"]);
        assert_eq!(
            ran.out.replace(revision, "git:HEAD"),
            expected,
            "{}",
            ran.err
        );
    }
    assert_ne!(folder.run(&["diff", "git:main", "--json"]).out, expected);
}

#[test]
fn missing_revisions_are_explained() {
    if git_is_missing() {
        return;
    }
    let folder = repository();
    git(&folder.path(), &["branch", "topic"]);
    let fails = |at: &Folder, revision: &str| {
        let ran = at.run(&["diff", revision, "shops/acme"]);
        assert_eq!((ran.exit, ran.out.as_str()), (2, ""), "{revision}");
        ran.err
    };
    let clone = Folder::new();
    let from = format!("file://{}", folder.path().display());
    git(
        &clone.path(),
        &["clone", "--quiet", "--no-single-branch", &from, "."],
    );
    let said = fails(&clone, "git:topic");
    assert!(said.contains("Did you mean `origin/topic`?"), "{said}");
    let said = fails(&clone, "git:nowhere...");
    assert!(said.contains("there is no revision `nowhere`"), "{said}");
    assert!(!said.contains("shallow"), "{said}");
    git(&clone.path(), &["checkout", "--quiet", "--orphan", "other"]);
    // An equal commit in the same second would be the same commit.
    clone.write("README.md", "Another history");
    commit(&clone);
    let said = fails(&clone, "git:origin/topic...");
    assert!(said.contains("have no commit in common"), "{said}");
    let shallow = Folder::new();
    git(
        &shallow.path(),
        &["clone", "--quiet", "--depth", "1", &from, "."],
    );
    let said = fails(&shallow, "git:topic");
    assert!(said.contains("`git fetch --unshallow`"), "{said}");
}

#[test]
fn errors_name_the_revision() {
    if git_is_missing() {
        return;
    }
    let folder = Folder::with("main.proactive", wrong());
    git(&folder.path(), &["init", "--quiet"]);
    commit(&folder);
    folder.write("main.proactive", RIGHT);
    let ran = folder.run(&["diff", "git:HEAD", "."]);
    assert_eq!(ran.exit, 1);
    assert!(ran.out.contains("HEAD:main.proactive"), "{}", ran.out);
    // A file that is not text.
    folder.write("main.proactive", b"brand \xFF");
    commit(&folder);
    let ran = folder.run(&["diff", "git:HEAD", "."]);
    assert_eq!(ran.exit, 2, "{}", ran.out);
    for (revision, said) in [
        ("git:nowhere", "there is no revision `nowhere`"),
        ("git:", "missing revision"),
        ("git:--help", "there is no revision `--help`"),
    ] {
        let ran = folder.run(&["diff", revision, "."]);
        assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains(said), "{}", ran.err);
    }
}

/// Git sets variables for its hooks, and some people set others.
#[test]
fn variables_of_the_caller_do_not_matter() {
    if git_is_missing() {
        return;
    }
    let folder = repository();
    let other = Folder::with("shops/acme/main.proactive", RIGHT);
    git(&other.path(), &["init", "--quiet"]);
    commit(&other);
    let expected = folder.binary(&["diff", "git:HEAD", "shops/acme", "--json"]);
    assert_eq!(expected.exit, 0, "{}", expected.err);
    let elsewhere = other.path().join(".git");
    let elsewhere = elsewhere.to_str().unwrap();
    let top = other.path();
    let top = top.to_str().unwrap();
    for variables in [
        &[("GIT_DIR", elsewhere)][..],
        &[("GIT_DIR", elsewhere), ("GIT_WORK_TREE", top)],
        &[("GIT_DIR", ".git"), ("GIT_INDEX_FILE", "no-such-index")],
        &[("GIT_WORK_TREE", top)],
        &[("GIT_COMMON_DIR", elsewhere)],
        &[("GIT_OBJECT_DIRECTORY", "no-such-folder")],
        &[("GIT_NAMESPACE", "other"), ("GIT_PREFIX", "shops/")],
        &[("GIT_CEILING_DIRECTORIES", folder.path().to_str().unwrap())],
        &[("GIT_LITERAL_PATHSPECS", "1"), ("GIT_TRACE", "1")],
        &[("GIT_PAGER", "false"), ("GIT_EXTERNAL_DIFF", "false")],
        &[("LC_ALL", "fr_FR.UTF-8"), ("LANGUAGE", "fr")],
        &[
            ("GIT_CONFIG_COUNT", "2"),
            ("GIT_CONFIG_KEY_0", "core.quotePath"),
            ("GIT_CONFIG_VALUE_0", "true"),
            ("GIT_CONFIG_KEY_1", "core.pager"),
            ("GIT_CONFIG_VALUE_1", "false"),
        ],
    ] {
        // From the folder of the workspace, where the way to the top decides.
        for (from, path) in [(".", "shops/acme"), ("shops/acme", ".")] {
            let output = binary(&folder.path().join(from))
                .args(["diff", "git:HEAD", path, "--json"])
                .envs(variables.iter().copied())
                .output()
                .unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(0), "{variables:?}: {said}");
            let out = String::from_utf8(output.stdout).unwrap();
            let name = format!("\"new\": \"{path}\"");
            let expected = expected.out.replacen("\"new\": \"shops/acme\"", &name, 1);
            assert_eq!(out, expected, "{variables:?}");
        }
    }
}

#[test]
fn file_names_beyond_ascii_at_a_revision() {
    if git_is_missing() {
        return;
    }
    let folder = Folder::with("été \"a\".proactive", RIGHT);
    git(&folder.path(), &["init", "--quiet"]);
    commit(&folder);
    let ran = folder.binary(&["diff", "git:HEAD", "."]);
    assert_eq!(
        (ran.exit, ran.out.as_str(), ran.err.as_str()),
        (0, "Nothing changes for visitors.\n", "")
    );
}

#[test]
fn revisions_without_any_workspace() {
    if git_is_missing() {
        return;
    }
    let folder = repository();
    commit(&folder);
    // The usual line for a pull request, in a folder above the workspace.
    let ran = folder.binary(&["diff", "git:HEAD~1", ".", "--exit-code"]);
    assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
    assert_eq!(
        ran.err,
        "error: there is no workspace in `.`; there is one in `shops/acme`: name that folder\n"
    );
    let ran = folder.binary(&["diff", "git:HEAD~1", "git:HEAD", "--quiet"]);
    assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
    assert_eq!(
        ran.err,
        "error: there is no workspace in `.`; there is one in `shops/acme`: name that folder\n"
    );
}

#[test]
fn errors_without_a_repository_or_git() {
    if git_is_missing() {
        return;
    }
    let folder = Folder::with("main.proactive", RIGHT);
    let ran = folder.run(&["diff", "git:HEAD", "."]);
    assert_eq!(ran.exit, 2);
    assert!(
        ran.err.contains("is not in a Git repository"),
        "{}",
        ran.err
    );
    let output = binary(&folder.path())
        .args(["diff", "git:HEAD", "."])
        .env("PATH", folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("`git` was not found"), "{said}");
}
