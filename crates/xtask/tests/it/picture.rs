//! From a terminal's output to a picture.

use proactive_diagnostics::Code;
use xtask::ansi::{self, Colour, Style};
use xtask::{picture, svg};

#[test]
fn styles_are_read() {
    let lines = ansi::lines(
        "a\u{1b}[1;31mb\u{1b}[22mc\u{1b}[0m\n\u{1b}[38;5;9md\u{1b}[38;2;1;2;3me\u{1b}[48;5;1mf\u{1b}[39mg\u{1b}[2K\u{1b}[mh",
    );
    let seen: Vec<Vec<(&str, Style)>> = lines
        .iter()
        .map(|line| {
            line.iter()
                .map(|run| (run.text.as_str(), run.style))
                .collect()
        })
        .collect();
    let red = Style {
        colour: Some(Colour::Theme(1)),
        ..Style::default()
    };
    let coloured = |colour| Style {
        colour: Some(colour),
        ..Style::default()
    };
    assert_eq!(
        seen,
        [
            vec![
                ("a", Style::default()),
                ("b", Style { bold: true, ..red }),
                ("c", red)
            ],
            vec![
                ("d", coloured(Colour::Theme(9))),
                ("ef", coloured(Colour::Rgb(1, 2, 3))),
                ("gh", Style::default())
            ],
        ]
    );
}

#[test]
fn colours_of_the_cube_are_read() {
    let colour = |text: &str| ansi::lines(text)[0][0].style.colour;
    assert_eq!(colour("\u{1b}[38;5;16mx"), Some(Colour::Rgb(0, 0, 0)));
    assert_eq!(
        colour("\u{1b}[38;5;231mx"),
        Some(Colour::Rgb(255, 255, 255))
    );
    assert_eq!(colour("\u{1b}[38;5;208mx"), Some(Colour::Rgb(255, 135, 0)));
    assert_eq!(
        colour("\u{1b}[38;5;255mx"),
        Some(Colour::Rgb(238, 238, 238))
    );
    assert_eq!(colour("\u{1b}[96mx"), Some(Colour::Theme(14)));
    assert_eq!(colour("\u{1b}[38;5mx"), None);
}

#[test]
fn links_and_unfinished_sequences_leave_only_text() {
    let text = "\u{1b}]8;;https://example.com\u{1b}\\link\u{1b}]8;;\u{7} end\u{1b}[3";
    assert_eq!(ansi::plain(&ansi::lines(text)[0]), "link end");
}

#[test]
fn text_stands_at_its_column() {
    let drawn = svg::card(
        "a & b",
        &ansi::lines("👋 <\u{1b}[31m  wide\u{1b}[0m\n\n   x"),
    );
    assert!(drawn.contains(r#"aria-label="a &amp; b""#));
    assert!(drawn.contains(
        r#"<text x="22.0" y="66.5" textLength="33.6" lengthAdjust="spacingAndGlyphs">👋 &lt;</text>"#
    ));
    assert!(drawn.contains(r#"<text x="72.4" y="66.5" textLength="33.6" lengthAdjust="spacingAndGlyphs" style="fill:#f2777a">wide</text>"#));
    assert!(drawn.contains(r#"<text x="47.2" y="104.5""#));
    assert_eq!(drawn.matches("<text ").count(), 4);

    let drawn = svg::card("", &ansi::lines(" a b  c   \u{1b}[1md"));
    assert!(drawn.contains(
        r#"<text x="30.4" y="66.5" textLength="25.2" lengthAdjust="spacingAndGlyphs">a b</text>"#
    ));
    assert!(drawn.contains(
        r#"<text x="72.4" y="66.5" textLength="8.4" lengthAdjust="spacingAndGlyphs">c</text>"#
    ));
    assert!(drawn.contains(r#"<text x="106.0" y="66.5" textLength="8.4" lengthAdjust="spacingAndGlyphs" class="b">d</text>"#));
}

#[test]
fn the_first_finding_of_a_code_is_shown() {
    let output = "\nunknown-field\n  × first\n   ╰─\n\n\u{1b}[31moperator-mismatch\u{1b}[0m (link)\n  × second\n\nunknown-field\n  × third\n";
    let drawn =
        picture::draw(output, &[Code::OperatorMismatch, Code::UnknownField]).expect("drawn");
    let second = drawn.find("× second").expect("the second");
    let first = drawn.find("× first").expect("the first");
    assert!(second < first && !drawn.contains("third"));
    assert!(picture::draw(output, &[Code::LongText]).is_err());
}
