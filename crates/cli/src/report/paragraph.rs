//! Text that is wrapped to the width of a terminal.

use textwrap::core::{Word, display_width};
use textwrap::wrap_algorithms::wrap_first_fit;

/// The most columns of code to keep on one line; less in a narrow terminal.
const MAX_CODE: usize = 40;

/// The least columns for a text beside other cells.
const MIN_TEXT: usize = 24;

/// The most columns of code to keep on one line in lines of `width` columns.
pub(crate) fn max_code(width: usize) -> usize {
    MAX_CODE.min(width / 2)
}

/// The paragraph on as many lines as it needs. Only spaces end a line, and none in a short piece of
/// code in backticks, so that an address, a name or a value stays whole and can be copied.
pub(crate) fn paragraph(text: &str, width: usize, first: &str, others: &str) -> String {
    let columns = |indent: &str| width.saturating_sub(display_width(indent));
    // Terminals are narrow enough for this to be exact.
    let widths = [columns(first) as f64, columns(others) as f64];
    let words: Vec<Word<'_>> = words(text, max_code(width)).collect();
    let mut wrapped = String::with_capacity(text.len() + first.len());
    for (position, line) in wrap_first_fit(&words, &widths).into_iter().enumerate() {
        if position > 0 {
            wrapped.push('\n');
        }
        wrapped.push_str(if position == 0 { first } else { others });
        let Some((last, before)) = line.split_last() else {
            continue;
        };
        for word in before {
            wrapped.push_str(word);
            wrapped.push_str(word.whitespace);
        }
        wrapped.push_str(last);
    }
    wrapped
}

/// Each line of the text as a paragraph. Its other lines are indented by two more columns than its
/// first.
pub(crate) fn lines(text: &str, width: usize) -> String {
    let lines = text.lines().map(|line| {
        let words = line.trim_start_matches(' ');
        let first = line.strip_suffix(words).unwrap_or_default();
        paragraph(words, width, first, &format!("{first}  "))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A row of a table: cells that stay on one line, and a text beside them. Where there is no room for
/// it, the text is below them.
pub(crate) fn row(cells: &str, text: &str, width: usize) -> String {
    let margin = display_width(cells) + 2;
    if width < margin + MIN_TEXT {
        return format!("{cells}\n{}", paragraph(text, width, "    ", "    "));
    }
    paragraph(text, width, &format!("{cells}  "), &" ".repeat(margin))
}

/// The parts of a text that stay whole.
fn words(text: &str, max_code: usize) -> impl Iterator<Item = Word<'_>> {
    let mut rest = text;
    // Whether `rest` begins within a piece of code that is too long to stay whole.
    let mut in_code = false;
    std::iter::from_fn(move || {
        let mut ends = word_ends(rest);
        let mut end = ends.next()?;
        // A number stays with what it counts.
        let is_number = |word: &str| word.trim_end().bytes().all(|it| it.is_ascii_digit());
        if rest.get(..end).is_some_and(is_number) {
            end = ends.next().unwrap_or(end);
        }
        if has_open_code(rest, end) {
            let whole = match in_code {
                true => None,
                false => word_ends(rest)
                    .take_while(|end| *end <= max_code)
                    .find(|end| !has_open_code(rest, *end)),
            };
            match whole {
                Some(whole) => end = whole,
                None => in_code = !in_code,
            }
        }
        let word;
        (word, rest) = rest.split_at_checked(end)?;
        Some(Word::from(word))
    })
}

/// Where the words of a text end, with the spaces that follow them.
fn word_ends(text: &str) -> impl Iterator<Item = usize> {
    let next = text.chars().skip(1).map(Some).chain([None]);
    text.char_indices()
        .zip(next)
        .filter(|((_, character), next)| next.is_none() || *character == ' ' && *next != Some(' '))
        .map(|((at, character), _)| at + character.len_utf8())
}

/// Whether the text up to `end` has an odd number of backticks.
fn has_open_code(text: &str, end: usize) -> bool {
    let part = text.get(..end).unwrap_or_default();
    part.matches('`').count() % 2 == 1
}
