//! The difference between two texts, as people read it.

use proactive_catalog::characters::on_lines;
use similar::TextDiff;

/// The unified difference of two texts with their names. Characters that cannot be shown are escaped.
pub(crate) fn unified_diff(old: (&str, &str), new: (&str, &str)) -> String {
    let ((old_name, old), (new_name, new)) = (old, new);
    let mut diff = TextDiff::from_lines(old, new)
        .unified_diff()
        .header(old_name, new_name)
        .to_string();
    // Otherwise a line would look like the one that replaces it.
    if old.contains('\r') != new.contains('\r') {
        diff = diff.replace("\r\n", "\\u{D}\n");
    }
    on_lines(&diff).into_owned()
}
