//! Statements and comments as lines of a text.

use proactive_diagnostics::{TextRange, TextSize};

/// What to remove so that the text at `range` is gone: its whole line if it is alone there, else the
/// text with the space beside it.
pub(super) fn removal(text: &str, range: TextRange) -> Option<TextRange> {
    let before = text.get(..usize::from(range.start()))?;
    let after = text.get(usize::from(range.end())..)?;
    let line_before = before.rsplit('\n').next().unwrap_or("");
    let line_after = after.split('\n').next().unwrap_or("");
    let is_first = line_before.trim_matches(['\u{FEFF}', ' ', '\t']).is_empty();
    Some(match (is_first, line_after.trim().is_empty()) {
        // The whole line.
        (true, true) => {
            let kept = TextSize::of(line_before.trim_start_matches('\u{FEFF}'));
            let newline = match after.len() > line_after.len() {
                true => TextSize::of('\n'),
                false => TextSize::new(0),
            };
            let end = range.end() + TextSize::of(line_after) + newline;
            TextRange::new(range.start() - kept, end)
        }
        (true, false) => {
            let space = line_after.len() - line_after.trim_start().len();
            let space = TextSize::of(line_after.get(..space)?);
            TextRange::new(range.start(), range.end() + space)
        }
        (false, _) => {
            let space = line_before.get(line_before.trim_end().len()..)?;
            TextRange::new(range.start() - TextSize::of(space), range.end())
        }
    })
}
