//! Comments that suppress nothing.

use proactive_diagnostics::{AllowProblem, Code, Edit, Span, TextRange, TextSize};

use super::case::Case;
use crate::code_action::action::Action;
use crate::code_action::lines;
use crate::completion::Snippet;

/// Removes the code, or the whole comment; or completes the comment.
pub(super) fn unused_allow(case: &Case<'_>, problem: &AllowProblem) -> Option<Action> {
    let Span { file, range } = case.finding.span;
    match problem {
        AllowProblem::SilencesNothing { code } | AllowProblem::IsAnError { code } => {
            let text = case.snapshot.text(file);
            let comment = comment_around(text, range)?;
            let title = format!("Remove `{code}`");
            let (gone, title) = match without_code(text, comment, range) {
                Some(gone) => (gone, title),
                None => (
                    lines::removal(text, comment)?,
                    "Remove this comment".to_owned(),
                ),
            };
            let edit = Edit {
                span: Span::new(file, gone),
                replacement: String::new(),
            };
            Some(case.titled(title, vec![edit]))
        }
        AllowProblem::Malformed => {
            let comment = case.text();
            let words = comment.split(|it: char| !it.is_ascii_alphanumeric() && it != '-');
            let codes = words.filter(|word| {
                let code = word.parse::<Code>();
                code.is_ok_and(Code::can_be_allowed)
            });
            let codes: Vec<&str> = codes.collect();
            if codes.is_empty() {
                return None;
            }
            let meant = format!("# proactive: allow({})", codes.join(", "));
            Some(case.write(case.finding.span, &meant))
        }
        AllowProblem::NoReason => {
            let comment = case.text().trim_end();
            let snippet = Snippet::plain_text(comment.trim_end_matches([':', ' ']));
            let snippet = snippet.text(": ").stop("reason");
            Some(case.snippet_action("Add a reason", case.finding.span, snippet))
        }
        // The code that is probably meant is a fix of the finding.
        AllowProblem::UnknownCode { .. } => None,
    }
}

/// The comment around a place in it, from `#` to the end of the line.
fn comment_around(text: &str, range: TextRange) -> Option<TextRange> {
    let before = text.get(..usize::from(range.start()))?;
    let line = before.rsplit('\n').next()?;
    let at = line.rfind('#')?;
    let start = TextSize::of(before) - TextSize::of(line.get(at..)?);
    let rest = text.get(usize::from(start)..)?.split('\n').next()?;
    Some(TextRange::at(start, TextSize::of(rest.trim_end())))
}

/// A code of several, with the comma beside it. `None` if it is the only one.
fn without_code(text: &str, comment: TextRange, code: TextRange) -> Option<TextRange> {
    let before = text.get(usize::from(comment.start())..usize::from(code.start()))?;
    let after = text.get(usize::from(code.end())..usize::from(comment.end()))?;
    let kept = before.trim_end();
    if let Some(kept) = kept.strip_suffix(',') {
        let start = comment.start() + TextSize::of(kept.trim_end());
        return Some(TextRange::new(start, code.end()));
    }
    let rest = after.trim_start().strip_prefix(',')?.trim_start();
    let end = comment.end() - TextSize::of(rest);
    Some(TextRange::new(code.start(), end))
}
