//! Comments: the documentation of a declaration, and directives to the checker.

use std::ops::Range;

use proactive_diagnostics::{TextRange, TextSize};

/// The comment lines directly above an offset at the start of a line, from top to bottom, each with
/// its range in the text. Line endings are not included. A blank line ends the comment.
#[must_use]
pub fn lines_above(text: &str, place: TextSize) -> Vec<(TextRange, &str)> {
    let mut found = Vec::new();
    let mut above = text.get(..usize::from(place)).unwrap_or("");
    let own = above.rsplit('\n').next().unwrap_or("");
    if !own.trim_matches(['\u{FEFF}', ' ', '\t']).is_empty() {
        return found;
    }
    above = above.get(..above.len() - own.len()).unwrap_or("");
    while let Some(lines) = above.strip_suffix('\n') {
        let line = lines.rsplit('\n').next().unwrap_or("");
        let start = lines.len() - line.len();
        let content = line.trim_end_matches('\r');
        if !content
            .trim_start_matches(['\u{FEFF}', ' ', '\t'])
            .starts_with('#')
        {
            break;
        }
        found.push((range(start..start + content.len()), content));
        above = lines.get(..start).unwrap_or("");
    }
    found.reverse();
    found
}

/// Whether a comment is a directive to the checker: `# proactive: …`.
#[must_use]
pub fn is_directive(comment: &str) -> bool {
    let inside = comment.trim_start_matches(['\u{FEFF}', ' ', '\t']);
    let inside = inside.trim_start_matches('#').trim_start();
    inside.starts_with("proactive:")
}

/// The documentation in the comment above a declaration, line by line; empty if there is none.
#[must_use]
pub fn documentation(text: &str, declaration: TextSize) -> Vec<String> {
    let comment = lines_above(text, declaration).into_iter();
    let mut lines: Vec<String> = comment
        .filter(|(_, line)| !is_directive(line))
        .map(|(_, line)| {
            let line = line.trim_start_matches(['\u{FEFF}', ' ', '\t']);
            let line = line.strip_prefix('#').unwrap_or(line);
            line.strip_prefix(' ').unwrap_or(line).trim_end().to_owned()
        })
        .collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let blank = lines.iter().take_while(|line| line.is_empty()).count();
    lines.split_off(blank)
}

fn range(Range { start, end }: Range<usize>) -> TextRange {
    let size = |offset: usize| TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX));
    TextRange::new(size(start), size(end))
}
