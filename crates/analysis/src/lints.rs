//! Turns proofs about conditions and messages into findings.

use proactive_catalog::DeclarationKind;
use proactive_diagnostics::{
    Applicability, Edit, FileId, Finding, Fix, FixTitle, LabelKind, Problem, Redundancy, Span,
    TextRange, TextSize, Witness,
};
use proactive_hir::model::{ChannelId, PartialCondition, PartialModel};

use crate::cache::Cache;
use crate::condition_cache::{AnalyzedCondition, AnalyzedConditions};
use crate::contradiction;
use crate::encode::{EncodedKind, EncodedNode};
use crate::idle_hours;
use crate::negatives::Exclusion;
use crate::proof::{
    ConditionProof, IndexedCore, IndexedNegatives, IndexedRedundancy, Satisfiability, parts_of,
};
use crate::source_excerpt::SourceExcerpt;
use crate::standalone::StandaloneCondition;
use crate::visitor::Visitor;

/// The lints that need a proof: `never-matches`, `always-matches`, `redundant-condition`,
/// `negatives-joined-by-or`, `shadowed-message`, `duplicate-message`, `hours-never-open` and
/// `hours-always-open`, in source order.
#[must_use]
pub fn lints(model: &PartialModel<'_>) -> Vec<Finding> {
    lints_with(model, &mut Cache::new())
}

/// Like [`lints`], but reuses proofs of the last check. The findings are the same whatever the
/// cache contains.
#[must_use]
pub fn lints_with(model: &PartialModel<'_>, cache: &mut Cache) -> Vec<Finding> {
    let AnalyzedConditions {
        segments,
        messages,
        other_examples,
    } = cache.conditions.update(model);
    let satisfiabilities = segments.iter().map(|segment| {
        let satisfiability = segment.as_ref().map(|segment| segment.proof.satisfiability);
        satisfiability.unwrap_or(Satisfiability::Unknown)
    });
    let builder = FindingBuilder {
        model,
        segments: satisfiabilities.collect(),
    };
    let mut findings = Vec::new();
    let mut report = |condition: &PartialCondition<'_>, analyzed, channel, kind, name| {
        findings.extend(builder.report(condition, analyzed, channel, kind, name));
    };
    for (segment, analyzed) in model.segments.iter().zip(&segments) {
        if let (Some(segment), Some(analyzed)) = (segment, analyzed) {
            let condition = &segment.condition;
            report(
                condition,
                analyzed,
                None,
                DeclarationKind::Segment,
                segment.id,
            );
        }
    }
    for (message, analyzed) in model.messages.iter().zip(&messages) {
        if let (Some(condition), Some(analyzed)) = (&message.condition, analyzed) {
            let channel = message.channel;
            report(
                condition,
                analyzed,
                channel,
                DeclarationKind::Message,
                message.id,
            );
        }
    }
    if other_examples {
        cache.shadowing.forget();
    }
    findings.extend(cache.shadowing.update(model, &messages));
    findings.extend(idle_hours::lints(model));
    findings.sort_by_key(|finding| (finding.span, finding.code()));
    findings
}

/// Builds findings from proofs.
struct FindingBuilder<'t, 'm> {
    model: &'t PartialModel<'m>,
    segments: Vec<Satisfiability>,
}

impl FindingBuilder<'_, '_> {
    fn report(
        &self,
        condition: &PartialCondition<'_>,
        analyzed: &AnalyzedCondition,
        channel: Option<ChannelId>,
        kind: DeclarationKind,
        name: &str,
    ) -> Vec<Finding> {
        let ConditionProof {
            satisfiability,
            core,
            redundant,
            negatives,
            ..
        } = &*analyzed.proof;
        if core.is_none() && redundant.is_empty() && negatives.is_empty() {
            return Vec::new();
        }
        // The current positions of its parts.
        let Some(written) = condition.written() else {
            return Vec::new();
        };
        let local = StandaloneCondition::encode(written, &[], self.model);
        let Some(whole) = local.and_then(|local| local.part) else {
            return Vec::new();
        };
        let parts = parts_of(&whole);
        let mut findings = Vec::new();
        let exclusion = |joined: &IndexedNegatives| {
            let group = parts.get(joined.group)?.span;
            Exclusion::of(self.model, written, group, &joined.positions)
        };
        if let Some(core) = core {
            let mut finding = self.core(core, *satisfiability, &parts, kind, name);
            // If everyone matches because of negatives, the way out is the same.
            if let (Some(finding), Satisfiability::Always, [joined]) =
                (&mut finding, satisfiability, negatives.as_slice())
            {
                let fix = exclusion(joined).and_then(|exclusion| exclusion.fix);
                finding.fixes.extend(fix);
            }
            if let (Some(finding), Satisfiability::Never) = (&mut finding, satisfiability) {
                let named = chosen(&parts, &core.parts);
                let spans: Vec<Span> = named.iter().map(|part| part.span).collect();
                let fix = contradiction::joined_by_or(self.model, written, &spans);
                finding.fixes.extend(fix);
            }
            let channel = channel.filter(|_| core.needs_pages);
            findings.extend(finding.map(|finding| self.only_on_websites(finding, channel)));
            return findings;
        }
        for joined in negatives {
            findings.extend(exclusion(joined).map(|exclusion| {
                let problem = Problem::NegativesJoinedByOr {
                    parts: exclusion.parts,
                    instead: exclusion.instead,
                    witness: joined.witness.as_ref().map(witness),
                };
                let mut finding = Finding::new(problem, exclusion.span);
                finding.fixes.extend(exclusion.fix);
                finding
            }));
        }
        // What is redundant because of such a group changes with it.
        let changes = |redundant: &IndexedRedundancy| {
            let mut groups = negatives.iter().map(|joined| joined.group);
            groups.any(|group| redundant.group == group || redundant.part == group)
        };
        findings.extend(
            redundant
                .iter()
                .filter(|redundant| !changes(redundant))
                .filter_map(|redundant| {
                    let channel = channel.filter(|_| redundant.needs_pages);
                    let mut finding = self.redundant(redundant, &parts)?;
                    if redundant.needs_pages {
                        // Perhaps a website is missing.
                        for fix in &mut finding.fixes {
                            fix.applicability = Applicability::MaybeIncorrect;
                        }
                    }
                    Some(self.only_on_websites(finding, channel))
                }),
        );
        findings
    }

    /// Whether a part is a segment that has this finding at its declaration.
    fn is_reported(&self, part: &EncodedNode, reported: Satisfiability) -> bool {
        match &part.kind {
            EncodedKind::Segment(id) => self.segments.get(id.index()) == Some(&reported),
            EncodedKind::Not(inner) => match reported {
                Satisfiability::Never => self.is_reported(inner, Satisfiability::Always),
                Satisfiability::Always => self.is_reported(inner, Satisfiability::Never),
                Satisfiability::Sometimes | Satisfiability::Unknown => false,
            },
            EncodedKind::Group(..) | EncodedKind::List(..) | EncodedKind::Comparison => false,
        }
    }

    fn core(
        &self,
        core: &IndexedCore,
        satisfiability: Satisfiability,
        parts: &[&EncodedNode],
        kind: DeclarationKind,
        name: &str,
    ) -> Option<Finding> {
        let primary = parts.get(core.primary)?;
        let mut leaves = chosen(parts, &core.leaves).into_iter();
        if leaves.any(|leaf| self.is_reported(leaf, satisfiability)) {
            return None;
        }
        let named = chosen(parts, &core.parts);
        let name = name.to_owned();
        let witness = core.example.as_ref().map(witness);
        let parts = self.words_of(&named);
        let (problem, words) = match satisfiability {
            Satisfiability::Never => (
                Problem::NeverMatches {
                    kind,
                    name,
                    parts,
                    witness,
                },
                LabelKind::ContradictsThis,
            ),
            Satisfiability::Always => (
                Problem::AlwaysMatches {
                    kind,
                    name,
                    parts,
                    witness,
                },
                LabelKind::LeavesNobodyOut,
            ),
            Satisfiability::Sometimes | Satisfiability::Unknown => return None,
        };
        let mut finding = Finding::new(problem, primary.span);
        for part in &named {
            if part.span != primary.span {
                finding = finding.label(part.span, words.clone());
            }
        }
        for part in &named {
            finding = self.declared(finding, part);
        }
        Some(finding)
    }

    /// Adds a label at the websites of a channel that make a claim true.
    fn only_on_websites(&self, finding: Finding, channel: Option<ChannelId>) -> Finding {
        let channel = channel.and_then(|channel| self.model.channel(channel));
        match channel.and_then(|channel| Some((channel, channel.websites_span?))) {
            Some((channel, span)) => {
                let channel = channel.id.to_owned();
                finding.label(span, LabelKind::OnlyOnWebsites { channel })
            }
            None => finding,
        }
    }

    /// Adds a label at the declaration if the part is a segment.
    fn declared(&self, finding: Finding, part: &EncodedNode) -> Finding {
        let EncodedKind::Segment(id) = &part.kind else {
            return finding;
        };
        let Some(segment) = self.model.segment(*id) else {
            return finding;
        };
        let words = LabelKind::DeclaredHere {
            kind: DeclarationKind::Segment,
            name: segment.id.to_string(),
        };
        finding.label(segment.span, words)
    }

    fn redundant(&self, redundant: &IndexedRedundancy, parts: &[&EncodedNode]) -> Option<Finding> {
        let group = parts.get(redundant.group)?;
        let part = parts.get(redundant.part)?;
        let reported = match redundant.why {
            Redundancy::Holds => Satisfiability::Always,
            Redundancy::Fails => Satisfiability::Never,
        };
        if self.is_reported(part, reported) || self.is_repeated_value(group, redundant.position) {
            return None;
        }
        let because = chosen(parts, &redundant.because);
        let problem = Problem::RedundantCondition {
            part: self.words(part.span),
            why: redundant.why,
            because: self.words_of(&because),
            witness: redundant.witness.as_ref().map(witness),
        };
        let mut finding = Finding::new(problem, part.span);
        for reason in &because {
            finding = finding.label(reason.span, LabelKind::MakesIdle);
        }
        for reason in &because {
            finding = self.declared(finding, reason);
        }
        Some(finding.fix(self.drop(group, redundant.position)?))
    }

    /// Whether it repeats an earlier value of its list: another lint reports that.
    fn is_repeated_value(&self, group: &EncodedNode, position: usize) -> bool {
        let EncodedKind::List(_, values) = &group.kind else {
            return false;
        };
        let Some(this) = values.get(position) else {
            return false;
        };
        let plain = |part: &EncodedNode| self.model.text(part.span).trim_matches('"').to_owned();
        let value = plain(this);
        let mut earlier = values.iter().take(position);
        earlier.any(|other| other.formula == this.formula && plain(other) == value)
    }

    fn words(&self, span: Span) -> String {
        SourceExcerpt::new(self.model.text(span)).on_one_line()
    }

    fn words_of(&self, parts: &[&EncodedNode]) -> Vec<String> {
        parts.iter().map(|part| self.words(part.span)).collect()
    }

    /// The fix that removes a part, and the `and`, `or` or comma that joins it to the rest.
    fn drop(&self, group: &EncodedNode, position: usize) -> Option<Fix> {
        let (EncodedKind::Group(_, parts) | EncodedKind::List(_, parts)) = &group.kind else {
            return None;
        };
        let part = parts.get(position)?;
        let range = |part: &EncodedNode| part.span.range;
        let file = part.span.file;
        let gone = match position.checked_sub(1) {
            Some(before) => TextRange::new(range(parts.get(before)?).end(), range(part).end()),
            None => TextRange::new(range(part).start(), range(parts.get(1)?).start()),
        };
        let mut removed = vec![gone];
        if let ([one, other], EncodedKind::Group(..)) = (parts.as_slice(), &group.kind) {
            // Parentheses around a single part can go, unless that part needs them.
            let left = if position == 0 { other } else { one };
            let around = range(group);
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
        let holds_comment = removed.iter().any(|range| {
            SourceExcerpt::new(self.model.text(Span::new(file, *range))).has_comment()
        });
        let title = FixTitle::Remove {
            text: self.words(part.span),
        };
        Some(if holds_comment {
            Fix::suggestion(title, edits)
        } else {
            Fix::certain(title, edits)
        })
    }
}

/// The parts at these positions.
fn chosen<'p>(parts: &[&'p EncodedNode], positions: &[usize]) -> Vec<&'p EncodedNode> {
    let parts = positions.iter().map(|position| parts.get(*position));
    parts.flatten().copied().collect()
}

fn witness(visitor: &Visitor) -> Box<Witness> {
    Box::new(Witness::from(visitor))
}

fn range_of_file(model: &PartialModel<'_>, file: FileId) -> TextRange {
    let FileId(index) = file;
    let file = usize::try_from(index).ok();
    let file = file.and_then(|file| model.files.get(file));
    let length = file.and_then(|file| u32::try_from(file.text.len()).ok());
    TextRange::up_to(TextSize::new(length.unwrap_or(0)))
}

/// What must replace removed text: a space if two words would otherwise touch.
fn between(text: &str, range: TextRange) -> &'static str {
    let before = text.get(..usize::from(range.start()));
    let before = before.and_then(|text| text.chars().next_back());
    let after = text.get(usize::from(range.end())..);
    let after = after.and_then(|text| text.chars().next());
    match (before, after) {
        (Some(before), Some(after))
            if !before.is_whitespace()
                && !after.is_whitespace()
                && !matches!(before, '(' | '[')
                && !matches!(after, ')' | ']' | ',' | '}') =>
        {
            " "
        }
        _ => "",
    }
}
