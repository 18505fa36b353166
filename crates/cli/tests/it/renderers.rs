//! Every format renders every kind of finding; the findings here are made by hand.

use proactive_catalog::{DeclarationKind, ReferenceKind, WordSet};
use proactive_cli::{Format, Report, TerminalStyle, draw};
use proactive_diagnostics::{
    Confusable, Edit, Expected, FileId, Finding, Fix, FixTitle, LabelKind, Problem, Severity, Span,
    SyntaxProblem, TextRange, TextSize,
};
use proactive_hir::SourceFile;

use crate::reports::without_times;

const STYLE: TerminalStyle = TerminalStyle {
    terminal: true,
    color: false,
    unicode: true,
    width: 80,
};

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile {
        path: path.into(),
        text: text.into(),
    }
}

/// The span of `needle` in the text of a file.
fn span(files: &[SourceFile], index: usize, needle: &str) -> Span {
    let start = files[index].text.find(needle).unwrap();
    range(index, start, start + needle.len())
}

fn range(index: usize, start: usize, end: usize) -> Span {
    let size = |offset: usize| TextSize::new(u32::try_from(offset).unwrap());
    Span::new(
        FileId(u32::try_from(index).unwrap()),
        TextRange::new(size(start), size(end)),
    )
}

fn unresolved(name: &str) -> Problem {
    Problem::UnresolvedName {
        kind: ReferenceKind::Channel,
        name: name.into(),
        of_bot: None,
        suggestion: Some("web".into()),
    }
}

fn missing(expected: Expected) -> Problem {
    Problem::Syntax(SyntaxProblem::Expected {
        expected,
        found: None,
    })
}

/// All formats, one below the other. Those for code hosts are in `reports.rs`.
fn all(files: &[SourceFile], findings: Vec<Finding>) -> String {
    let report = Report::of_files(files, findings);
    let mut text = String::new();
    let formats = Format::ALL.into_iter();
    let hosts = [Format::Sarif, Format::Github, Format::Gitlab];
    for format in formats.filter(|format| !hosts.contains(format)) {
        text += &format!(
            "== {format}\n{}\n",
            without_times(draw(format, &report, STYLE).trim_end())
        );
    }
    text
}

#[test]
fn simple_finding() {
    let files = [file(
        "shop.proactive",
        "message hello {\n  channel wbe\n}\n",
    )];
    let at = span(&files, 0, "wbe");
    let finding = Finding::new(unresolved("wbe"), at).fix(Fix::suggest(at, "web"));
    insta::assert_snapshot!(all(&files, vec![finding]));
}

#[test]
fn tabs_emoji_and_wide_characters() {
    let text = "message a {\n\ttext \"👋 日本 é\"\ttags\tfoo bar\n}\n";
    let files = [file("a.proactive", text)];
    let finding = Finding::new(
        Problem::InvalidTag {
            found: "foo bar".into(),
            problem: proactive_diagnostics::TagProblem::Blank,
        },
        span(&files, 0, "foo bar"),
    )
    .label(span(&files, 0, "👋 日本 é"), LabelKind::FirstGiven);
    insta::assert_snapshot!(all(&files, vec![finding]));
}

#[test]
fn crlf_and_byte_order_mark() {
    let files = [file(
        "a.proactive",
        "\u{FEFF}channel web {\r\n  brand\r\n}\r\n",
    )];
    let brand = span(&files, 0, "brand");
    let findings = vec![
        Finding::new(unresolved("web"), span(&files, 0, "web")),
        Finding::new(missing(Expected::Reference(ReferenceKind::Brand)), brand)
            .label(span(&files, 0, "channel"), LabelKind::InThisBlock),
        // A span that takes the line ending with it ends on its line.
        Finding::new(Problem::MixedAndOr, span(&files, 0, "brand\r\n")),
    ];
    insta::assert_snapshot!(all(&files, findings));
}

#[test]
fn empty_spans() {
    let files = [file("a.proactive", "when visitor.\n\nsegment x when ")];
    let end = files[0].text.len();
    let field = || {
        missing(Expected::Field {
            object: "visitor".into(),
        })
    };
    let findings = vec![
        Finding::new(field(), range(0, 0, 0)),
        Finding::new(field(), range(0, 13, 13)),
        Finding::new(field(), range(0, 14, 14)),
        Finding::new(missing(Expected::Condition), range(0, end, end)),
    ];
    insta::assert_snapshot!(all(&files, findings));
}

#[test]
fn end_of_a_file_with_a_final_newline() {
    let files = [
        file("a.proactive", "message a {\n"),
        file("empty.proactive", ""),
    ];
    let findings = vec![
        Finding::new(
            Problem::UnclosedDelimiter {
                delimiter: proactive_diagnostics::Delimiter::Brace,
            },
            range(0, 12, 12),
        ),
        Finding::new(missing(Expected::OpeningBrace), range(1, 0, 0)),
    ];
    insta::assert_snapshot!(all(&files, findings));
}

#[test]
fn multi_line_spans() {
    let text =
        "message a {\n  text \"\"\"\n    one\n    two\n    three\n    \"\"\"\n}\nmessage b {}\n";
    let files = [file("a.proactive", text)];
    let start = text.find("\"\"\"").unwrap();
    let end = text.rfind("\"\"\"").unwrap() + 3;
    let finding = Finding::new(
        Problem::LongText {
            length: 900,
            limit: 500,
        },
        range(0, start, end),
    )
    .label(span(&files, 0, "message a"), LabelKind::InThisBlock);
    insta::assert_snapshot!(all(&files, vec![finding]));
}

#[test]
fn very_long_spans_are_shortened() {
    let text = format!("text \"\"\"\n{}\"\"\"\n", "line\n".repeat(1000));
    let files = [file("a.proactive", &text)];
    let finding = Finding::new(
        Problem::LongText {
            length: 5000,
            limit: 500,
        },
        range(0, 5, text.len() - 1),
    );
    insta::assert_snapshot!(all(&files, vec![finding]));
}

#[test]
fn labels_far_apart_and_in_another_file() {
    let gap = "\n".repeat(50);
    let files = [
        file(
            "a.proactive",
            &format!("brand acme\n{gap}channel web {{ brand acme }}\n"),
        ),
        file(
            "sub/b.proactive",
            "brand zeta\n\nmessage m {\n  brand zeta\n  channel web\n}\n",
        ),
    ];
    let finding = Finding::new(
        Problem::ChannelBrandMismatch {
            channel: "web".into(),
            connected: "acme".into(),
            given: "zeta".into(),
        },
        span(&files, 1, "web"),
    )
    .label(
        span(&files, 0, "brand acme }"),
        LabelKind::ConnectedToBrand {
            brand: "acme".into(),
        },
    )
    .label(
        span(&files, 0, "acme"),
        LabelKind::DeclaredHere {
            kind: DeclarationKind::Brand,
            name: "acme".into(),
        },
    )
    .label(
        span(&files, 1, "zeta"),
        LabelKind::DeclaredHere {
            kind: DeclarationKind::Brand,
            name: "zeta".into(),
        },
    );
    let other = Finding::new(
        Problem::DuplicateName {
            kind: Some(DeclarationKind::Brand),
            name: "acme".into(),
        },
        span(&files, 1, "zeta"),
    )
    .label(span(&files, 0, "acme"), LabelKind::FirstDefinition);
    insta::assert_snapshot!(all(&files, vec![finding, other]));
}

#[test]
fn long_lines_are_truncated_between_characters() {
    let text = format!(
        "text \"{}\" wrong \"{}\"\n",
        "é".repeat(5000),
        "日".repeat(5000)
    );
    let files = [file("a.proactive", &text)];
    let findings = vec![
        Finding::new(unresolved("wrong"), span(&files, 0, "wrong"))
            .label(span(&files, 0, "text"), LabelKind::FirstGiven),
        Finding::new(unresolved("x"), range(0, text.len() - 5, text.len() - 1)),
    ];
    insta::assert_snapshot!(all(&files, findings));
}

#[test]
fn control_characters_are_escaped() {
    let files = [file(
        "a\u{1B}[31m.proactive",
        "text \u{1B}[2J\u{202E}x\u{7F}\u{9B}y\n",
    )];
    let finding = Finding::new(
        Problem::Syntax(SyntaxProblem::Stray {
            text: "\u{1B}[2J\u{202E}x\n\ny".into(),
        }),
        span(&files, 0, "x"),
    );
    let mut drawn = all(&files, vec![finding]);
    assert!(!drawn.contains(['\u{1B}', '\u{202E}', '\u{7F}', '\u{9B}']));
    drawn.retain(|character| character != '\r');
    insta::assert_snapshot!(drawn);
}

#[test]
fn severities_and_fixes() {
    let files = [file("a.proactive", "frequency Every_time\ntags ct\n")];
    let at = span(&files, 0, "Every_time");
    let mut info = Finding::new(Problem::EveryTimeFrequency, at);
    info.severity = Severity::Info;
    let findings = vec![
        info,
        Finding::new(
            Problem::ConfusableText(Confusable::Invisible('\u{200B}')),
            span(&files, 0, "ct"),
        ),
        Finding::new(
            Problem::UnknownValue {
                set: WordSet::Frequency,
                found: "Every_time".into(),
                candidates: vec!["once_per_visit".into(), "every_time".into()],
                suggestion: Some("every_time".into()),
            },
            at,
        )
        .fix(Fix::replace(at, "every_time"))
        .fix(Fix::suggestion(
            FixTitle::Quote,
            vec![
                Edit {
                    span: range(0, 10, 10),
                    replacement: "\"".into(),
                },
                Edit {
                    span: range(0, 20, 20),
                    replacement: "\"".into(),
                },
            ],
        )),
    ];
    insta::assert_snapshot!(all(&files, findings));
}

#[test]
fn colors_and_ascii_terminals() {
    let files = [file(
        "shop.proactive",
        "message hello {\n  channel wbe\n}\n",
    )];
    let finding = || {
        Finding::new(unresolved("wbe"), span(&files, 0, "wbe"))
            .label(span(&files, 0, "message"), LabelKind::InThisBlock)
    };
    let report = Report::of_files(&files, vec![finding()]);
    let coloured = TerminalStyle {
        color: true,
        ..STYLE
    };
    insta::assert_snapshot!(draw(Format::Pretty, &report, coloured).replace('\u{1B}', "ESC"));
    let dumb = TerminalStyle {
        unicode: false,
        ..STYLE
    };
    let drawn = draw(Format::Pretty, &report, dumb);
    assert!(drawn.is_ascii(), "{drawn}");
    insta::assert_snapshot!(drawn);
}

/// A text with everything that makes places hard to count.
const HARD: &str = "\u{FEFF}a\té👋\r\n\r\n日\u{200B}\tb\n\u{1B}e\u{301}\r\r\nlast";

#[test]
fn every_span_can_be_rendered() {
    let files = [file("a.proactive", HARD), file("b.proactive", "one\n\ttwo")];
    // Includes spans that begin or end within a character, or past the end.
    for start in 0..=HARD.len() + 1 {
        for end in start..=HARD.len() + 1 {
            let finding = Finding::new(Problem::MixedAndOr, range(0, start, end))
                .label(
                    range(0, HARD.len() - start.min(HARD.len()), HARD.len()),
                    LabelKind::FirstGiven,
                )
                .label(range(1, start.min(8), 8), LabelKind::SetHere);
            let report = Report::of_files(&files, vec![finding]);
            for format in Format::ALL {
                assert!(
                    !draw(format, &report, STYLE).contains("Failed"),
                    "{start}..{end}"
                );
            }
        }
    }
}

#[test]
fn lines_and_columns_are_counted_in_characters() {
    // Longer than what is counted at a time.
    let text = format!("{HARD}\n{}\nend", "é日x".repeat(3000));
    let files = [file("a.proactive", &text)];
    let offsets: Vec<_> = text.char_indices().map(|(offset, _)| offset).collect();
    let findings = offsets
        .iter()
        .map(|offset| Finding::new(Problem::MixedAndOr, range(0, *offset, *offset)))
        .collect();
    let drawn = draw(Format::Short, &Report::of_files(&files, findings), STYLE);
    let (mut line, mut column) = (1, 0);
    for (drawn, character) in drawn.lines().zip(text.chars()) {
        // The byte order mark is before the first column.
        column += usize::from(character != '\u{FEFF}');
        let place = format!("a.proactive:{line}:{}:", column.max(1));
        assert!(drawn.starts_with(&place), "{drawn}, not {place}");
        if character == '\n' {
            (line, column) = (line + 1, 0);
        }
    }
    assert_eq!(drawn.lines().count(), offsets.len());
}

#[test]
fn fingerprints_survive_moved_lines_and_are_unique() {
    let fingerprints = |text: &str| {
        let files = [file("a.proactive", text)];
        let findings = text
            .match_indices("wbe")
            .map(|(start, _)| Finding::new(unresolved("wbe"), range(0, start, start + 3)))
            .collect();
        let drawn = draw(Format::Json, &Report::of_files(&files, findings), STYLE);
        let json: serde_json::Value = serde_json::from_str(&drawn).unwrap();
        json["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| finding["fingerprint"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let before = fingerprints("channel wbe\nchannel wbe\n  brand wbe\n");
    let after = fingerprints("\n\n  channel wbe\nother\nchannel wbe\r\nbrand wbe\n");
    assert_eq!(before, after);
    assert_eq!(before.len(), 3);
    assert!(before[0] != before[1] && before[1] != before[2] && before[0] != before[2]);
}
