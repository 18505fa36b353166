//! How often each code was found: `--statistics`, the summary, and the JSON of `check`.

use serde_json::{Value, json};

use crate::corpus;
use crate::support::{Folder, RIGHT, doubtful, run_in, schema_errors, wrong};

/// Two workspaces with three errors of two codes, and a warning.
fn folder() -> Folder {
    let brands = "brand acme\n".repeat(3);
    Folder::with("one/a.proactive", wrong() + &brands)
        .file("one/b.proactive", "# Nothing.\n")
        .file("two/a.proactive", doubtful())
}

fn document(arguments: &[&str]) -> Value {
    let ran = folder().run(arguments);
    let document = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(schema_errors("check", &document), [""; 0]);
    document
}

#[test]
fn the_summary_counts_errors_before_warnings_and_by_code() {
    let ran = folder().run(&["check", "one", "two"]);
    assert_eq!(ran.exit, 1);
    assert_eq!(
        ran.err,
        "4 errors, 1 warning in 2 of 3 files\n  \
         errors: 3 duplicate-name, 1 unresolved-name\n  \
         warnings: 1 every-time-frequency\n"
    );
}

#[test]
fn statistics_are_shown_instead_of_the_findings() {
    let ran = folder().run(&["check", "one", "two", "--statistics"]);
    assert_eq!(
        (ran.exit, ran.err.as_str()),
        (1, "4 errors, 1 warning in 2 of 3 files\n")
    );
    insta::assert_snapshot!(ran.out);
    // All the same where only warnings are found, and where nothing is.
    let ran = folder().run(&["check", "two", "--statistics", "--deny", "warnings"]);
    assert_eq!(
        (ran.exit, ran.err.as_str()),
        (1, "1 warning in 1 file (warnings are denied)\n")
    );
    let ran = Folder::with("a.proactive", RIGHT).run(&["check", "--statistics"]);
    assert_eq!(
        (ran.exit, ran.out.as_str(), ran.err.as_str()),
        (0, "", "1 file checked, no problems found\n")
    );
}

#[test]
fn statistics_of_a_build() {
    let folder = Folder::with("a.proactive", doubtful());
    let ran = folder.run(&["build", "--statistics", "-o", "out.json"]);
    assert_eq!(ran.exit, 0);
    assert!(ran.out.starts_with("1  every-time-frequency  warning  "));
    assert!(ran.err.ends_with("1 message written to `out.json`\n"));
}

#[test]
fn statistics_as_data() {
    let document = document(&["check", "one", "two", "--statistics", "--json"]);
    assert_eq!(
        document,
        json!({
            "version": 1,
            "summary": {
                "files": 3,
                "errors": 4,
                "warnings": 1,
                "infos": 0,
                "codes": [
                    { "code": "duplicate-name", "severity": "error", "count": 3 },
                    { "code": "unresolved-name", "severity": "error", "count": 1 },
                    { "code": "every-time-frequency", "severity": "warning", "count": 1 }
                ]
            }
        })
    );
    let ran = folder().run(&["check", "--statistics", "--format", "junit"]);
    assert_eq!(
        (ran.exit, ran.err.as_str()),
        (2, "error: `--statistics` has no format `junit`\n")
    );
}

#[test]
fn findings_as_data_follow_their_schema() {
    let findings = document(&["check", "one", "two", "--json"]);
    assert_eq!(findings["findings"].as_array().map(Vec::len), Some(5));
    let root = corpus::project();
    for example in ["broken", "three-brands"] {
        for command in ["check", "build"] {
            let path = format!("examples/{example}");
            let out = tempfile::tempdir().expect("a folder");
            let out = out.path().join("out.json").display().to_string();
            let arguments = [command, &path, "--json", "-o", &out];
            let arguments = match command {
                "check" => &arguments[..3],
                _ => &arguments[..],
            };
            let ran = run_in(&root, arguments, b"", None);
            let document = serde_json::from_str(&ran.out).expect("JSON");
            assert_eq!(schema_errors("check", &document), [""; 0], "{example}");
        }
    }
    let mut wrong = findings;
    wrong["findings"][0]["severity"] = json!(1);
    assert_eq!(schema_errors("check", &wrong).len(), 1);
}
