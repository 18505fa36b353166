//! Properties of the layout of any text.

use proactive_diagnostics::{TextRange, TextSize};
use proactive_format::{TextEdit, condition, edits, format, format_range, on_type};
use proactive_syntax::{SyntaxKind, items, parse};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::sources::{Damage, Spacing, all, comments, damage, respaced, sound, spacings, tokens};

fn apply(text: &str, edits: &[TextEdit]) -> String {
    let mut result = String::new();
    let mut at = 0;
    for edit in edits {
        let (start, end) = (
            usize::from(edit.range.start()),
            usize::from(edit.range.end()),
        );
        assert!(at <= start, "edits are ordered and apart: {edits:#?}");
        result.push_str(&text[at..start]);
        result.push_str(&edit.replacement);
        at = end;
    }
    result.push_str(&text[at..]);
    result
}

fn whole(text: &str) -> TextRange {
    TextRange::up_to(TextSize::of(text))
}

/// Checks the properties; returns the layout, if the text has one.
fn check(text: &str) -> Option<String> {
    let ranged = apply(text, &format_range(text, whole(text)));
    assert_eq!(tokens(&ranged), tokens(text), "of a part");
    assert_eq!(comments(&ranged), comments(text), "of a part");
    let Ok(after) = format(text) else {
        assert!(edits(text).is_err());
        let again = apply(&ranged, &format_range(&ranged, whole(&ranged)));
        assert_eq!(again, ranged, "item by item is not stable");
        return None;
    };
    assert_eq!(tokens(&after), tokens(text));
    assert_eq!(comments(&after), comments(text));
    assert_eq!(format(&after).as_ref(), Ok(&after), "not stable:\n{text}");
    assert_eq!(apply(text, &edits(text).unwrap()), after, "as edits");
    assert_eq!(ranged, after, "as a range");
    assert_eq!(edits(&after), Ok(Vec::new()));
    if !after.trim_start_matches('\u{feff}').is_empty() {
        assert!(
            after.ends_with('\n') && !after.ends_with("\n\n"),
            "{after:?}"
        );
    }
    Some(after)
}

/// No line, except in texts, has trailing white space or leading tabs.
fn assert_tidy(text: &str) {
    if text.contains("\"\"\"") || text.contains('\r') {
        return;
    }
    for line in text.lines() {
        assert_eq!(line.trim_end_matches([' ', '\t']), line);
        assert!(!line.trim_start_matches(' ').starts_with('\t'), "{line:?}");
    }
    assert!(!text.contains("\n\n\n"));
}

#[test]
fn files_of_the_project() {
    let mut laid_out = 0;
    for source in all() {
        if let Some(after) = check(&source.text) {
            assert_tidy(&after);
            laid_out += 1;
        }
    }
    assert!(laid_out > 80, "{laid_out} of {}", all().len());
}

/// White space has no meaning, so a text without comments has a single layout, however it is
/// spaced, apart from the blank lines that are kept.
#[test]
fn one_layout_for_all_spacings() {
    let squeezed = |text: &str| format(text).unwrap().replace("\n\n", "\n");
    let mut compared = 0;
    for source in sound() {
        let is_code = |line: &&str| !line.trim_start().starts_with('#');
        let text: String = source.text.split_inclusive('\n').filter(is_code).collect();
        if !comments(&text).is_empty() || text.contains(['\r', '\u{feff}']) {
            continue;
        }
        for spacing in [Spacing::Blank, Spacing::Line] {
            let other = respaced(&text, &[spacing]);
            // Some words must be on the same line as the word before them.
            if tokens(&other) == tokens(&text) && format(&other).is_ok() {
                assert_eq!(squeezed(&other), squeezed(&text), "{}", source.path);
                compared += 1;
            }
        }
    }
    assert!(compared > 150, "{compared}");
}

#[test]
fn item_by_item_is_as_the_whole() {
    for source in sound() {
        let after = format(&source.text).unwrap();
        for cut in items::slices(&after) {
            let item = &after[cut.clone()];
            let alone = format(item).unwrap();
            assert_eq!(alone.trim_end(), item.trim_end(), "{}", source.path);
        }
    }
}

/// A condition alone has the same layout as in its message.
#[test]
fn conditions_alone_are_as_in_their_messages() {
    let mut compared = 0;
    for source in sound() {
        let after = format(&source.text).unwrap();
        for (slice, cut) in parse(&after).slices.iter().zip(items::slices(&after)) {
            let whens = slice.parsed.tree.nodes();
            for when in whens.filter(|node| node.kind() == SyntaxKind::When) {
                let Some(tokens) = when.child(SyntaxKind::Condition) else {
                    continue;
                };
                let written = tokens.text(&after[cut.clone()]).trim();
                // Alone, it is formatted with LF.
                if !after.contains('\r') {
                    assert_eq!(
                        condition(written).as_deref(),
                        Ok(written),
                        "{}",
                        source.path
                    );
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 100, "{compared}");
}

/// A broken item keeps its bytes, and the others have the layout they would have without it.
#[test]
fn a_broken_item_is_no_hindrance() {
    let text = "brand   a\n\n\nmessage  m  {\n  txt   \"a\"\n}\n\n\n\nbrand   b{external_id \"1\"}";
    assert!(format(text).is_err());
    let after = apply(text, &format_range(text, whole(text)));
    assert_eq!(
        after,
        "brand a\n\nmessage  m  {\n  txt   \"a\"\n}\n\n\n\nbrand b {\n  external_id \"1\"\n}\n"
    );
}

#[test]
fn what_follows_a_reserved_word_stays_on_its_line() {
    let text = "message m {\n  when visitor.url contains channel\n    \"/cart\"\n}\n";
    assert!(format(text).is_err());
    assert_eq!(apply(text, &format_range(text, whole(text))), text);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn any_spacing(file in any::<Index>(), spacings in spacings()) {
        let source = file.get(sound());
        let text = respaced(&source.text, &spacings);
        check(&text);
    }

    #[test]
    fn any_damage(file in any::<Index>(), spacings in spacings(), damage in prop::collection::vec(damage(), 1..4)) {
        let source = &all()[file.index(all().len())];
        let mut text = respaced(&source.text, &spacings);
        for damage in &damage {
            text = Damage::apply(damage, &text);
        }
        check(&text);
    }

    #[test]
    fn any_text(text in "\\PC{0,60}|[a-z\"{}#,\\[\\]()\n\r\t ]{0,80}") {
        check(&text);
    }

    /// Formatting a range gives some of the edits of the whole file, and all ranges together give
    /// all of them.
    #[test]
    fn any_range(
        file in any::<Index>(),
        spacings in spacings(),
        from in any::<Index>(),
        to in any::<Index>(),
    ) {
        let source = file.get(sound());
        let text = respaced(&source.text, &spacings);
        let Ok(after) = format(&text) else { return Ok(()) };
        let all = edits(&text).unwrap();
        let (from, to) = (from.index(text.len() + 1), to.index(text.len() + 1));
        let size = |at: usize| TextSize::try_from(at).unwrap();
        let range = TextRange::new(size(from.min(to)), size(from.max(to)));
        let some = format_range(&text, range);
        prop_assert!(some.iter().all(|edit| all.contains(edit)));
        for edit in all.iter().filter(|edit| edit.range.intersect(range).is_some()) {
            prop_assert!(some.contains(edit), "{edit:?} touches {range:?}");
        }
        let partly = apply(&text, &some);
        prop_assert_eq!(tokens(&partly), tokens(&text));
        prop_assert_eq!(comments(&partly), comments(&text));
        prop_assert_eq!(format(&partly), Ok(after));
    }

    /// Typed text is formatted, and nothing at or after the cursor moves.
    #[test]
    fn any_typing(file in any::<Index>(), spacings in spacings(), at in any::<Index>()) {
        let source = file.get(sound());
        let text = respaced(&source.text, &spacings);
        let all = edits(&text).unwrap_or_default();
        let places: Vec<(usize, char)> = text
            .char_indices()
            .filter(|(_, character)| matches!(character, '\n' | '}'))
            .collect();
        prop_assume!(!places.is_empty());
        let (place, typed) = places[at.index(places.len())];
        let offset = TextSize::try_from(place + 1).unwrap();
        let some = on_type(&text, offset, typed);
        let sound = format(&text).is_ok();
        for edit in &some {
            prop_assert!(edit.range.end() < offset);
            prop_assert!(!sound || all.contains(edit));
        }
        let typed = apply(&text, &some);
        prop_assert!(typed.ends_with(&text[place..]));
        prop_assert_eq!(tokens(&typed), tokens(&text));
        prop_assert_eq!(comments(&typed), comments(&text));
    }
}

#[test]
fn typing() {
    let typed = |before: &str, behind: &str| {
        let text = format!("{before}{behind}");
        let offset = TextSize::of(before);
        let edits = on_type(&text, offset, before.chars().next_back().unwrap());
        apply(&text, &edits)
    };
    // The line above, but neither the new line nor what is below.
    assert_eq!(
        typed("brand  a {\nexternal_id   \"1\" \n", "  \n   }"),
        "brand  a {\n  external_id \"1\" \n  \n   }"
    );
    assert_eq!(typed("brand  a\n", "\nbrand  b"), "brand a\n\nbrand  b");
    assert_eq!(typed("brand  a\n\n", "brand  b"), "brand  a\n\nbrand  b");
    // The block, starting at its header.
    assert_eq!(
        typed("brand  z\nbrand  a  {  external_id \"1\" }", "\nbrand  b"),
        "brand  z\n\nbrand a {\n  external_id \"1\"\n}\nbrand  b"
    );
    assert_eq!(
        typed("message m{\nreply  agent{text   \"a\"}", "\nwhen   a }"),
        "message m{\n  reply agent {\n    text \"a\"\n  }\nwhen   a }"
    );
    // Nothing inside a text or a comment, after any other character, or in broken code.
    for (before, behind) in [
        ("message m{\ntext  \"a}", "\" }"),
        ("message m{ # }", "\n}"),
        ("brand  a", ""),
        ("brand  a {\n txt  \"a\"\n", "}"),
        ("brand  a }", ""),
        // In the middle of a statement.
        ("segment s when a  is any of [\"a\" # a\n", ", \"b\"]"),
        ("brand  a\n", " \"A\""),
    ] {
        assert_eq!(typed(before, behind), format!("{before}{behind}"));
    }
}
