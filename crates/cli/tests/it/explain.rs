//! `proactive explain` and `proactive schema`.

use proactive_catalog::characters::classify;
use proactive_diagnostics::Code;
use unicode_width::UnicodeWidthStr as _;

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

/// The words of a page as it is written or drawn, without the names of the languages of its code and
/// without the other pages to which it links.
fn words(page: &str) -> Vec<String> {
    let text: Vec<&str> = lines(page)
        .into_iter()
        .filter(|line| !line.starts_with("```"))
        .collect();
    let mut text = text.join(" ");
    for code in Code::ALL {
        text = text.replace(&format!("]({code}.md)"), "");
    }
    let words = text.split(|it: char| !it.is_alphanumeric());
    words.filter(|it| !it.is_empty()).map(Into::into).collect()
}

#[test]
fn pages_are_drawn_on_a_terminal() {
    let folder = Folder::new();
    for width in [40, 80, 120] {
        for code in Code::ALL {
            let screen = folder.screen(&["explain", code.as_str()], width);
            assert_eq!(words(&screen.text), words(code.page()), "{code}");
            let hidden = classify(&screen.text)
                .find(|(_, character, hidden)| hidden.is_some() && *character != '\n');
            assert_eq!(hidden, None, "{code}");
            // Comments and strings stay whole, so some are too long for a narrow terminal.
            let is_narrow = width < 80;
            let wrapped = lines(&screen.text).into_iter();
            for line in wrapped.filter(|line| !is_narrow || !line.starts_with("    ")) {
                let is_whole = !line.trim().contains(' ');
                assert!(
                    line.width() <= width || is_whole,
                    "{code} at {width} columns: {line}"
                );
            }
        }
    }
}

#[test]
fn a_drawn_page_has_styles_or_marks() {
    let folder = Folder::new();
    let screen = folder.screen(&["explain", "duplicate-statement"], 60);
    insta::assert_snapshot!(screen.styled);
    let plain = folder.screen(&["explain", "duplicate-statement", "--color", "never"], 60);
    assert_eq!(plain.styled, plain.text);
    assert!(plain.text.contains("`answer`"), "{}", plain.text);
    // Elsewhere the page is the Markdown, unless colours are wanted.
    let arguments = ["explain", "duplicate-statement", "--color", "always"];
    assert!(folder.run(&arguments).out.contains('\u{1B}'));
    assert_eq!(
        folder.run(&arguments[..2]).out,
        Code::DuplicateStatement.page()
    );
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
