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
    });
    assert!(validator.is_valid(&right));
    for wrong in [
        serde_json::json!({ "nmae": "Shop" }),
        serde_json::json!({ "build": { "outptu": "x" } }),
        serde_json::json!({ "lints": { "syntax-error": "warn" } }),
        serde_json::json!({ "lints": { "long-text": "fatal" } }),
        serde_json::json!({ "matching": { "case": "Sensitive" } }),
        serde_json::json!({ "limits": { "messages": -1 } }),
    ] {
        assert!(!validator.is_valid(&wrong), "{wrong}");
    }
    let mut short = schema;
    let lints = short["properties"]["lints"]["properties"]
        .as_object_mut()
        .unwrap();
    assert!(lints.contains_key("long-text") && !lints.contains_key("syntax-error"));
    lints.retain(|name, _| name == "require-reason");
    insta::assert_snapshot!(format!("{short:#}"));
}
