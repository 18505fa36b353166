//! The difference between two texts, as people read it.

use anstyle::Style;
use proactive_catalog::characters::on_lines;
use similar::TextDiff;

use crate::style::{BOLD, CYAN, GREEN, RED};

/// The unified difference of two texts with their names, perhaps with colours. Characters that cannot
/// be shown are escaped.
pub(crate) fn unified_diff(old: (&str, &str), new: (&str, &str), color: bool) -> String {
    let ((old_name, old), (new_name, new)) = (old, new);
    let mut diff = TextDiff::from_lines(old, new)
        .unified_diff()
        .header(old_name, new_name)
        .to_string();
    // Otherwise a line would look like the one that replaces it.
    if old.contains('\r') != new.contains('\r') {
        diff = diff.replace("\r\n", "\\u{D}\n");
    }
    let diff = on_lines(&diff);
    match color {
        true => diff.lines().enumerate().map(colored).collect(),
        false => diff.into_owned(),
    }
}

/// A line of a difference, in the colour of what happened to it.
fn colored((position, line): (usize, &str)) -> String {
    let style = match line.as_bytes() {
        // The names of the two texts.
        _ if position < 2 => BOLD,
        [b'-', ..] => RED,
        [b'+', ..] => GREEN,
        [b'@', ..] => CYAN,
        _ => Style::new(),
    };
    format!("{style}{line}{style:#}\n")
}
