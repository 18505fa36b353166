//! `proactive explain` and `proactive schema`.

use proactive_diagnostics::Code;

use crate::support::{Folder, lines};

#[test]
fn every_code_has_a_page() {
    let folder = Folder::new();
    for code in Code::ALL {
        let ran = folder.run(&["explain", code.as_str()]);
        assert_eq!((ran.exit, ran.err.as_str()), (0, ""));
        assert_eq!(ran.out, code.page());
    }
}

#[test]
fn all_codes_are_listed_without_an_argument() {
    let ran = Folder::new().run(&["explain"]);
    assert_eq!((ran.exit, ran.err.as_str()), (0, ""));
    let listed = lines(&ran.out);
    assert_eq!(listed.len(), Code::ALL.len());
    for (line, code) in listed.iter().zip(Code::ALL) {
        assert!(line.starts_with(code.as_str()), "{line}");
        assert!(line.contains(code.default_severity().as_str()), "{line}");
        let (_, about) = line.split_at(line.rfind("  ").unwrap() + 2);
        assert!(
            !about.is_empty() && code.summary().starts_with(about),
            "{line}"
        );
    }
}

#[test]
fn headings_and_examples_are_colored_on_a_terminal() {
    let page = Folder::new()
        .on_terminal(&["explain", "unresolved-name"])
        .out;
    assert!(
        page.starts_with("\u{1B}[1m# unresolved-name\u{1B}[0m\n"),
        "{page}"
    );
    let bare: String = page
        .replace("\u{1B}[1m", "")
        .replace("\u{1B}[36m", "")
        .replace("\u{1B}[0m", "");
    assert_eq!(bare, Code::UnresolvedName.page());
}

#[test]
fn unknown_code_is_an_error_with_a_suggestion() {
    let folder = Folder::new();
    let ran = folder.run(&["explain", "unresolved-nam"]);
    assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
    assert_eq!(
        ran.err,
        "error: there is no code `unresolved-nam`: did you mean `unresolved-name`?\n"
    );
    let ran = folder.run(&["explain", "E0308"]);
    assert_eq!(ran.exit, 2);
    assert_eq!(
        ran.err,
        "error: there is no code `E0308`: run `proactive explain` for a list\n"
    );
}

#[test]
fn schema_of_the_configuration_is_valid() {
    let ran = Folder::new().run(&["schema"]);
    assert_eq!((ran.exit, ran.err.as_str()), (0, ""));
    let schema: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(schema, proactive_config::schema());
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
}
