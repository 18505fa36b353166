//! `proactive test`.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::corpus;
use crate::reports::without_times;
use crate::support::{Folder, RIGHT, doubtful, run_in, schema_errors, wrong};

/// A test that passes in [`RIGHT`], and one that fails.
const TESTS: &str = r#"
test "In the cart" {
  visit "https://acme.example/cart" for 1m
  expect hello after 30s
}

test "On the <home> page & elsewhere" {
  visit "https://acme.example/" for 1m
  expect hello
}
"#;

fn passing() -> String {
    TESTS.split("\n\n").next().unwrap().to_owned()
}

fn folder(tests: &str) -> Folder {
    Folder::with("proactive.toml", "name = \"Acme\"\n")
        .file("shop.proactive", RIGHT)
        .file("tests/cart.proactive", tests)
}

fn examples() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(corpus::project().join("examples"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir() && !path.ends_with("broken"))
        .collect();
    found.sort();
    assert!(found.len() >= 5);
    found
}

#[test]
fn tests_of_the_examples_pass() {
    for folder in examples() {
        let output = corpus::proactive()
            .current_dir(&folder)
            .args(["test", "--coverage"])
            .output()
            .unwrap();
        let (out, err) = (corpus::text(&output.stdout), corpus::text(&output.stderr));
        assert!(output.status.success(), "{}:\n{out}{err}", folder.display());
        assert!(out.starts_with("coverage: "), "{out}");
        assert!(err.contains("tests passed\n"), "{err}");
        assert!(!err.starts_with("0 "), "{err}");
    }
}

#[test]
fn every_failing_scenario_reports_its_failure() {
    let cases = corpus::files(
        &corpus::project().join("tests/scenarios/failing"),
        "proactive",
    );
    assert!(!cases.is_empty());
    for case in cases {
        let name = case.file_name().unwrap().to_str().unwrap();
        let ran = run_in(
            case.parent().unwrap(),
            &["test", name, "--format", "plain"],
            b"",
            None,
        );
        assert_eq!(ran.exit, 1, "{name}: {}{}", ran.out, ran.err);
        assert!(
            ran.out.contains("error[test-failed]"),
            "{name}: {}",
            ran.out
        );
        assert!(ran.err.contains(" failed\n"), "{name}: {}", ran.err);
    }
}

#[test]
fn every_other_scenario_passes() {
    let cases = corpus::files(&corpus::project().join("tests/scenarios"), "proactive");
    assert!(!cases.is_empty());
    for case in cases {
        let name = case.file_name().unwrap().to_str().unwrap();
        let ran = run_in(case.parent().unwrap(), &["test", name], b"", None);
        assert_eq!(ran.exit, 0, "{name}: {}{}", ran.out, ran.err);
    }
}

#[test]
fn failure_with_summary() {
    let ran = folder(TESTS).run(&["test"]);
    assert_eq!(ran.exit, 1);
    assert_eq!(ran.err, "1 test passed, 1 failed\n");
    insta::assert_snapshot!(ran.out);
    let short = folder(TESTS).run(&["test", "--format", "short", "--quiet"]);
    assert_eq!(short.err, "");
    insta::assert_snapshot!(short.out, @"tests/cart.proactive:9:3: error[test-failed]: the test `On the <home> page & elsewhere` failed: `hello` was not shown on this page");
}

#[test]
fn errors_are_reported_and_nothing_is_run() {
    let folder = Folder::with("shop.proactive", wrong() + TESTS);
    let ran = folder.run(&["test"]);
    assert_eq!(ran.exit, 1);
    assert!(ran.out.contains("error[unresolved-name]"), "{}", ran.out);
    assert!(!ran.out.contains("test-failed"), "{}", ran.out);
    assert!(ran.err.ends_with("no tests were run\n"), "{}", ran.err);

    let ran = Folder::new().run(&["test", "missing.proactive"]);
    assert_eq!(ran.exit, 2);
}

#[test]
fn warnings_are_reported_with_the_tests() {
    let folder = Folder::with("shop.proactive", doubtful() + &passing());
    let ran = folder.run(&["test"]);
    assert_eq!(ran.exit, 0);
    assert_eq!(ran.err, "1 warning in 1 file\n1 test passed\n");
    assert_eq!(folder.run(&["test", "--deny", "warnings"]).exit, 1);
}

#[test]
fn filter_selects_by_name() {
    let folder = folder(TESTS);
    let ran = folder.run(&["test", "--filter", "cart"]);
    assert_eq!((ran.exit, ran.err.as_str()), (0, "1 test passed\n"));
    let ran = folder.run(&["test", "--filter", "<home>"]);
    assert_eq!(
        (ran.exit, ran.err.as_str()),
        (1, "0 tests passed, 1 failed\n")
    );
    let ran = folder.run(&["test", "--filter", "basket"]);
    assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
    assert_eq!(
        ran.err,
        "error: no test has \"basket\" in its name\n2 files checked, no problems found\n"
    );
}

#[test]
fn only_tests_below_named_paths_are_run() {
    let folder = folder(TESTS).file(
        "more.proactive",
        passing().replace("In the", "Still in the"),
    );
    let ran = folder.run(&["test", "more.proactive"]);
    assert_eq!((ran.exit, ran.err.as_str()), (0, "1 test passed\n"));
    assert_eq!(
        folder.run(&["test", "tests"]).err,
        "1 test passed, 1 failed\n"
    );
    assert_eq!(folder.run(&["test"]).err, "2 tests passed, 1 failed\n");
}

#[test]
fn notice_without_tests() {
    let ran = Folder::with("shop.proactive", RIGHT).run(&["test"]);
    assert_eq!((ran.exit, ran.out.as_str()), (0, ""));
    assert!(ran.err.contains("no tests found\n"), "{}", ran.err);
}

#[test]
fn coverage_report_and_minimum() {
    let half = folder(&passing());
    let ran = half.run(&["test", "--coverage"]);
    assert_eq!(ran.exit, 0);
    insta::assert_snapshot!(ran.out, @r#"
    coverage: 1 of 1 message shown, 0 held back
      hello  shown      not held back
    coverage: 0 of 1 comparison seen both true and false (0%)

    shop.proactive:10:8: `visitor.url contains "/cart"` was never false where it decides
    shop.proactive:7:9: no test holds back `hello`

    test "hello is not shown" {
      visit "https://www.example.com/" for 30s
      expect no hello
    }
    "#);
    let ran = half.run(&["test", "--min-coverage", "50"]);
    assert_eq!((ran.exit, ran.out.as_str()), (1, ""));
    assert!(
        ran.err.contains("less than the required 50%"),
        "{}",
        ran.err
    );
    assert_eq!(half.run(&["test", "--min-coverage", "0"]).exit, 0);
    assert_eq!(half.run(&["test", "--min-coverage", "101"]).exit, 2);

    let whole = folder(&TESTS.replace("expect hello\n", "expect no hello\n"));
    assert_eq!(whole.run(&["test", "--min-coverage", "100"]).exit, 0);
}

#[test]
fn json_has_tests_and_coverage() {
    let ran = folder(TESTS).run(&["test", "--json", "--coverage"]);
    assert_eq!(ran.exit, 1);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["tests"][0]["name"], "In the cart");
    assert_eq!(document["tests"][0]["passed"], true);
    assert_eq!(document["tests"][1]["passed"], false);
    assert_eq!(document["tests"][0]["failure"], Value::Null);
    let failure = &document["tests"][1]["failure"];
    let messages = failure["messages"].as_array().unwrap();
    assert!(!messages.is_empty(), "{failure}");
    for message in messages {
        assert!(message["reasons"][0]["kind"].is_string(), "{message}");
    }
    assert_eq!(document["findings"][0]["code"], "test-failed");
    assert_eq!(document["coverage"]["percent"], 100);
    assert_eq!(document["summary"]["tests"]["failed"], 1);
    assert_eq!(document["version"], 2);
    assert_eq!(schema_errors("test", &document), Vec::<String>::new());
    // Other commands do not report tests.
    let checked = folder(TESTS).run(&["check", "--json"]);
    let document: Value = serde_json::from_str(&checked.out).unwrap();
    assert!(document.get("tests").is_none());
    assert!(document.get("coverage").is_none());
}

#[test]
fn junit_has_a_case_per_test() {
    let folder = folder(TESTS);
    let ran = folder.run(&["test", "--format", "plain", "--format", "junit=tests.xml"]);
    assert_eq!(ran.exit, 1);
    insta::assert_snapshot!(without_times(&folder.read("tests.xml")));
}

#[test]
fn junit_escapes_characters_that_xml_forbids() {
    let name = r#"test "In \u{1}\t\"the\" cart" {"#;
    let folder = folder(&passing().replace("test \"In the cart\" {", name));
    let ran = folder.run(&["test", "--format", "junit"]);
    assert_eq!(ran.exit, 0, "{}{}", ran.out, ran.err);
    assert!(
        ran.out.contains(
            r#"name="In \u{1}&#9;&quot;the&quot; cart" classname="tests/cart.proactive""#
        ),
        "{}",
        ran.out
    );
}

/// On a terminal, each reason has a line of its own.
#[test]
fn reasons_on_a_terminal() {
    let tests = passing().replace("expect hello after 30s", "expect nothing");
    let ran = folder(&tests).on_terminal(&["test", "--color", "never"]);
    assert_eq!(ran.exit, 1);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn list_of_tests() {
    let folder = folder(TESTS);
    let ran = folder.run(&["test", "--list"]);
    assert_eq!((ran.exit, ran.err.as_str()), (0, "2 tests in 1 file\n"));
    insta::assert_snapshot!(ran.out, @r"
    tests/cart.proactive:2:6: In the cart (2 steps)
    tests/cart.proactive:7:6: On the <home> page & elsewhere (2 steps)
    ");
    let ran = folder.run(&["test", "--list", "--filter", "cart", "--json"]);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["tests"].as_array().unwrap().len(), 1);
    assert_eq!(document["tests"][0]["name"], "In the cart");
    assert_eq!(document["tests"][0]["steps"], 2);
    assert_eq!(document["tests"][0]["span"]["start"]["line"], 2);
    assert_eq!(schema_errors("test-list", &document), Vec::<String>::new());

    let ran = folder.run(&["test", "--list", "--filter", "basket"]);
    assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
    assert_eq!(folder.run(&["test", "--list", "--coverage"]).exit, 2);
    let ran = folder.run(&["test", "--list", "--format", "junit"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("no format `junit`"), "{}", ran.err);
}

#[test]
fn tests_of_a_workspace_with_errors_are_not_listed() {
    let ran = Folder::with("shop.proactive", wrong() + TESTS).run(&["test", "--list", "--json"]);
    assert_eq!(ran.exit, 1);
    assert!(
        ran.err.ends_with("the tests were not listed\n"),
        "{}",
        ran.err
    );
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["tests"], Value::Array(Vec::new()));
    assert_eq!(document["findings"][0]["code"], "unresolved-name");
    assert_eq!(schema_errors("test", &document), Vec::<String>::new());
}

/// How long a test took is shown on a terminal only, so a log is the same for every run.
#[test]
fn verbose_shows_what_passed() {
    let folder = folder(TESTS);
    let ran = folder.run(&["test", "-v"]);
    let first = ran.out.lines().next().unwrap();
    assert_eq!(first, "tests/cart.proactive:2:6: passed: In the cart");
    assert!(!ran.out.contains("passed: On the"), "{}", ran.out);
    let ran = folder.on_terminal(&["test", "--verbose", "--color", "never"]);
    let first = ran.out.lines().next().unwrap();
    let time = first.strip_prefix("tests/cart.proactive:2:6: passed: In the cart (");
    assert!(time.is_some_and(|time| time.ends_with(" ms)")), "{first}");
    let ran = folder.run(&["test", "-v", "--json"]);
    assert!(serde_json::from_str::<Value>(&ran.out).is_ok());
}

/// Conditions of every shape: segments, also negated ones, rivals, hours, websites, and messages
/// that everyone gets.
const SHAPES: &str = r#"
brand acme "Acme"
channel web "Shop" {
  brand acme
  business_hours office
  website "https://shop.example/en"
}
channel app { brand acme }
schedule office "Office" {
  timezone "Europe/Paris"
  open mon-fri 09:00-18:00
}
segment buyers when visitor.url contains any of ["/cart", "/checkout"]
segment foreign when not (device.language is any of [fr, nl] or buyers)
message welcome {
  text "Welcome"
  channel web
  reply agent "Yes"
  when visitor.history is new and not foreign
  on page_load
  frequency once_per_visit
}
message help {
  text "Can I help?"
  channel web
  reply agent "Yes"
  when buyers and (visitor.title contains "Cart" or device.language is de)
  after 30s on page_view
  frequency once_per_visit
  schedule business_hours office
}
message everyone {
  text "News"
  channel app
  reply agent "Yes"
  when always
  after 5s on page_view
  frequency once_per_customer
}
message office_only {
  text "We are here"
  channel app
  reply agent "Yes"
  when always
  after 1m on page_view
  frequency every_time
}
"#;

/// The source files of a folder and of those in it.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = corpus::files(folder, "proactive");
    let folders = std::fs::read_dir(folder).unwrap();
    let folders = folders.map(|entry| entry.unwrap().path());
    found.extend(
        folders
            .filter(|path| path.is_dir())
            .flat_map(|path| below(&path)),
    );
    found
}

/// What is suggested can be pasted: it is formatted, it passes, and it closes what it says.
#[test]
fn suggested_tests_close_the_gaps() {
    let mut workspaces = vec![("shapes".to_owned(), Folder::with("shop.proactive", SHAPES))];
    for example in examples() {
        let copy = Folder::new();
        for path in below(&example) {
            let name = path.strip_prefix(&example).unwrap();
            if !name.starts_with("tests") {
                copy.write(name.to_str().unwrap(), corpus::read(&path));
            }
        }
        workspaces.push((example.display().to_string(), copy));
    }
    for (name, folder) in workspaces {
        let coverage = || {
            let ran = folder.run(&["test", "--coverage", "--json"]);
            assert_eq!(ran.exit, 0, "{name}: {}{}", ran.out, ran.err);
            let document: Value = serde_json::from_str(&ran.out).unwrap();
            assert_eq!(schema_errors("test", &document), Vec::<String>::new());
            document["coverage"].clone()
        };
        let before = coverage();
        let tests = before["suggested_tests"].as_array().unwrap();
        assert!(!tests.is_empty(), "{name}");
        let sources = tests.iter().map(|test| test["source"].as_str().unwrap());
        let text = folder.run(&["test", "--coverage"]).out;
        assert!(
            sources.clone().all(|source| text.contains(source)),
            "{text}"
        );
        folder.write(
            "suggested.proactive",
            sources.collect::<Vec<_>>().join("\n"),
        );
        let ran = folder.run(&["fmt", "--check", "suggested.proactive"]);
        assert_eq!(ran.exit, 0, "{name}: {}{}", ran.out, ran.err);
        let open = |coverage: &Value| -> Vec<Value> {
            let gaps = coverage["gaps"].as_array().unwrap();
            let gaps = gaps.iter().filter(|gap| gap["closing"] != "test");
            gaps.cloned().collect()
        };
        let after = coverage();
        assert_eq!(after["gaps"], Value::Array(open(&before)), "{name}");
        assert_eq!(after["suggested_tests"], Value::Array(Vec::new()), "{name}");
        for message in after["messages"].as_array().unwrap() {
            assert_eq!(message["shown"], true, "{name}: {message}");
        }
    }
}

/// A comparison in a segment counts once, however many messages use the segment.
#[test]
fn a_comparison_of_a_segment_counts_once() {
    let message = |name: &str| {
        let copy = RIGHT.split_once("message hello").unwrap().1;
        let copy = copy.replace("visitor.url contains \"/cart\"", "buyers");
        format!("message {name}{copy}")
    };
    let declared = RIGHT.split_once("message hello").unwrap().0;
    let segment = "segment buyers when visitor.url contains \"/cart\"\n";
    let shop = [declared, segment, &message("hello"), &message("bye")].concat();
    let ran = Folder::with("shop.proactive", shop + TESTS).run(&["test", "--json", "--coverage"]);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    let coverage = &document["coverage"];
    assert_eq!(coverage["total"], 1);
    assert_eq!(
        coverage["comparisons"][0]["messages"],
        serde_json::json!(["hello", "bye"])
    );
}

/// The example of the documentation is what the command prints.
#[test]
fn coverage_in_the_documentation() {
    let (declared, message) = RIGHT.split_once("message hello").unwrap();
    let test = passing().replace("hello", "cart_help");
    let website = "brand acme\n  website \"https://acme.example\"\n}";
    let declared = declared.replace("brand acme\n}", website);
    let folder = Folder::with("account.proactive", declared)
        .file("cart.proactive", format!("message cart_help{message}"))
        .file("tests.proactive", test);
    let ran = folder.run(&["test", "--coverage"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    let page = corpus::read(&corpus::project().join("docs/how-to/ci.md"));
    assert!(page.contains(&ran.out), "{}", ran.out);
}
