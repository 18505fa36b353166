//! The examples in a page.

use proactive_testing::markdown::fences;

#[test]
fn blocks_have_a_language_a_line_and_a_heading() {
    let page = "# code\n\nWords.\n\n## Wrong\n\n```proactive\n# no heading\nbrand a\n```\n\n\
                ## Right\n\n- ~~~~ json extra\n";
    let found = fences(page);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].language, "proactive");
    assert_eq!(found[0].text, "# no heading\nbrand a\n");
    assert_eq!(found[0].line, 8);
    assert_eq!(found[0].heading.as_deref(), Some("Wrong"));
}

#[test]
fn longer_fences_hold_shorter_ones() {
    let found = fences("````markdown\n```json\n{}\n```\n````\n\n~~~\nplain\n~~~\n");
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].language, "markdown");
    assert_eq!(found[0].text, "```json\n{}\n```\n");
    assert_eq!(found[0].heading, None);
    assert_eq!(
        (found[1].language.as_str(), found[1].text.as_str()),
        ("", "plain\n")
    );
}

#[test]
fn what_a_list_indents_is_taken_off() {
    let found = fences("1. So:\n\n   ```sh\n   a\n     b\n\n c\n   ```\n\n```sh\nopen to the end");
    assert_eq!(found[0].text, "a\n  b\n\nc\n");
    assert_eq!(found[1].text, "open to the end\n");
}
