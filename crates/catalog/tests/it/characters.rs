//! Which characters can be shown, and where.

use proactive_catalog::characters::{classify, is_visible, on_one_line};

/// The hidden characters of a text, as numbers.
fn hidden(text: &str) -> Vec<u32> {
    classify(text)
        .filter(|(_, _, hidden)| hidden.is_some())
        .map(|(_, character, _)| u32::from(character))
        .collect()
}

#[test]
fn emoji_and_scripts_are_shown_as_they_are() {
    for text in [
        "\u{2764}\u{FE0F}",
        "1\u{FE0F}\u{20E3}",
        // A flag, then a joiner after its selector.
        "\u{1F3F3}\u{FE0F}\u{200D}\u{1F308}",
        "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}",
        // England.
        "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
        // A variant of a Chinese character, one of a Mongolian letter, and a word of Persian.
        "\u{845B}\u{E0100}",
        "\u{1820}\u{180B}",
        "\u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}\u{647}\u{645}",
    ] {
        assert_eq!(hidden(text), [], "{text:?}");
        assert_eq!(on_one_line(text), text);
    }
}

#[test]
fn what_could_hide_a_text_is_shown_as_escapes() {
    assert_eq!(on_one_line("so\u{AD}ft"), "so\\u{AD}ft");
    assert_eq!(on_one_line("a\u{FE0F}"), "a\\u{FE0F}");
    assert_eq!(on_one_line("1\u{FE00}"), "1\\u{FE00}");
    assert_eq!(hidden("\u{FE0F}"), [0xFE0F]);
    // Each selector is a byte of the hidden text.
    assert_eq!(
        hidden("\u{1F600}\u{FE01}\u{FE02}\u{E0103}"),
        [0xFE02, 0xE0103]
    );
    // A capital letter, more letters than a region has, and letters after the end.
    assert_eq!(hidden("\u{1F3F4}\u{E0041}"), [0xE0041]);
    let seven = "\u{1F3F4}".to_owned() + &"\u{E0061}".repeat(9);
    assert_eq!(hidden(&seven).len(), 2);
    assert_eq!(hidden("\u{1F3F4}\u{E0067}\u{E007F}\u{E0067}"), [0xE0067]);
    assert_eq!(hidden("\u{200D}\u{1F600}"), [0x200D]);
}

#[test]
fn visible_characters_are_shown_anywhere() {
    for character in ('\0'..=char::MAX).filter(|character| is_visible(*character)) {
        for around in ["", "a", "\u{1F3F4}", "\u{FE0F}"] {
            let text = format!("{character}{around}{character}");
            let shown = classify(&text).filter(|(_, it, _)| *it == character);
            assert!(
                shown.into_iter().all(|(_, _, hidden)| hidden.is_none()),
                "{text:?}"
            );
        }
    }
}
