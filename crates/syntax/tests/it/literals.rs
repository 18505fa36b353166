//! The values of string literals.

use proactive_catalog::characters::classify;
use proactive_diagnostics::{EscapeProblem, Problem};
use proactive_syntax::literal::{
    bare, comparison, duration, is_unterminated, quote, quote_block, unquote,
};
use proptest::prelude::*;
use proptest::sample::select;

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 2000,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

#[track_caller]
fn says(literal: &str, value: &str) {
    let (found, problems) = unquote(literal);
    assert_eq!(problems, [], "{literal}");
    assert_eq!(found, value, "{literal}");
    assert!(!is_unterminated(literal));
}

#[test]
fn on_one_line() {
    says(r#""""#, "");
    says(r#""a b""#, "a b");
    says(r#""a\"b\\c\nd\te""#, "a\"b\\c\nd\te");
    says(r#""\u{1F44B}\u{41}\u{00e9}\u{00E9}""#, "👋Aéé");
    says("\"  kept  \"", "  kept  ");
    says("\"\ttab and \r return\"", "\ttab and \r return");
    says(r#""\\""#, "\\");
    says(r#""\u{0}\u{10FFFF}""#, "\0\u{10FFFF}");
}

#[test]
fn on_several_lines() {
    says("\"\"\"\"\"\"", "");
    says("\"\"\"a\"\"\"", "a");
    says("\"\"\"\n  a\n  b\n  \"\"\"", "a\nb");
    says("\"\"\"\r\n  a\r\n  b\r\n  \"\"\"", "a\nb");
    // The opening and the closing line count unless they are blank.
    says("\"\"\"a\n  b\"\"\"", "a\n  b");
    says("\"\"\"  a\n  b\"\"\"", "a\nb");
    says("\"\"\" \t\n  a\n    b\n\"\"\"", "a\n  b");
    says("\"\"\"\n  a\n    b  \"\"\"", "a\n  b  ");
    // Blank lines become empty and do not affect the common indentation.
    says("\"\"\"\n  a\n \t\n\n  b\n\"\"\"", "a\n\n\nb");
    says("\"\"\"\n\n  a\n\n\"\"\"", "\na\n");
    // Only what begins every line is removed: a tab is not two spaces.
    says("\"\"\"\n\t a\n\t\tb\n\"\"\"", " a\n\tb");
    says("\"\"\"\n\ta\n  b\n\"\"\"", "\ta\n  b");
    // Escapes are read last: they produce neither indentation nor line endings.
    says("\"\"\"\n  \\ta\n  b\\n  c\n\"\"\"", "\ta\nb\n  c");
    says("\"\"\"\n  \\u{20}\n    a\n\"\"\"", " \n  a");
    says(
        "\"\"\"\n  say \\\"\"\" or \"\" or \"\n\"\"\"",
        "say \"\"\" or \"\" or \"",
    );
    says("\"\"\"\n  a\\\\\"\"\"", "a\\");
}

#[test]
fn without_an_end() {
    for literal in [
        "\"",
        "\"a",
        "\"a\\\"",
        "\"\\",
        "\"\"\"",
        "\"\"\"\"",
        "\"\"\"\"\"",
        "\"\"\"a\"\"",
        "\"\"\"a\\\"\"\"",
    ] {
        assert!(is_unterminated(literal), "{literal}");
        let (_, problems) = unquote(literal);
        let triple = literal.starts_with("\"\"\"");
        let [(range, problem)] = problems.as_slice() else {
            panic!("{literal}: {problems:?}");
        };
        assert_eq!(*problem, Problem::UnterminatedString { triple });
        assert_eq!(usize::from(range.end()), if triple { 3 } else { 1 });
    }
}

#[test]
fn wrong_escapes() {
    use EscapeProblem::{MalformedUnicode, NotAScalar, Unknown};
    let cases = [
        (r#""a\q""#, r"\q", Unknown),
        (r#""\é""#, r"\é", Unknown),
        (r#""\'""#, r"\'", Unknown),
        (r#""\u""#, r"\u", MalformedUnicode),
        (r#""\u41""#, r"\u", MalformedUnicode),
        (r#""\u{}""#, r"\u{}", MalformedUnicode),
        (r#""\u{41""#, r"\u{41", MalformedUnicode),
        (r#""\u{g}""#, r"\u{", MalformedUnicode),
        (r#""\u{0000041}""#, r"\u{0000041}", MalformedUnicode),
        (r#""\u{110000}""#, r"\u{110000}", NotAScalar),
        (r#""\u{D800}""#, r"\u{D800}", NotAScalar),
        ("\"\"\"\n  a\\\n  b\"\"\"", "\\", Unknown),
        ("\"\"\"\n  a\\\r\n  b\"\"\"", "\\", Unknown),
    ];
    for (literal, escape, problem) in cases {
        let (_, problems) = unquote(literal);
        let [(range, found)] = problems.as_slice() else {
            panic!("{literal}: {problems:?}");
        };
        let escape = escape.to_owned();
        assert_eq!(&literal[*range], escape, "{literal}");
        assert_eq!(
            *found,
            Problem::InvalidEscape { escape, problem },
            "{literal}"
        );
    }
}

/// A character in one of its spellings in a literal.
fn written(character: char, way: u8) -> String {
    let code = u32::from(character);
    match (character, way % 4) {
        (_, 0) => format!("\\u{{{code:x}}}"),
        (_, 1) => format!("\\u{{{code:06X}}}"),
        ('"', _) => "\\\"".to_owned(),
        ('\\', _) => "\\\\".to_owned(),
        ('\n', _) => "\\n".to_owned(),
        ('\t', 2) => "\\t".to_owned(),
        ('\r', _) => "\\u{d}".to_owned(),
        _ => character.to_string(),
    }
}

/// The value of a `"""` literal, by the letter of the rule.
fn by_the_rule(body: &str) -> String {
    let blank = |line: &str| line.chars().all(|c| c == ' ' || c == '\t');
    let body = body.replace("\r\n", "\n");
    let mut lines: Vec<&str> = body.split('\n').collect();
    let several = lines.len() > 1;
    if several && blank(lines[0]) {
        lines.remove(0);
        // Of two blank lines, one is left, which is empty.
    }
    if several && lines.len() > 1 && blank(lines[lines.len() - 1]) {
        lines.pop();
    }
    let full: Vec<&str> = lines.iter().copied().filter(|line| !blank(line)).collect();
    let mut indent = 0;
    while let Some(first) = full.first() {
        let Some(next) = first[indent..]
            .chars()
            .next()
            .filter(|c| " \t".contains(*c))
        else {
            break;
        };
        if !full.iter().all(|line| line[indent..].starts_with(next)) {
            break;
        }
        indent += 1;
    }
    let lines: Vec<String> = lines
        .iter()
        .map(|line| match blank(line) {
            true => String::new(),
            false => line[indent..].to_owned(),
        })
        .collect();
    lines
        .join("\n")
        .replace("\\\"", "\"")
        .replace("\\u{41}", "A")
        .replace("\\n", "\n")
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn escaped_and_read_again(text in any::<String>(), ways in prop::collection::vec(any::<u8>(), 1..20)) {
        let ways = ways.iter().cycle();
        let inside: String = text.chars().zip(ways).map(|(c, &way)| written(c, way)).collect();
        let literal = format!("\"{inside}\"");
        let (value, problems) = unquote(&literal);
        prop_assert_eq!(problems, []);
        prop_assert_eq!(value, text);
    }

    #[test]
    fn several_lines_by_the_rule(
        pieces in prop::collection::vec(
            select(&[" ", "  ", "\t", "a", "é", "\n", "\n", "\r\n", "\\n", "\\\"", "\\u{41}", "\" "][..]),
            0..30,
        ),
    ) {
        let body: String = pieces.concat();
        let literal = format!("\"\"\"{body}\"\"\"");
        let (value, problems) = unquote(&literal);
        prop_assert_eq!(problems, []);
        prop_assert_eq!(&*value, by_the_rule(&body));
        let carriage = format!("\"\"\"{}\"\"\"", body.replace("\r\n", "\n").replace('\n', "\r\n"));
        prop_assert_eq!(unquote(&carriage).0, value);
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        for literal in [format!("\"{text}"), format!("\"{text}\""), format!("\"\"\"{text}\"\"\"")] {
            let (_, problems) = unquote(&literal);
            for (range, _) in problems {
                prop_assert!(literal.get(std::ops::Range::<usize>::from(range)).is_some());
            }
        }
    }
}

/// Texts with more critical characters than chance would produce.
fn text() -> impl Strategy<Value = String> {
    let hard = select(vec![
        "\"",
        "\\",
        "\n",
        "\r",
        "\t",
        " ",
        "a",
        "é",
        "\u{202E}",
        "\u{200B}",
        "\u{200D}",
        "\u{2028}",
        "\u{1F3F4}",
        "\u{E0067}",
        "👩",
        "\u{FEFF}",
        "\u{7F}",
        "\0",
        "\"\"\"",
    ]);
    let part = prop_oneof![3 => hard.prop_map(str::to_owned), 1 => any::<String>()];
    proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

#[test]
fn what_is_written() {
    assert_eq!(quote("a \"b\"\\\n\t"), r#""a \"b\"\\\n\t""#);
    assert_eq!(quote("\u{202E}x\r"), r#""\u{202E}x\u{D}""#);
    assert_eq!(quote("👩\u{200D}🚀"), "\"👩\u{200D}🚀\"");
    assert_eq!(quote("a\u{200D}b"), r#""a\u{200D}b""#);
    assert_eq!(quote_block("a", 2), "\"a\"");
    assert_eq!(
        quote_block("a\n\n  b ", 2),
        "\"\"\"\n    a\n\n    \\u{20} b\\u{20}\n    \"\"\""
    );
    for (seconds, written) in [
        (0, "0s"),
        (30, "30s"),
        (65, "1m05s"),
        (120, "2m"),
        (86_400, "1440m"),
    ] {
        assert_eq!(duration(seconds), written);
    }
    assert_eq!(
        comparison("visitor.url", "is", &["\"/\""]),
        "visitor.url is \"/\""
    );
    assert_eq!(
        comparison("visitor.url", "is not", &["\"/\"", "\"/a\""]),
        "visitor.url is not any of [\"/\", \"/a\"]"
    );
    assert_eq!(bare("https://a.fr/é"), "https://a.fr/é");
    assert_eq!(bare(""), "\"\"");
    assert_eq!(bare("a b"), "\"a b\"");
    assert_eq!(bare("a\u{200B}"), r#""a\u{200B}""#);
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_written_means_the_same(text in text(), indent in 0_usize..6) {
        for literal in [quote(&text), quote_block(&text, indent)] {
            let (value, problems) = unquote(&literal);
            prop_assert_eq!(&problems, &[]);
            prop_assert_eq!(&value, &text, "{}", literal);
        }
    }

    #[test]
    fn what_is_written_can_be_seen(text in text(), indent in 0_usize..6) {
        let quoted = quote(&text);
        prop_assert!(classify(&quoted).all(|(_, _, hidden)| hidden.is_none()), "{quoted:?}");
        for line in quote_block(&text, indent).split('\n') {
            prop_assert!(classify(line).all(|(_, _, hidden)| hidden.is_none()), "{line:?}");
        }
    }
}
