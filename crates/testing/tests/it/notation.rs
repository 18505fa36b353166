//! The notation of characters that an editor does not show.

use proactive_testing::notation::{escape, unescape};

#[test]
fn invisible_characters_are_written_with_their_number() {
    assert_eq!(
        escape("a\u{a0}b\r\n\tc\n"),
        "a⟨U+00A0⟩b⟨U+000D⟩\n⟨U+0009⟩c\n"
    );
    assert_eq!(escape("é 👋 \"\\'\n"), "é 👋 \"\\'\n");
}

#[test]
fn spaces_at_the_end_of_a_line_and_a_missing_newline_are_written_out() {
    assert_eq!(escape(" a  \nb"), " a⟨U+0020⟩⟨U+0020⟩\nb⟨no newline⟩\n");
    assert_eq!(escape(""), "");
}

#[test]
fn what_is_written_is_read_again() {
    for text in [
        "",
        "a",
        "a \n",
        "\u{feff}x\u{202e}\r\n\n",
        " \n \n",
        "⟨U+\n",
        "⟨U+zz⟩\n",
    ] {
        assert_eq!(unescape(&escape(text)), text);
    }
}
