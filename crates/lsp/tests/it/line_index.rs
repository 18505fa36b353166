//! Positions, compared with counting character by character.

use proactive_diagnostics::TextSize;
use proactive_lsp::line_index::{Editing, Encoding, LineIndex};
use proptest::prelude::*;
use tower_lsp_server::ls_types::{Position, Range};

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

fn units(text: &str, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => text.len(),
        Encoding::Utf16 => text.encode_utf16().count(),
        Encoding::Utf32 => text.chars().count(),
    }
}

/// The lines of a text without their endings, with their offsets.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let ending = if rest.starts_with("\r\n") {
            2
        } else {
            usize::from(rest.starts_with(['\n', '\r']))
        };
        if ending > 0 {
            lines.push((start, &text[start..at]));
            at += ending;
            start = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    lines.push((start, &text[start..]));
    lines
}

/// The position of an offset on a character boundary outside of line endings.
fn slow_position(text: &str, offset: usize, encoding: Encoding) -> Option<Position> {
    let all = lines(text);
    let (number, (start, line)) = all
        .iter()
        .enumerate()
        .rev()
        .find(|(_, (start, _))| *start <= offset)?;
    let column = line.get(..offset - start)?;
    Some(Position {
        line: u32::try_from(number).ok()?,
        character: u32::try_from(units(column, encoding)).ok()?,
    })
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n"),
        Just("\r\n"),
        Just("\r"),
        Just("a"),
        Just(" "),
        Just("é"),
        Just("カ"),
        Just("👋"),
        Just("\u{FEFF}"),
        Just("abc def"),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn check(text: &str, encoding: Encoding) {
    let index = LineIndex::new(text, encoding);
    assert_eq!(index.lines().count(), lines(text).len());
    for offset in (0..=text.len()).filter(|offset| text.is_char_boundary(*offset)) {
        let size = TextSize::new(u32::try_from(offset).expect("a short text"));
        if let Some(position) = slow_position(text, offset, encoding) {
            assert_eq!(index.position(text, size), position, "{text:?} at {offset}");
            assert_eq!(
                index.offset(text, position),
                size,
                "{text:?} at {position:?}"
            );
        }
    }
    for (number, (start, line)) in lines(text).into_iter().enumerate() {
        let line_number = u32::try_from(number).expect("few lines");
        let far = Position::new(line_number, u32::MAX);
        assert_eq!(usize::from(index.offset(text, far)), start + line.len());
    }
    let nowhere = Position::new(u32::MAX, 0);
    assert_eq!(usize::from(index.offset(text, nowhere)), text.len());
}

proptest! {
    #[test]
    fn positions_equal_counting(text in text()) {
        for encoding in ENCODINGS {
            check(&text, encoding);
        }
    }

    #[test]
    fn batched_edits_equal_single_edits(
        text in text(),
        edits in proptest::collection::vec((0u32..8, 0u32..9, 0u32..8, 0u32..9, text()), 1..8),
    ) {
        for encoding in ENCODINGS {
            let mut editing = Editing::new(&text, &LineIndex::new(&text, encoding));
            let mut plain = text.clone();
            for (line, column, more_lines, end_column, new) in &edits {
                let start = Position::new(*line, *column);
                let end = Position::new(line + more_lines, *end_column);
                let range = Range::new(start, end);
                let index = LineIndex::new(&plain, encoding);
                let bytes = std::ops::Range::<usize>::from(index.text_range(&plain, range));
                plain.replace_range(bytes, new);
                editing.apply(Some(range), new);
                let counted = LineIndex::new(&plain, encoding);
                prop_assert_eq!(editing.lines(), counted.lines());
            }
            let (edited, index) = editing.finish();
            prop_assert_eq!(&edited, &plain);
            let counted = LineIndex::new(&plain, encoding);
            prop_assert_eq!(index.lines(), counted.lines());
        }
    }
}

#[test]
fn a_long_line_uses_the_cached_counts() {
    for encoding in ENCODINGS {
        let text = format!("é\n{}👋end", "カ👋a".repeat(3000));
        for offset in [0, 3, 4096, 8192, 20_000, text.len() - 3, text.len()] {
            let offset = text.floor_char_boundary(offset);
            let size = TextSize::new(u32::try_from(offset).expect("a short text"));
            let index = LineIndex::new(&text, encoding);
            let position = slow_position(&text, offset, encoding).expect("a place");
            assert_eq!(index.position(&text, size), position);
            assert_eq!(index.offset(&text, position), size);
        }
    }
}

#[test]
fn a_position_inside_a_character_is_its_start() {
    let text = "👋x";
    let index = LineIndex::new(text, Encoding::Utf16);
    assert_eq!(index.offset(text, Position::new(0, 1)), TextSize::new(0));
    assert_eq!(index.offset(text, Position::new(0, 2)), TextSize::new(4));
}

#[test]
fn a_byte_order_mark_on_disk_is_not_counted() {
    let text = "\u{FEFF}ab";
    let index = LineIndex::of_disk(text, Encoding::Utf16);
    assert_eq!(index.position(text, TextSize::new(4)), Position::new(0, 1));
    assert_eq!(index.offset(text, Position::new(0, 1)), TextSize::new(4));
    assert_eq!(index.position(text, TextSize::new(0)), Position::new(0, 0));
}

#[test]
fn the_client_chooses_the_encoding() {
    let negotiated = |kinds: &[Encoding]| {
        let kinds: Vec<_> = kinds.iter().map(|kind| kind.kind()).collect();
        Encoding::negotiated(Some(&kinds))
    };
    assert_eq!(Encoding::negotiated(None), Encoding::Utf16);
    assert_eq!(negotiated(&[]), Encoding::Utf16);
    assert_eq!(
        negotiated(&[Encoding::Utf16, Encoding::Utf8]),
        Encoding::Utf8
    );
    assert_eq!(negotiated(&[Encoding::Utf32]), Encoding::Utf32);
    assert_eq!(
        negotiated(&[Encoding::Utf32, Encoding::Utf16]),
        Encoding::Utf16
    );
}
