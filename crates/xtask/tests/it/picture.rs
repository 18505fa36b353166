//! From a terminal's output to a picture.

use proactive_diagnostics::Code;
use xtask::picture;

const OUTPUT: &str = "\nunknown-field\n  × first & <last>\n   ╰─\n\n\u{1b}[31moperator-mismatch\u{1b}[0m (link)\n\n  × second\n\nunknown-field\n  × third\n";

#[test]
fn the_first_finding_of_a_code_is_shown() {
    let drawn =
        picture::draw(OUTPUT, &[Code::OperatorMismatch, Code::UnknownField]).expect("a picture");
    let second = drawn.find("× second").expect("the second");
    let first = drawn.find("× first").expect("the first");
    assert!(second < first && !drawn.contains("third"));
}

#[test]
fn text_is_escaped_and_coloured() {
    let drawn =
        picture::draw(OUTPUT, &[Code::OperatorMismatch, Code::UnknownField]).expect("a picture");
    assert!(drawn.contains("first &amp; &lt;last&gt;"), "{drawn}");
    assert!(
        drawn.contains("<tspan class=\"fg-red\">operator-mismatch</tspan>"),
        "{drawn}"
    );
    assert!(drawn.contains(".fg-red { fill: #F2777A }"), "{drawn}");
}

#[test]
fn a_code_without_a_finding_is_an_error() {
    assert!(picture::draw(OUTPUT, &[Code::LongText]).is_err());
}
