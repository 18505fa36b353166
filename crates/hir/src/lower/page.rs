//! A page and a device as a test describes them, read as a browser does.

use proactive_catalog::{aliases, is_registered_language};
use proactive_diagnostics::{Fix, Problem, Span, UrlProblem};
use url::Url;

use super::Lower;
use crate::draft::Name;

impl Lower<'_> {
    /// Reports the tag of a device whose language is not registered.
    pub(super) fn unknown_subtag(&mut self, tag: &Name, problem: Problem) {
        let fix = match &problem {
            Problem::UnknownSubtag {
                suggestion: Some(meant),
                ..
            } => Some(Fix::suggest(Span::local(tag.range), meant.as_str())),
            _ => None,
        };
        self.lint(tag.range, problem).fixes.extend(fix);
    }
}

/// The address of a page as a browser shows it.
pub(super) fn page_address(text: &str) -> Result<Box<str>, UrlProblem> {
    let lower = text.to_ascii_lowercase();
    let http = lower.starts_with("http://") || lower.starts_with("https://");
    match Url::parse(text) {
        Ok(parsed) if http => Ok(String::from(parsed).into()),
        Err(error) if http => Err(UrlProblem::Malformed {
            reason: error.to_string(),
        }),
        Ok(_) | Err(_) => Err(UrlProblem::NotHttp { meant: None }),
    }
}

/// The title of a page as a browser shows it, without ASCII white space at its ends and with one
/// space in place of each run of it (HTML Standard, `document.title`).
pub(super) fn page_title(text: &str) -> Box<str> {
    let mut title = String::with_capacity(text.len());
    for word in text.split(is_ascii_space).filter(|word| !word.is_empty()) {
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    title.into()
}

/// Whether it is ASCII white space (Infra Standard).
pub(super) fn is_ascii_space(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\u{C}' | '\r' | ' ')
}

/// Whether it is a well-formed language tag.
pub(super) fn is_language_tag(text: &str) -> bool {
    oxilangtag::LanguageTag::parse(text).is_ok()
}

/// What is doubtful about a well-formed language tag: its language is not registered.
pub(super) fn unknown_language(tag: &str) -> Option<Problem> {
    let (subtag, rest) = tag.split_once('-').unwrap_or((tag, ""));
    if is_registered_language(subtag) {
        return None;
    }
    let meant = aliases::language(subtag).into_iter().next();
    let suggestion = meant.map(|meant| match rest {
        "" => meant.tag.to_owned(),
        // `eng-GB`
        rest => format!("{}-{rest}", meant.tag),
    });
    Some(Problem::UnknownSubtag {
        tag: tag.to_owned(),
        subtag: subtag.to_owned(),
        suggestion: suggestion.filter(|meant| is_language_tag(meant)),
    })
}
