//! Texts that a command changes: written, or shown as a diff.

use std::ops::Range;

use proactive_diagnostics::Edit;

use crate::atomic_write::atomic_write;
use crate::output::{Output, OutputStream};
use crate::paths::io_reason;
use crate::sources::Source;
use crate::text_diff::unified_diff;

/// What becomes of changed texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RewriteMode {
    /// They replace the files; that of standard input goes to standard output.
    Write,
    /// Their diffs go to standard output, and nothing is written.
    Show,
}

impl RewriteMode {
    pub(super) fn new(shows_diff: bool) -> Self {
        match shows_diff {
            true => Self::Show,
            false => Self::Write,
        }
    }

    /// Writes or shows a text. Returns whether that succeeded.
    pub(super) fn finish(
        self,
        source: &Source,
        text: &str,
        changed: bool,
        output: &mut Output<'_>,
    ) -> bool {
        let shown = &source.shown;
        match (self, &source.file) {
            (Self::Show, _) => {
                if changed {
                    let color = output.style(OutputStream::Stdout).color;
                    let diff = unified_diff((shown, source.text()), (shown, text), color);
                    print(&diff, output);
                }
                true
            }
            (Self::Write, None) => {
                print(text, output);
                true
            }
            (Self::Write, Some(file)) if changed => match atomic_write(file, text.as_bytes()) {
                Ok(()) => true,
                Err(error) => {
                    let reason = io_reason(&error);
                    output.error(format_args!("cannot write `{shown}`: {reason}"));
                    false
                }
            },
            (Self::Write, Some(_)) => true,
        }
    }
}

/// A text after edits, which do not overlap.
pub(super) fn edited(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(Range::<usize>::from(edit.span.range), &edit.replacement);
    }
    text
}

/// Writes a text to standard output, which reports failed writes at the end.
fn print(text: &str, output: &mut Output<'_>) {
    let _ = output
        .writer(OutputStream::Stdout)
        .write_all(text.as_bytes());
}
