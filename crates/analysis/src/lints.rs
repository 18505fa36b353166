//! What is told of conditions and messages.

use proactive_diagnostics::{
    DeclarationKind, Edit, FileId, Finding, Fix, FixTitle, LabelWords, Problem, Redundancy, Span,
    TextRange, TextSize, Witness,
};
use proactive_hir::model::PartialModel;
use rayon::prelude::*;

use crate::core::{self, Core};
use crate::formula::Formula;
use crate::idle::{self, Idle};
use crate::messages;
use crate::part::{Part, PartKind};
use crate::rules::{ReadSegment, Rule, Rules};
use crate::session::{Outcome, Session};
use crate::source::Source;
use crate::visitor::Visitor;

/// So many nodes are looked at in all conditions together. Ten thousand messages have a few
/// hundred thousand; only segments that use segments that use segments can have more.
const MOST_NODES: usize = 1_000_000;

/// Whom a condition lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    Nobody,
    Some,
    Everybody,
    Unknown,
}

/// A condition, looked at.
struct Examined {
    findings: Vec<Finding>,
    /// Somebody who is let in.
    example: Option<Visitor>,
}

/// The lints that take a proof: `never-matches`, `always-matches`, `redundant-condition`,
/// `shadowed-message` and `duplicate-message`, in source order.
#[must_use]
pub fn lints(model: &PartialModel<'_>) -> Vec<Finding> {
    let rules = Rules::of_partial(model);
    let mut examiner = Examiner {
        model,
        rules: &rules,
        segments: vec![Extent::Unknown; rules.segments.len()],
    };
    let mut purse = MOST_NODES;
    let messages = within(&rules, &mut purse, rules.messages.iter());
    let segments = within(&rules, &mut purse, rules.segments.iter().flatten());
    // First whom each segment lets in, then what is told of those that use them.
    let extents: Vec<(usize, Extent)> = segments
        .par_iter()
        .map(|segment| {
            let mut session = Session::new(&rules.formulas);
            (
                segment.position,
                extent(&mut session, segment.part.formula).0,
            )
        })
        .collect();
    for (position, extent) in extents {
        if let Some(slot) = examiner.segments.get_mut(position) {
            *slot = extent;
        }
    }
    let of_segments: Vec<Examined> = segments
        .par_iter()
        .map(|segment| examiner.examine(&segment.part, DeclarationKind::Segment, segment.id))
        .collect();
    let of_messages: Vec<Examined> = messages
        .par_iter()
        .with_min_len(8)
        .map(|message| match &message.part {
            Some(part) => examiner.examine(part, DeclarationKind::Message, message.id),
            None => examiner.everybody(),
        })
        .collect();
    let mut findings = Vec::new();
    for examined in of_segments {
        findings.extend(examined.findings);
    }
    let mut examples = vec![None; rules.messages.len()];
    for (message, examined) in messages.iter().zip(of_messages) {
        findings.extend(examined.findings);
        if let Some(slot) = examples.get_mut(message.position) {
            *slot = examined.example;
        }
    }
    findings.extend(messages::lints(&rules, &examples));
    findings.sort_by_key(|finding| (finding.span, finding.code()));
    findings
}

/// What has a condition.
trait Conditional {
    fn formula(&self) -> Formula;
}

impl Conditional for Rule<'_> {
    fn formula(&self) -> Formula {
        self.audience
    }
}

impl Conditional for ReadSegment<'_> {
    fn formula(&self) -> Formula {
        self.part.formula
    }
}

/// Those whose conditions can be looked at: one after the other, until all together would be too
/// much. A condition counts with the segments that it uses.
fn within<'r, T: Conditional>(
    rules: &Rules<'_>,
    purse: &mut usize,
    all: impl Iterator<Item = &'r T>,
) -> Vec<&'r T> {
    all.take_while(|one| {
        let left = purse.checked_sub(rules.formulas.size(one.formula(), *purse));
        *purse = left.unwrap_or(0);
        *purse > 0
    })
    .collect()
}

/// Whom a formula lets in, and how the atoms come out for one who is.
fn extent(session: &mut Session<'_>, formula: Formula) -> (Extent, Option<Outcome>) {
    match session.all(&[formula]) {
        Outcome::Impossible(_) => (Extent::Nobody, None),
        Outcome::Unknown => (Extent::Unknown, None),
        possible @ Outcome::Possible(_) => {
            let extent = match session.all(&[!formula]) {
                Outcome::Impossible(_) => Extent::Everybody,
                Outcome::Unknown => Extent::Unknown,
                Outcome::Possible(_) => Extent::Some,
            };
            (extent, Some(possible))
        }
    }
}

struct Examiner<'e, 'm> {
    model: &'e PartialModel<'m>,
    rules: &'e Rules<'e>,
    segments: Vec<Extent>,
}

impl Examiner<'_, '_> {
    fn everybody(&self) -> Examined {
        let outcome = Session::new(&self.rules.formulas).all(&[]);
        Examined {
            findings: Vec::new(),
            example: self.visitor(outcome),
        }
    }

    fn examine(&self, part: &Part, kind: DeclarationKind, name: &str) -> Examined {
        let mut session = Session::new(&self.rules.formulas);
        let (extent, outcome) = extent(&mut session, part.formula);
        let findings = match extent {
            Extent::Nobody => core::contradiction(&mut session, part)
                .and_then(|core| self.never(&core, kind, name))
                .into_iter()
                .collect(),
            Extent::Everybody => core::tautology(&mut session, part)
                .and_then(|core| self.always(&core, kind, name))
                .into_iter()
                .collect(),
            Extent::Some => idle::parts(&mut session, part)
                .iter()
                .filter_map(|idle| self.redundant(&mut session, part, idle))
                .collect(),
            Extent::Unknown => Vec::new(),
        };
        Examined {
            findings,
            example: outcome.and_then(|outcome| self.visitor(outcome)),
        }
    }

    fn visitor(&self, outcome: Outcome) -> Option<Visitor> {
        match outcome {
            Outcome::Possible(assignment) => self.rules.maker().visitor(&assignment),
            Outcome::Impossible(_) | Outcome::Unknown => None,
        }
    }

    fn witness(&self, session: &mut Session<'_>, formulas: &[Formula]) -> Option<Box<Witness>> {
        let outcome = session.all(formulas);
        let visitor = self.visitor(outcome)?;
        Some(Box::new(Witness::from(&visitor)))
    }

    /// Whether a part is a segment of which it is told where it is declared.
    fn is_told_of(&self, part: &Part, told: Extent) -> bool {
        match &part.kind {
            PartKind::Segment(id) => self.segments.get(id.index()) == Some(&told),
            PartKind::Not(inner) => match told {
                Extent::Nobody => self.is_told_of(inner, Extent::Everybody),
                Extent::Everybody => self.is_told_of(inner, Extent::Nobody),
                Extent::Some | Extent::Unknown => false,
            },
            PartKind::Group(..) | PartKind::List(..) | PartKind::Comparison => false,
        }
    }

    fn never(&self, core: &Core<'_>, kind: DeclarationKind, name: &str) -> Option<Finding> {
        if self.is_told_elsewhere(core, Extent::Nobody) {
            return None;
        }
        let problem = Problem::NeverMatches {
            kind,
            name: name.to_owned(),
            parts: self.words_of(&core.parts),
            witness: self.example(core),
        };
        Some(self.core_finding(problem, core, &LabelWords::ContradictsThis))
    }

    fn always(&self, core: &Core<'_>, kind: DeclarationKind, name: &str) -> Option<Finding> {
        if self.is_told_elsewhere(core, Extent::Everybody) {
            return None;
        }
        let problem = Problem::AlwaysMatches {
            kind,
            name: name.to_owned(),
            parts: self.words_of(&core.parts),
            witness: self.example(core),
        };
        Some(self.core_finding(problem, core, &LabelWords::LeavesNobodyOut))
    }

    fn is_told_elsewhere(&self, core: &Core<'_>, told: Extent) -> bool {
        let mut leaves = core.leaves.iter();
        leaves.any(|leaf| self.is_told_of(leaf, told))
    }

    fn example(&self, core: &Core<'_>) -> Option<Box<Witness>> {
        let visitor = self.rules.maker().visitor(core.example.as_ref()?)?;
        Some(Box::new(Witness::from(&visitor)))
    }

    fn core_finding(&self, problem: Problem, core: &Core<'_>, words: &LabelWords) -> Finding {
        let mut finding = Finding::new(problem, core.primary.span);
        for part in &core.parts {
            if part.span != core.primary.span {
                finding = finding.label(part.span, words.clone());
            }
        }
        for part in &core.parts {
            finding = self.declared(finding, part);
        }
        finding
    }

    /// With a label where the segment stands, if the part is one.
    fn declared(&self, finding: Finding, part: &Part) -> Finding {
        let PartKind::Segment(id) = &part.kind else {
            return finding;
        };
        let Some(segment) = self.model.segment(*id) else {
            return finding;
        };
        let words = LabelWords::DeclaredHere {
            kind: DeclarationKind::Segment,
            name: segment.id.to_string(),
        };
        finding.label(segment.span, words)
    }

    fn redundant(
        &self,
        session: &mut Session<'_>,
        whole: &Part,
        idle: &Idle<'_>,
    ) -> Option<Finding> {
        let told = match idle.why {
            Redundancy::Holds => Extent::Everybody,
            Redundancy::Fails => Extent::Nobody,
        };
        if self.is_told_of(idle.part, told) || self.is_repeated_value(idle) {
            return None;
        }
        // Somebody of whom one would think that the part decides, and what becomes of whom.
        let (says, outcome) = match idle.why {
            Redundancy::Holds => (!idle.part.formula, !whole.formula),
            Redundancy::Fails => (idle.part.formula, whole.formula),
        };
        let witness = self
            .witness(session, &[says, outcome])
            .or_else(|| self.witness(session, &[whole.formula]));
        let problem = Problem::RedundantCondition {
            part: self.words(idle.part.span),
            why: idle.why,
            because: self.words_of(&idle.because),
            witness,
        };
        let mut finding = Finding::new(problem, idle.part.span);
        for reason in &idle.because {
            finding = finding.label(reason.span, LabelWords::MakesIdle);
        }
        for reason in &idle.because {
            finding = self.declared(finding, reason);
        }
        Some(finding.fix(self.drop(idle)?))
    }

    /// Whether it is a value of a list that stands in it before: that is told as such.
    fn is_repeated_value(&self, idle: &Idle<'_>) -> bool {
        let PartKind::List(_, values) = &idle.group.kind else {
            return false;
        };
        let plain = |part: &Part| self.model.text(part.span).trim_matches('"').to_owned();
        let value = plain(idle.part);
        let mut earlier = values.iter().take(idle.position);
        earlier.any(|other| other.formula == idle.part.formula && plain(other) == value)
    }

    fn words(&self, span: Span) -> String {
        Source::new(self.model.text(span)).on_one_line()
    }

    fn words_of(&self, parts: &[&Part]) -> Vec<String> {
        parts.iter().map(|part| self.words(part.span)).collect()
    }

    /// The fix that takes a part away, and the `and`, `or` or comma that joins it to the rest.
    fn drop(&self, idle: &Idle<'_>) -> Option<Fix> {
        let (PartKind::Group(_, parts) | PartKind::List(_, parts)) = &idle.group.kind else {
            return None;
        };
        let range = |part: &Part| part.span.range;
        let file = idle.part.span.file;
        let gone = match idle.position.checked_sub(1) {
            Some(before) => TextRange::new(range(parts.get(before)?).end(), range(idle.part).end()),
            None => TextRange::new(range(idle.part).start(), range(parts.get(1)?).start()),
        };
        let mut removed = vec![gone];
        if let ([one, other], PartKind::Group(..)) = (parts.as_slice(), &idle.group.kind) {
            // Parentheses around a single part are none too many where it holds several itself.
            let left = if idle.position == 0 { other } else { one };
            let around = range(idle.group);
            let in_parentheses = around.start() < range(one).start();
            if in_parentheses && left.is_tight() {
                removed = vec![
                    TextRange::new(around.start(), range(left).start()),
                    TextRange::new(range(left).end(), around.end()),
                ];
            }
        }
        let text = self
            .model
            .text(Span::new(file, range_of_file(self.model, file)));
        let edits: Vec<Edit> = removed
            .iter()
            .map(|range| Edit {
                span: Span::new(file, *range),
                replacement: between(text, *range).to_owned(),
            })
            .collect();
        let holds_comment = removed
            .iter()
            .any(|range| Source::new(self.model.text(Span::new(file, *range))).has_comment());
        let title = FixTitle::Remove {
            text: self.words(idle.part.span),
        };
        Some(if holds_comment {
            Fix::suggestion(title, edits)
        } else {
            Fix::certain(title, edits)
        })
    }
}

fn range_of_file(model: &PartialModel<'_>, file: FileId) -> TextRange {
    let FileId(index) = file;
    let file = usize::try_from(index).ok();
    let file = file.and_then(|file| model.files.get(file));
    let length = file.and_then(|file| u32::try_from(file.text.len()).ok());
    TextRange::up_to(TextSize::new(length.unwrap_or(0)))
}

/// What must stand where something is taken away: a blank, if two words would meet.
fn between(text: &str, range: TextRange) -> &'static str {
    let before = text.get(..usize::from(range.start()));
    let before = before.and_then(|text| text.chars().next_back());
    let behind = text.get(usize::from(range.end())..);
    let behind = behind.and_then(|text| text.chars().next());
    match (before, behind) {
        (Some(before), Some(behind))
            if !before.is_whitespace()
                && !behind.is_whitespace()
                && !matches!(before, '(' | '[')
                && !matches!(behind, ')' | ']' | ',' | '}') =>
        {
            " "
        }
        _ => "",
    }
}
