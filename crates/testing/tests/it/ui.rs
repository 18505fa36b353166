//! The form of the pages of `tests/ui`.

use proactive_testing::ui::{PRELUDE, Page};

const PAGE: &str = "# code\n\nShared:\n\n```proactive\nbrand acme\n```\n\n\
    ## One\n\nA note.\n\n```proactive\nmessage one\n```\n\n```text\nold\n```\n\n\
    ## Two\n\n```proactive standalone\n#- /a.proactive\nbrand a\n#- /b.proactive\nbrand\u{27e8}U+00A0\u{27e9}b\n```\n";

fn files(page: &Page, case: usize) -> Vec<(String, String)> {
    let files = page.cases[case].workspace().files.into_iter();
    files.map(|file| (file.path, file.text)).collect()
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let pairs = pairs.iter();
    pairs
        .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
        .collect()
}

#[test]
fn a_case_has_its_own_files_and_the_prelude() {
    let page = Page::parse("code", PAGE).expect("a page");
    assert_eq!(page.cases[0].name(), "tests/ui/code.md: One");
    assert_eq!(
        files(&page, 0),
        owned(&[
            ("main.proactive", "message one\n"),
            (PRELUDE, "brand acme\n")
        ])
    );
    assert_eq!(
        files(&page, 1),
        owned(&[
            ("a.proactive", "brand a\n"),
            ("b.proactive", "brand\u{a0}b\n")
        ])
    );
}

#[test]
fn output_replaces_what_follows_a_case() {
    let page = Page::parse("code", PAGE).expect("a page");
    let text = page.with_output(&["```text\nnew\n```\n".to_owned(), String::new()]);
    assert_eq!(text, PAGE.replace("old", "new"));
    let again = Page::parse("code", &text).expect("a page");
    assert_eq!(
        again.with_output(&["```text\nold\n```\n".to_owned(), String::new()]),
        PAGE
    );
}

#[test]
fn what_would_be_lost_or_misread_is_an_error() {
    for (from, to) in [
        ("## Two", "## One"),
        ("## Two", "## Lost\n\nWords.\n\n## Two"),
        ("standalone", "alone"),
        ("## One\n", ""),
    ] {
        let page = Page::parse("code", &PAGE.replace(from, to));
        assert!(page.is_err(), "{from} {to}");
    }
}
