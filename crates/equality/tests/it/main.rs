//! What of the scenarios runs in a browser.

use std::fmt::Write as _;
use std::path::Path;

use proactive_equality::browser_cases;

/// The scenarios that can't run in a browser, each with the reason. All others do.
#[test]
fn unsuitable_scenarios() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios");
    let (cases, unsuitable) = browser_cases(&folder).unwrap();
    assert!(
        cases
            .iter()
            .all(|case| case.steps.iter().any(|it| it.state.is_some()))
    );
    let mut drawn = format!("{} run\n", cases.len());
    for case in unsuitable {
        writeln!(drawn, "{}: {}", case.name, case.reason).unwrap();
    }
    insta::assert_snapshot!(drawn);
}
