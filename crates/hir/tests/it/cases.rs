//! Every case under `tests/ui` draws the code that it is named for; the quiet ones draw none.

use proactive_diagnostics::Code;

use crate::workspaces::{cases, codes, right};

#[test]
fn quiet_cases_are_quiet() {
    for case in cases("quiet").into_iter().chain(right()) {
        let findings = case.findings();
        assert_eq!(findings, [], "{}", case.name);
        assert!(case.workspace().check().model().is_some(), "{}", case.name);
    }
}

#[test]
fn cases_draw_their_code() {
    for code in codes() {
        // Proofs about conditions are not made here.
        if code.needs_proof() {
            continue;
        }
        // Found only by the command: problems of files and of the manifest, and failures of tests.
        if matches!(
            code,
            Code::FileError | Code::ManifestError | Code::UnmatchedPath | Code::TestFailed
        ) {
            continue;
        }
        for case in cases(code.as_str()) {
            let findings = case.findings();
            let drawn = findings.iter().any(|finding| finding.code() == code);
            assert!(drawn, "{}: {findings:#?}", case.name);
        }
    }
}
