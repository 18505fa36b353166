//! Lints of the texts in conditions: values that no browser shows in that form, and patterns, which
//! have no special meaning.
//!
//! Addresses follow the URL Standard (<https://url.spec.whatwg.org>), titles `document.title` in the
//! HTML Standard (<https://html.spec.whatwg.org/#document.title>).

mod address;
mod correction;
mod pasted;
mod pattern;
mod review;

pub(crate) use address::{begins_like_host, begins_with_scheme};

use proactive_catalog::characters::push_escape;
use proactive_catalog::{Field, Operator};
use proactive_diagnostics::{Code, Edit, Fix, FixTitle, Problem, Span, TextRange};
use proactive_syntax::literal;

use self::correction::{Correction, Doubt, Extent, Review, TextKind};
use self::review::{Settled, settle};
use super::Lower;
use crate::draft::Name;

/// A comparison whose values are reviewed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Comparing {
    pub(super) field: Field,
    pub(super) operator: Operator,
    /// From the field to the last value.
    pub(super) range: TextRange,
    /// The words of the operator.
    pub(super) operator_range: TextRange,
    /// Whether the values are in a list.
    pub(super) any_of: bool,
    /// Whether a condition joined by `and` needs parentheses in its place.
    pub(super) is_tight: bool,
}

impl Lower<'_> {
    /// Reports what is wrong with the values of a comparison.
    pub(super) fn text_lints(&mut self, comparing: Comparing, values: &[Name]) {
        let Some(kind) = TextKind::of(comparing.field) else {
            return;
        };
        let extent = Extent::of(comparing.operator);
        let review = |value: &Name| match self.is_confusable(value.range) {
            true => None,
            false => review::review(kind, extent, &value.value),
        };
        // Most comparisons are right.
        if values.iter().all(|value| review(value).is_none()) {
            return;
        }
        let reviews: Vec<Option<Review>> = values.iter().map(review).collect();
        let others_move = |at: usize| {
            reviews.iter().enumerate().all(|(position, review)| {
                position == at || review.as_ref().is_some_and(moves_to_part)
            })
        };
        let mut findings = Vec::new();
        for (position, (value, review)) in values.iter().zip(&reviews).enumerate() {
            // A list of parts has one mistake, its operator.
            if position > 0 && reviews.iter().all(is_part_of_address) {
                break;
            }
            if let Some(review) = review {
                let fixer = Fixer {
                    comparing,
                    kind,
                    values,
                    at: value,
                    may_move: others_move(position),
                };
                findings.push((
                    value.range,
                    fixer.problem(review),
                    fixer.fixes(review, self.text),
                ));
            }
        }
        for (range, problem, fixes) in findings {
            self.lint(range, problem).fixes.extend(fixes);
        }
    }

    /// Whether a character of the value has a finding of its own, which comes first.
    fn is_confusable(&self, range: TextRange) -> bool {
        let mut lints = self.draft.lints.iter().rev();
        lints.any(|lint| {
            lint.code() == Code::ConfusableText && range.contains_range(lint.span.range)
        })
    }
}

fn is_part_of_address(review: &Option<Review>) -> bool {
    let doubt = review.as_ref().map(|review| &review.doubt);
    matches!(doubt, Some(Doubt::PartOfAddress))
}

/// Whether the correction is to look for the text in a part of the address.
fn moves_to_part(review: &Review) -> bool {
    let part = |correction: &Correction| matches!(correction, Correction::One(Extent::Part, _));
    review.corrections.iter().any(part)
}

/// Writes the corrections of a value as source text.
struct Fixer<'v> {
    comparing: Comparing,
    kind: TextKind,
    values: &'v [Name],
    at: &'v Name,
    /// Whether the operator may change: nothing else in the list needs it.
    may_move: bool,
}

/// What replaces a part of the source.
struct Replacement {
    range: TextRange,
    source: String,
    /// What to write, for the help.
    said: String,
    title: FixTitle,
}

impl Fixer<'_> {
    fn problem(&self, review: &Review) -> Problem {
        let found = self.at.value.to_string();
        let settled: Vec<Settled> = self.settled(review).collect();
        let instead = || {
            let first = settled.first()?;
            Some(self.replacement(&first.correction)?.said)
        };
        let all_instead = || {
            let corrections = settled.iter().map(|settled| &settled.correction);
            let replacements = corrections.filter_map(|it| self.replacement(it));
            replacements.map(|replacement| replacement.said).collect()
        };
        let shown = || match settled.first().map(|settled| &settled.correction) {
            Some(Correction::One(_, text)) => text.clone(),
            Some(Correction::AnyOf(..) | Correction::AllOf(..) | Correction::Other(..)) | None => {
                found.clone()
            }
        };
        match &review.doubt {
            Doubt::Impossible(why) => Problem::ImpossibleValue {
                why: why.clone(),
                instead: instead(),
                found,
            },
            Doubt::Wildcard => Problem::WildcardInValue {
                wildcard: "*".to_owned(),
                instead: instead(),
            },
            Doubt::Pattern(sign) => Problem::PatternInValue {
                pattern: sign.clone(),
                instead: instead(),
            },
            Doubt::PartOfAddress => Problem::UrlIsNotAbsolute {
                shown: None,
                instead: all_instead(),
                found,
            },
            Doubt::OtherAddress => Problem::UrlIsNotAbsolute {
                shown: Some(shown()),
                instead: Vec::new(),
                found,
            },
            Doubt::Encoding { shown } => Problem::UrlNeedsEncoding {
                shown: shown.clone(),
                instead: all_instead(),
                found,
            },
            Doubt::HostCase => Problem::UrlHostCase {
                shown: shown(),
                found,
            },
        }
    }

    fn settled(&self, review: &Review) -> impl Iterator<Item = Settled> {
        let kind = self.kind;
        let corrections = review.corrections.clone().into_iter();
        corrections.map(move |correction| settle(kind, correction))
    }

    fn fixes(&self, review: &Review, text: &str) -> Vec<Fix> {
        let mut fixes: Vec<Fix> = Vec::new();
        for (position, settled) in self.settled(review).enumerate() {
            let Some(replacement) = self.replacement(&settled.correction) else {
                continue;
            };
            let replaced = text.get(std::ops::Range::<usize>::from(replacement.range));
            // A comment would be lost.
            let keeps_comments = replacement.range == self.at.range
                || replaced.is_some_and(|replaced| !has_comment(replaced));
            if !keeps_comments || replaced == Some(replacement.source.as_str()) {
                continue;
            }
            let edit = Edit {
                span: Span::local(replacement.range),
                replacement: replacement.source,
            };
            let is_certain = position == 0 && review.is_certain && settled.is_certain;
            let fix = match is_certain {
                true => Fix::certain(replacement.title, vec![edit]),
                false => Fix::suggestion(replacement.title, vec![edit]),
            };
            if !fixes.contains(&fix) {
                fixes.push(fix);
            }
        }
        fixes
    }

    fn replacement(&self, correction: &Correction) -> Option<Replacement> {
        let Comparing {
            operator, any_of, ..
        } = self.comparing;
        let write_as = |range, source: String, said: String| {
            let title = FixTitle::Write { text: said.clone() };
            Some(Replacement {
                range,
                source,
                said,
                title,
            })
        };
        let write = |range, source: String| write_as(range, source.clone(), source);
        match correction {
            Correction::One(extent, text) if *extent == Extent::of(operator) => {
                let title = FixTitle::Replace { with: text.clone() };
                Some(Replacement {
                    range: self.at.range,
                    source: quote(text),
                    said: quote(text),
                    title,
                })
            }
            Correction::AnyOf(extent, texts) if *extent == Extent::of(operator) => {
                let listed = list(texts);
                if any_of {
                    return write(self.at.range, listed);
                }
                let source = format!("any of [{listed}]");
                let said = format!("{} {source}", operator.words());
                write_as(self.at.range, source, said)
            }
            Correction::One(extent, text) => {
                let other = with_extent(operator, *extent).words();
                if !any_of {
                    let range = self.comparing.operator_range.cover(self.at.range);
                    return write(range, format!("{other} {}", quote(text)));
                }
                if !self.may_move {
                    return None;
                }
                let texts: Vec<String> = self
                    .values
                    .iter()
                    .map(|value| match value.range == self.at.range {
                        true => text.clone(),
                        false => value.value.to_string(),
                    })
                    .collect();
                let before = self.comparing.operator_range.start();
                let range = TextRange::new(before, self.comparing.range.end());
                write(range, format!("{other} any of [{}]", list(&texts)))
            }
            Correction::AnyOf(extent, texts) => {
                let other = with_extent(operator, *extent).words();
                let range = self.comparing.operator_range.cover(self.at.range);
                let source = format!("{other} any of [{}]", list(texts));
                (!any_of).then(|| write(range, source)).flatten()
            }
            Correction::Other(kind, extent, text) => {
                let field = kind.field().info().path;
                let words = with_extent(operator, *extent).words();
                let source = literal::comparison(field, words, &[quote(text)]);
                (!any_of)
                    .then(|| write(self.comparing.range, source))
                    .flatten()
            }
            Correction::AllOf(texts) => {
                let field = self.comparing.field.info().path;
                let words = Operator::Contains.words();
                let all: Vec<String> = texts
                    .iter()
                    .map(|text| literal::comparison(field, words, &[quote(text)]))
                    .collect();
                let all = all.join(" and ");
                let source = match (is_negative(operator), self.comparing.is_tight) {
                    (true, _) => format!("not ({all})"),
                    (false, true) => format!("({all})"),
                    (false, false) => all,
                };
                (!any_of)
                    .then(|| write(self.comparing.range, source))
                    .flatten()
            }
        }
    }
}

fn is_negative(operator: Operator) -> bool {
    match operator {
        Operator::Is | Operator::Contains => false,
        Operator::IsNot | Operator::DoesNotContain => true,
    }
}

/// The operator that compares with as much, and is negative if the other one is.
fn with_extent(operator: Operator, extent: Extent) -> Operator {
    match (is_negative(operator), extent) {
        (false, Extent::Whole) => Operator::Is,
        (true, Extent::Whole) => Operator::IsNot,
        (false, Extent::Part) => Operator::Contains,
        (true, Extent::Part) => Operator::DoesNotContain,
    }
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quote(text)).collect();
    texts.join(", ")
}

/// A literal of a text, with spaces that are not ordinary as escapes.
fn quote(text: &str) -> String {
    let mut written = String::new();
    for character in literal::quote(text).chars() {
        match character.is_ascii() || !character.is_whitespace() {
            true => written.push(character),
            false => push_escape(character, &mut written),
        }
    }
    written
}

/// Whether source text has a comment outside its strings.
fn has_comment(source: &str) -> bool {
    let mut in_string = false;
    let mut escaped = false;
    for character in source.chars() {
        match character {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            '#' if !in_string => return true,
            _ => {}
        }
    }
    false
}
