//! Comparisons of one field that cannot all be true, and are joined by `and`.
//!
//! `device.language is fr and device.language is en` matches nobody. Authors who write this mean
//! that one of them is enough.

use proactive_catalog::{Field, Operator};
use proactive_diagnostics::{Edit, Fix, FixTitle, Span, TextRange, TextSize};
use proactive_hir::model::{Condition, ConditionKind, PartialModel};

use crate::source_excerpt::SourceExcerpt;
use crate::text_field::ValueKind;

/// Joins parts that contradict each other with `or`: neighbors that compare one field with values.
/// `None` if other parts contradict each other, which no word between them can change.
pub(crate) fn joined_by_or(
    model: &PartialModel<'_>,
    condition: &Condition,
    parts: &[Span],
) -> Option<Fix> {
    let (group, run) = run_of(condition, parts)?;
    let fields: Option<Vec<Field>> = run.iter().map(positive_field).collect();
    let (first, others) = fields.as_deref()?.split_first()?;
    // If a field has only two values, either of them is everyone.
    let is_listed = match ValueKind::of(*first) {
        ValueKind::Text(_) | ValueKind::Language => true,
        ValueKind::Word => false,
    };
    if !is_listed || others.iter().any(|field| field != first) {
        return None;
    }
    let mut edits = Vec::new();
    for pair in run.windows(2) {
        let [one, other] = pair else { continue };
        let between = TextRange::new(one.span.range.end(), other.span.range.start());
        let text = model.text(Span::new(one.span.file, between));
        if text.trim() != "and" {
            return None;
        }
        let start = between.start() + TextSize::of(text.get(..text.find("and")?)?);
        let word = TextRange::at(start, TextSize::of("and"));
        edits.push(edit(one.span, word, "or"));
    }
    let (first, last) = (run.first()?.span, run.last()?.span);
    let all = first.range.cover(last.range);
    let said = run.iter().map(|part| model.text(part.span));
    let said: Vec<String> = said
        .map(|it| SourceExcerpt::new(it).on_one_line())
        .collect();
    let mut text = said.join(" or ");
    if run.len() < group {
        text = format!("({text})");
        edits.insert(0, edit(first, TextRange::empty(all.start()), "("));
        edits.push(edit(first, TextRange::empty(all.end()), ")"));
    }
    Some(Fix::suggestion(FixTitle::Write { text }, edits))
}

fn edit(place: Span, range: TextRange, replacement: &str) -> Edit {
    Edit {
        span: Span::new(place.file, range),
        replacement: replacement.to_owned(),
    }
}

/// The neighbors joined by `and` that are exactly these parts, and how many parts are joined there.
/// Within `not`, they say something else.
fn run_of<'c>(condition: &'c Condition, parts: &[Span]) -> Option<(usize, &'c [Condition])> {
    let mut waiting = vec![condition];
    while let Some(condition) = waiting.pop() {
        match &condition.kind {
            ConditionKind::And(children) => {
                let is_it = |child: &Condition| parts.contains(&child.span);
                let start = children.iter().position(is_it);
                let run = start.and_then(|start| children.get(start..start + parts.len()));
                if let Some(run) = run.filter(|run| run.iter().all(is_it)) {
                    return Some((children.len(), run));
                }
                waiting.extend(children);
            }
            ConditionKind::Or(children) => waiting.extend(children),
            ConditionKind::Not(_) | ConditionKind::Comparison(_) | ConditionKind::Segment(_) => {}
        }
    }
    None
}

/// The field of a comparison that says what it is or contains.
fn positive_field(part: &Condition) -> Option<Field> {
    let ConditionKind::Comparison(comparison) = &part.kind else {
        return None;
    };
    match comparison.operator {
        Operator::Is | Operator::Contains => Some(comparison.field),
        Operator::IsNot | Operator::DoesNotContain => None,
    }
}
