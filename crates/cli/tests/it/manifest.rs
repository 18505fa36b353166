//! The manifest: every problem is reported, and the valid rest still applies.

use crate::support::{Folder, RIGHT, doubtful, lines};

fn findings(manifest: &str) -> String {
    let folder = Folder::with("proactive.toml", manifest).file("a.proactive", RIGHT);
    let ran = folder.run(&["check", "--format", "short", "--quiet"]);
    assert_eq!(ran.exit, if ran.out.is_empty() { 0 } else { 2 });
    ran.out
}

#[test]
fn everything_at_once() {
    let manifest = r#"name = 3
includes = ["**"]
exclude = ["drafts", 4, "a[", "{b"]
output = "site.json"
colour = true

[build]
outptu = "site.json"

[lints]
long-text = "fatal"
long-txt = "warn"
mixed-and-or = "eror"
syntax-error = "warn"
unused-allow = 3
require-reason = "yes"

[matching]
case = "Sensitive"

[limits]
messages = -1
text = 1.5
"#;
    insta::assert_snapshot!(findings(manifest));
}

#[test]
fn invalid_toml() {
    insta::assert_snapshot!(findings(
        "name = \n[build\noutput = 'x'\nname = 'a'\nname = 'b'\n[lints]\nlong-text = fatal\n"
    ));
}

#[test]
fn table_of_another_type() {
    insta::assert_snapshot!(findings("lints = 'all'\nbuild = []\nlimits = { text = 900 }\n"), @r"
    proactive.toml:1:9: error[manifest-error]: `lints` takes a table
    proactive.toml:2:9: error[manifest-error]: `build` takes a table
    ");
}

#[test]
fn valid_manifest_with_every_key() {
    let manifest = r#"
name = "Shop"
include = ["**/*.proactive"]
exclude = []
build.output = "out.json"
[lints]
require-reason = true
long-text = "allow"
every-time-frequency = "error"
[matching]
case = "insensitive"
[limits]
messages = 1_000
text = 0x10
[web]
adapter = "intercom"
visit_gap_minutes = 1_440
"#;
    assert_eq!(findings(manifest), "");
}

#[test]
fn findings_are_rendered_like_others() {
    let folder = Folder::with("proactive.toml", "[build]\noutptu = 'x'\n");
    let ran = folder.run(&["check"]);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn valid_keys_apply_despite_errors() {
    let folder = Folder::with(
        "proactive.toml",
        "[lints]\nevery-time-frequency = 'error'\nlong-text = 'fatal'\n",
    )
    .file("a.proactive", doubtful());
    let ran = folder.run(&["check", "--format", "short"]);
    assert_eq!(ran.exit, 2);
    let codes: Vec<_> = lines(&ran.out)
        .into_iter()
        .map(|line| line.split_once(' ').unwrap().1.split_once(':').unwrap().0)
        .collect();
    assert_eq!(
        codes,
        ["error[manifest-error]", "error[every-time-frequency]"]
    );
}

#[test]
fn levels_of_lints() {
    for (level, exit, severity) in [
        ("allow", 0, None),
        ("info", 0, Some("info")),
        ("warn", 0, Some("warning")),
        ("error", 1, Some("error")),
    ] {
        let manifest = format!("[lints]\nevery-time-frequency = '{level}'\n");
        let folder = Folder::with("proactive.toml", manifest).file("a.proactive", doubtful());
        let ran = folder.run(&["check", "--format", "short"]);
        assert_eq!(ran.exit, exit, "{level}");
        match severity {
            None => assert_eq!(ran.out, ""),
            Some(severity) => assert!(
                ran.out
                    .contains(&format!(": {severity}[every-time-frequency]: ")),
                "{}",
                ran.out
            ),
        }
    }
}

/// A workspace with a warning in each of these files.
fn shops(manifest: &str) -> Folder {
    let mut folder = Folder::with("proactive.toml", manifest).file("main.proactive", doubtful());
    for path in [
        "archive/old.proactive",
        "archive/2025/old.proactive",
        "new/a.proactive",
    ] {
        let name = path.replace(['/', '.'], "_");
        let message = doubtful();
        let message = message.split("message hello").nth(1).unwrap();
        let message = message.replace("/cart", &format!("/{name}/"));
        folder = folder.file(path, format!("message {name}{message}"));
    }
    folder
}

/// The severities in main, archive/old, archive/2025/old and new/a.
fn levels(overrides: &str) -> [String; 4] {
    let folder = shops(overrides);
    let ran = folder.run(&["check", "--format", "short", "--quiet"]);
    ["main.", "archive/old", "archive/2025", "new/"].map(|file| {
        let mut lines = ran.out.lines();
        let line = lines.find(|line| line.starts_with(file));
        let severity = line.and_then(|line| Some(line.split_once(' ')?.1.split_once('[')?.0));
        severity.unwrap_or("").to_owned()
    })
}

#[test]
fn levels_of_lints_by_folder() {
    let set = |paths: &str, level: &str| {
        format!("[[overrides]]\npaths = [{paths}]\nlints.every-time-frequency = \"{level}\"\n")
    };
    for paths in [
        "\"archive\"",
        "\"archive/\"",
        "\"./archive/**\"",
        "\"arch*\"",
    ] {
        assert_eq!(
            levels(&set(paths, "allow")),
            ["warning", "", "", "warning"],
            "{paths}"
        );
    }
    assert_eq!(
        levels(&set("\"archive/*.proactive\", \"new/a.proactive\"", "info")),
        ["warning", "info", "warning", "info"]
    );
    // The last one that covers the file and names the lint counts, whatever is more specific.
    let general = "[lints]\nevery-time-frequency = \"error\"\n";
    let two = format!(
        "{general}{}{}[[overrides]]\npaths = [\"**\"]\nlints.long-text = \"allow\"\n",
        set("\"archive\"", "info"),
        set("\"archive/2025\"", "allow")
    );
    assert_eq!(levels(&two), ["error", "info", "", "error"]);
    let turned = format!(
        "{general}{}{}",
        set("\"archive/2025\"", "allow"),
        set("\"archive\"", "info")
    );
    assert_eq!(levels(&turned), ["error", "info", "info", "error"]);
    // Other notations of the same.
    let inline =
        "overrides = [{ paths = [\"new\"], lints = { every-time-frequency = \"info\" } }]\n";
    assert_eq!(levels(inline), ["warning", "warning", "warning", "info"]);
    let header =
        "[[overrides]]\npaths = [\"new\"]\n[overrides.lints]\nevery-time-frequency = \"info\"\n";
    assert_eq!(levels(header), ["warning", "warning", "warning", "info"]);
}

/// What an override lowers does not fail under `--deny warnings`; what it raises fails without.
#[test]
fn overrides_decide_what_fails() {
    let all = |level: &str| {
        format!("[[overrides]]\npaths = [\"**\"]\nlints.every-time-frequency = \"{level}\"\n")
    };
    for (level, exit, denied) in [
        ("allow", 0, 0),
        ("info", 0, 0),
        ("warn", 0, 1),
        ("error", 1, 1),
    ] {
        let folder = shops(&all(level));
        assert_eq!(folder.run(&["check"]).exit, exit, "{level}");
        assert_eq!(
            folder.run(&["check", "--deny", "warnings"]).exit,
            denied,
            "{level}"
        );
        assert_eq!(folder.run(&["build", "-o", "x.json"]).exit, exit, "{level}");
    }
}

#[test]
fn mistakes_in_overrides() {
    insta::assert_snapshot!(findings(
        "[[overrides]]
path = [\"drafts\"]
lints = 3
[[overrides]]
paths = \"a.proactive\"
long-text = \"allow\"
lints.long-txt = \"allow\"
lints.syntax-error = \"info\"
lints.require-reason = true
lints.long-text = \"eror\"
[[overrides]]
paths = [\"!b\", \"a[\", 3, \"b.proactive\"]
[[overrides]]
"
    ));
    for wrong in [
        "[overrides]\npaths = [\"a.proactive\"]\n",
        "[overrides.lints]\nlong-text = \"allow\"\n",
        "overrides = \"a\"\n",
        "overrides = [\"a\"]\n",
        "[[overides]]\npaths = []\n",
        "paths = []\n",
        "[lints]\npaths = []\n",
    ] {
        insta::assert_snapshot!(findings(wrong));
    }
}

/// A fix writes the brackets that are missing.
#[test]
fn single_brackets_are_mended() {
    let manifest = "[overrides]\npaths = [\"a.proactive\"]\n";
    let folder = Folder::with("proactive.toml", manifest).file("a.proactive", RIGHT);
    let ran = folder.run(&["fix"]);
    assert_eq!(ran.exit, 0, "{}", ran.out);
    assert_eq!(
        folder.read("proactive.toml"),
        "[[overrides]]\npaths = [\"a.proactive\"]\n"
    );
}

#[test]
fn paths_that_no_file_has() {
    let manifest = "[[overrides]]\npaths = [\"archve/**\", \"Archive\", \"spring\", \"new\"]\n";
    let folder = shops(manifest);
    let ran = folder.run(&["check", "--format", "short", "--quiet"]);
    assert_eq!(ran.exit, 0);
    let found: Vec<&str> = ran
        .out
        .lines()
        .filter(|it| it.contains("unmatched-path"))
        .collect();
    insta::assert_snapshot!(found.join("\n"));
    folder.run(&["fix", "--quiet"]);
    assert!(
        folder
            .read("proactive.toml")
            .contains("\"archve/**\", \"archive\", \"spring\"")
    );
    // A file of the workspace that is not named here counts.
    let ran = folder.run(&["check", "new", "--format", "short", "--quiet"]);
    assert_eq!(ran.out.matches("unmatched-path").count(), 2, "{}", ran.out);
    // The level is that of the workspace.
    folder.write(
        "proactive.toml",
        format!("{manifest}[lints]\nunmatched-path = \"allow\"\n"),
    );
    let ran = folder.run(&["check", "--format", "short", "--quiet"]);
    assert!(!ran.out.contains("unmatched-path"), "{}", ran.out);
}

#[test]
fn limits_are_labeled() {
    let folder = Folder::with("proactive.toml", "[limits]\ntext = 5\n").file("a.proactive", RIGHT);
    let ran = folder.run(&["check"]);
    assert_eq!(ran.exit, 0);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn unreadable_manifest() {
    let folder = Folder::with("proactive.toml", b"name = 'caf\xE9'\n").file("a.proactive", RIGHT);
    let ran = folder.run(&["check", "--format", "short"]);
    assert_eq!(ran.exit, 2);
    assert!(
        ran.out
            .starts_with("proactive.toml:1:12: error[file-error]: "),
        "{}",
        ran.out
    );
}

#[test]
fn schema_accepts_exactly_valid_manifests() {
    let folder = Folder::new();
    let ran = folder.run(&["schema", "manifest"]);
    assert_eq!(ran.exit, 0);
    let schema: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let right = serde_json::json!({
        "name": "Shop",
        "include": ["**"],
        "exclude": ["drafts"],
        "build": { "output": "site.json" },
        "lints": { "long-text": "allow", "require-reason": true },
        "matching": { "case": "insensitive" },
        "limits": { "messages": 140, "text": 500 },
        "overrides": [
            { "paths": ["archive"], "lints": { "long-text": "allow" } },
            { "paths": [] },
        ],
        "web": { "adapter": "zendesk", "visit_gap_minutes": 30 },
    });
    assert!(validator.is_valid(&right));
    for wrong in [
        serde_json::json!({ "nmae": "Shop" }),
        serde_json::json!({ "build": { "outptu": "x" } }),
        serde_json::json!({ "lints": { "syntax-error": "warn" } }),
        serde_json::json!({ "lints": { "long-text": "fatal" } }),
        serde_json::json!({ "matching": { "case": "Sensitive" } }),
        serde_json::json!({ "limits": { "messages": -1 } }),
        serde_json::json!({ "overrides": { "paths": [] } }),
        serde_json::json!({ "overrides": [{ "lints": {} }] }),
        serde_json::json!({ "overrides": [{ "paths": [], "lints": { "long-txt": "info" } }] }),
        serde_json::json!({ "overrides": [{ "paths": [], "lints": { "require-reason": true } }] }),
        serde_json::json!({ "web": { "adapter": "Zendesk" } }),
        serde_json::json!({ "web": { "visit_gap_minutes": 0 } }),
        serde_json::json!({ "web": { "visit_gap_minutes": 1441 } }),
    ] {
        assert!(!validator.is_valid(&wrong), "{wrong}");
    }
    let mut short = schema;
    for lints in [
        "/properties/lints/properties",
        "/properties/overrides/items/properties/lints/properties",
    ] {
        let lints = short.pointer_mut(lints).unwrap().as_object_mut().unwrap();
        assert!(lints.contains_key("long-text") && !lints.contains_key("syntax-error"));
        lints.retain(|name, _| name == "require-reason" || name == "long-text");
    }
    insta::assert_snapshot!(format!("{short:#}"));
}

#[test]
fn wrong_settings_of_pages() {
    insta::assert_snapshot!(findings(
        "[web]\nadapter = 'zendsk'\nvisit_gap_minutes = 0\n"
    ));
}
