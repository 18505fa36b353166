//! The reports that code hosts and test dashboards read: `sarif`, `github`, `gitlab`, `junit`.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{Folder, RIGHT, Ran, doubtful, run_in_job, wrong};

/// A workspace below the root of a repository, in a folder and a file with characters that every
/// format has to escape.
const FILE: &str = "shops/a%2C: b/cart,é.proactive";

fn repository(text: &str) -> Folder {
    Folder::with(".git/HEAD", "ref: refs/heads/main\n")
        .file("shops/a%2C: b/proactive.toml", "name = \"Acme\"\n")
        .file(FILE, text)
}

/// A cycle of segments, an unknown name with a fix, and a warning with a certain fix.
fn several() -> String {
    let segments = "\nsegment first when second\n\nsegment second when first\n";
    let right = RIGHT.replace("  text", "  channel wbe\n  text");
    right.replace("visitor.url", "first and visitor.url") + segments
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).expect("JSON")
}

/// The text without the durations, which differ from run to run.
pub(crate) fn without_times(xml: &str) -> String {
    let mut parts = xml.split(" time=\"");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (time, rest) = part.split_once('"').expect("an attribute");
        assert!(time.parse::<f64>().is_ok(), "{time}");
        text += " time=\"…\"";
        text += rest;
    }
    text
}

#[test]
fn sarif_has_rules_places_flows_and_fixes() {
    let ran = repository(&several()).run(&["check", "--format", "sarif"]);
    assert_eq!(ran.exit, 1);
    let mut log = json(&ran);
    // The pages are long, and tested elsewhere.
    for rule in log["runs"][0]["tool"]["driver"]["rules"]
        .as_array_mut()
        .unwrap()
    {
        let help = rule["help"].as_object_mut().unwrap();
        assert_eq!(help["text"], help["markdown"]);
        help.values_mut().for_each(|page| *page = "…".into());
    }
    insta::assert_snapshot!(serde_json::to_string_pretty(&log).unwrap());
}

#[test]
fn sarif_is_complete_without_findings_and_without_a_readable_file() {
    let log = json(&repository(RIGHT).run(&["check", "--format", "sarif"]));
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
    assert_eq!(
        log["runs"][0]["invocations"][0]["executionSuccessful"],
        true
    );

    let folder = repository(RIGHT).file("shops/a%2C: b/x.proactive", b"brand \xFF");
    let ran = folder.run(&["check", "--format", "sarif"]);
    assert_eq!(ran.exit, 2);
    let log = json(&ran);
    let run = &log["runs"][0];
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    assert_eq!(run["results"][0]["ruleId"], "file-error");
    let place = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(
        place["artifactLocation"]["uri"],
        "shops/a%252C%3A%20b/x.proactive"
    );
}

#[test]
fn a_finding_has_one_fingerprint_in_all_reports() {
    let folder = repository(&several());
    let formats = ["json", "sarif", "gitlab"];
    let [own, sarif, gitlab] =
        formats.map(|format| json(&folder.run(&["check", "--format", format])));
    let all = |list: &Value, pointer: &str| -> Vec<String> {
        let list = list.as_array().unwrap().iter();
        list.map(|it| it.pointer(pointer).unwrap().as_str().unwrap().to_owned())
            .collect()
    };
    let expected = all(&own["findings"], "/fingerprint");
    assert!(expected.len() > 1);
    let results = &sarif["runs"][0]["results"];
    assert_eq!(
        all(results, "/partialFingerprints/primaryLocationLineHash"),
        expected
    );
    assert_eq!(all(&gitlab, "/fingerprint"), expected);
}

/// Two workspaces can hold the same line in a file of the same name.
#[test]
fn fingerprints_are_unique_over_all_workspaces() {
    let folder = Folder::with(".git/HEAD", "")
        .file("a/proactive.toml", "")
        .file("a/main.proactive", wrong())
        .file("b/proactive.toml", "")
        .file("b/main.proactive", wrong());
    let report = json(&folder.run(&["check", "--format", "gitlab"]));
    let list = report.as_array().unwrap();
    let fingerprints: BTreeSet<&str> = list
        .iter()
        .map(|it| it["fingerprint"].as_str().unwrap())
        .collect();
    assert_eq!(fingerprints.len(), 2);
    assert_eq!(list[1]["location"]["path"], "b/main.proactive");
}

#[test]
fn gitlab_report() {
    let folder = repository(&several());
    insta::assert_snapshot!(folder.run(&["check", "--format", "gitlab"]).out);
    let none = repository(RIGHT).run(&["check", "--format", "gitlab"]);
    assert_eq!(none.out, "[]\n");
}

#[test]
fn github_commands_are_escaped() {
    let name = "test \"50% off\\n::error::, 👋\" {\n  visit \"https://acme.example/\"\n  expect hello\n}\n";
    let folder = repository(&format!("{RIGHT}\n{name}"));
    let ran = folder.run(&["test", "--format", "github"]);
    assert_eq!(ran.exit, 1);
    insta::assert_snapshot!(ran.out);
    let commands = ran.out.lines().filter(|line| line.starts_with("::"));
    assert_eq!(commands.count(), ran.out.lines().count());
    assert_eq!(
        repository(RIGHT).run(&["check", "--format", "github"]).out,
        ""
    );
}

/// GitHub drops the eleventh annotation of a kind, so it is in the log.
#[test]
fn github_shows_no_finding_twice_and_drops_none() {
    let messages: String = (0..23)
        .map(|index| format!("message m{index} {{\n  channel ##[error]{index}\n}}\n"))
        .collect();
    let ran = repository(&format!("{RIGHT}{messages}")).run(&["check", "--format", "github"]);
    let own = json(&repository(&format!("{RIGHT}{messages}")).run(&["check", "--json"]));
    let errors = own["summary"]["errors"].as_u64().unwrap();
    let commands = |name: &str| ran.out.lines().filter(|it| it.starts_with(name)).count() as u64;
    assert_eq!(commands("::error "), 10);
    assert_eq!(commands("error["), errors - 10);
    assert!(!ran.out.contains("##["), "{}", ran.out);
}

#[test]
fn the_job_summary_keeps_what_other_steps_wrote() {
    let folder = repository(&several()).file("summary.md", "Before");
    let page = folder.path().join("summary.md");
    let ran = run_in_job(&folder.path(), &["check", "--format", "github"], &page);
    assert_eq!(ran.exit, 1);
    insta::assert_snapshot!(folder.read("summary.md"));
    // Other formats leave it alone.
    let before = folder.read("summary.md");
    run_in_job(&folder.path(), &["check"], &page);
    assert_eq!(folder.read("summary.md"), before);
}

#[test]
fn the_job_summary_of_right_files_and_tests_says_so() {
    let test = "test \"cart\" {\n  visit \"https://acme.example/cart\" for 1m\n  expect hello\n}\n";
    let folder = repository(&format!("{RIGHT}{test}"));
    let page = folder.path().join("summary.md");
    for command in ["check", "test"] {
        let ran = run_in_job(&folder.path(), &[command, "--format", "github"], &page);
        assert_eq!(ran.exit, 0, "{}", ran.out);
    }
    assert_eq!(
        folder.read("summary.md"),
        "\n### proactive: 1 file checked, no problems found\n\n### proactive: 1 test passed\n"
    );
}

#[test]
fn a_job_summary_that_cannot_be_written_is_no_failure() {
    let folder = repository(RIGHT);
    let page = folder.path().join("missing/summary.md");
    let ran = run_in_job(&folder.path(), &["check", "--format", "github"], &page);
    assert_eq!(ran.exit, 0);
    assert!(
        ran.err.starts_with("cannot add to the job summary"),
        "{}",
        ran.err
    );
}

#[test]
fn junit_of_check_has_a_case_for_each_file_and_problem() {
    let folder = repository(&doubtful()).file("shops/a%2C: b/other.proactive", "brand other\n");
    let ran = folder.run(&["check", "--format", "junit"]);
    assert_eq!(ran.exit, 0);
    // A warning is no failure, unless warnings are denied.
    assert!(
        ran.out.contains("tests=\"2\" failures=\"0\""),
        "{}",
        ran.out
    );
    let ran = folder.run(&["check", "--format", "junit", "--deny", "warnings"]);
    assert_eq!(ran.exit, 1);
    insta::assert_snapshot!(without_times(&ran.out));
}

#[test]
fn statistics_have_no_form_in_these_reports() {
    for format in ["sarif", "github", "gitlab", "junit"] {
        let ran = repository(RIGHT).run(&["check", "--statistics", "--format", format]);
        assert_eq!((ran.exit, ran.out.as_str()), (2, ""), "{format}");
        assert!(ran.err.contains(format), "{}", ran.err);
    }
}
