//! The repairs of one item: mistake by mistake, the best proposal is taken over, until none is left
//! that can be repaired.

use std::collections::BTreeSet;

use proactive_catalog::DeclarationKind;
use proactive_diagnostics::{
    Advice, Applicability, Edit, FileId, Finding, Fix, FixTitle, Problem, Span, SyntaxProblem,
    TextRange, TextSize,
};

use super::candidate::Candidate;
use super::context::Context;
use super::region::{Region, regions, text_range};
use super::trial::{self, Changes, Trial};
use super::{advice, proposals};

/// The longest item that is repaired, in bytes.
const MAX_LENGTH: usize = 32 * 1024;

/// How much text is tried for an item, in bytes. A message of 500 bytes can be tried 150 times.
const ITEM_BUDGET: usize = 75_000;

/// What reading an error in all ways costs, compared with the bytes that are tried.
const READING: usize = 2_000;

/// What each byte that is read adds to it: every word is looked up as a value of many statements.
const READING_A_BYTE: usize = 16;

/// The most mistakes that are repaired in an item.
const MAX_REPAIRS: usize = 12;

/// The kind and the name of a declaration.
pub(super) type Declared = (DeclarationKind, String);

/// A repair of a mistake.
#[derive(Debug)]
struct Repair {
    /// The first error that it removes.
    finding: Finding,
    fix: Fix,
    advice: Option<Advice>,
}

/// Replaces the errors of an item by one for each mistake that can be repaired, and those that stay.
/// `errors` have local spans. Also returns what the item declares then. `None` if nothing can be
/// repaired.
pub(super) fn repair(
    context: &Context<'_, '_>,
    slice: &str,
    errors: &[Finding],
    budget: &mut usize,
) -> Option<(Vec<Finding>, Vec<Declared>)> {
    if slice.len() > MAX_LENGTH || slice.len() > *budget {
        return None;
    }
    let available = ITEM_BUDGET.min(*budget);
    let mut session = Session {
        context,
        original: errors,
        current: Trial::new(context, slice.to_owned())?,
        applied: Vec::new(),
        budget: available,
        tried: BTreeSet::new(),
        hopeless: Vec::new(),
        repairs: Vec::new(),
    };
    while session.repairs.len() < MAX_REPAIRS && session.step() {}
    *budget -= available - session.budget;
    let declares = session.current.declares.clone();
    Some((session.finish()?, declares))
}

struct Session<'s, 'c, 'w> {
    context: &'s Context<'c, 'w>,
    /// The errors as they are reported without repairs.
    original: &'s [Finding],
    current: Trial,
    /// The edits so far, in offsets of the original text, in order.
    applied: Vec<(TextRange, String)>,
    /// The bytes of text that can still be tried.
    budget: usize,
    /// The texts that were no better.
    tried: BTreeSet<String>,
    /// The places of errors that nothing repairs, in the original text.
    hopeless: Vec<TextRange>,
    repairs: Vec<Repair>,
}

impl Session<'_, '_, '_> {
    /// Repairs one mistake. Returns whether there was one that could be.
    fn step(&mut self) -> bool {
        for error in self.current.errors.clone() {
            let Some(place) = self.in_original(error.span.range) else {
                continue;
            };
            if self.hopeless.contains(&place) {
                continue;
            }
            if let Some((candidate, trial, region)) = self.best(&error)
                && self.apply(&error, &candidate, trial, region.as_ref())
            {
                return true;
            }
            self.hopeless.push(place);
        }
        false
    }

    /// The best of the texts that repair an error: the one with the fewest errors left, and the first
    /// of those.
    fn best(&mut self, error: &Finding) -> Option<(Candidate, Trial, Option<Region>)> {
        let mut best: Option<(Candidate, Trial, Option<Region>)> = None;
        if !is_repairable(&error.problem) || !self.spend(READING) {
            return None;
        }
        let mut proposals: Vec<(Candidate, Option<Region>)> = Vec::new();
        let (start, slice, local) = self.current.item_of(error);
        let parsed = proactive_syntax::parse_slice(slice);
        for region in regions(slice, &parsed, local.span.range) {
            let cost = region.range.len() * READING_A_BYTE;
            let Some(left) = self.budget.checked_sub(cost) else {
                continue;
            };
            self.budget = left;
            let candidates = proposals::in_region(self.context.names, slice, &region, &local);
            let region = region.shifted(start);
            let candidates = candidates.into_iter().map(|it| it.shifted(start));
            proposals.extend(candidates.map(|it| (it, Some(region.clone()))));
        }
        for candidate in proposals::of_item(self.context.names, slice, &parsed, &local) {
            proposals.push((candidate.shifted(start), None));
        }
        proposals.extend(proposals::own_fixes(error).into_iter().map(|it| (it, None)));
        for (candidate, region) in proposals {
            let Some(text) = candidate.applied_to(&self.current.text) else {
                continue;
            };
            if let Some((best, trial, _)) = &mut best
                && trial.text == text
            {
                // The finding's own fix has the better title.
                if candidate.fix.is_some() {
                    *best = candidate;
                }
                continue;
            }
            let is_done = best
                .as_ref()
                .is_some_and(|(_, trial, _)| trial.errors.is_empty());
            if is_done || !self.tried.insert(text.clone()) {
                continue;
            }
            // Most texts are wrong in themselves, and that is cheaper to see.
            if let Some(region) = region.as_ref().filter(|_| candidate.fix.is_none()) {
                let statement = candidate.region_after(&text, region, self.current.text.len());
                let is_possible = self.spend(statement.len());
                if !is_possible || !trial::is_right_alone(region.place, statement) {
                    continue;
                }
            }
            if !self.spend(text.len()) {
                break;
            }
            let Some(trial) = Trial::new(self.context, text) else {
                continue;
            };
            if !trial.improves(&self.current, &candidate.changes()) {
                continue;
            }
            let is_better = best
                .as_ref()
                .is_none_or(|(_, other, _)| trial.errors.len() < other.errors.len());
            if is_better {
                best = Some((candidate, trial, region));
            }
        }
        best
    }

    /// Takes bytes from what can still be tried. Returns whether there were enough.
    fn spend(&mut self, bytes: usize) -> bool {
        let left = self.budget.checked_sub(bytes);
        self.budget = left.unwrap_or(self.budget);
        left.is_some()
    }

    /// Takes a repair over. Returns whether it could be expressed as edits of the original text.
    fn apply(
        &mut self,
        error: &Finding,
        candidate: &Candidate,
        trial: Trial,
        region: Option<&Region>,
    ) -> bool {
        let mut edits = Vec::new();
        for (range, replacement) in &candidate.edits {
            let Some(range) = self.in_original(text_range(range)) else {
                return false;
            };
            edits.push((range, replacement.clone()));
        }
        let removed = |finding: &&Finding| {
            let stays = trial.errors.iter().any(|it| {
                candidate.changes().before(it.span.range) == Some(finding.span.range)
                    && it.problem == finding.problem
            });
            !stays && !matches!(finding.problem, Problem::MissingStatement { .. })
        };
        // The first error in the statement that is rewritten.
        let within = |finding: &&Finding| {
            region.is_none_or(|region| {
                text_range(&region.range)
                    .intersect(finding.span.range)
                    .is_some()
            })
        };
        // Of several problems that one mistake makes, that of the form comes first.
        let is_of_form = |finding: &&&Finding| trial::is_of_form(&finding.problem);
        let gone: Vec<&Finding> = self
            .current
            .errors
            .iter()
            .filter(removed)
            .filter(within)
            .collect();
        let first = gone.iter().find(is_of_form).or(gone.first());
        let first = first.copied().unwrap_or(error).clone();
        let Some(place) = self.in_original(first.span.range) else {
            return false;
        };
        let is_clean = candidate.is_clean_in(&trial);
        let original = self
            .original
            .iter()
            .find(|it| it.span.range == place && it.problem == first.problem);
        let mut finding = original.unwrap_or(&first).clone();
        finding.span = Span::local(place);
        let written = candidate.written(&self.current.text, region);
        let title = match written.is_empty() {
            false => FixTitle::Write {
                text: written.clone(),
            },
            true => FixTitle::Remove {
                text: candidate.removed(&self.current.text).to_owned(),
            },
        };
        let fix_edits: Vec<Edit> = edits
            .iter()
            .map(|(range, replacement)| Edit {
                span: Span::local(*range),
                replacement: replacement.clone(),
            })
            .collect();
        let is_moved = matches!(finding.problem, Problem::MisplacedStep { .. });
        let title = match (is_moved, title) {
            (true, FixTitle::Write { text }) => FixTitle::MoveUp { text },
            (_, title) => title,
        };
        let is_own = candidate.fix.is_some();
        let title = candidate
            .fix
            .as_ref()
            .map_or(title, |fix| fix.title.clone());
        let fix = match candidate.certain && is_clean {
            true => Fix::certain(title, fix_edits),
            false => Fix::suggestion(title, fix_edits),
        };
        // What only goes needs no advice but its title, and a missing end is told better by its problem.
        let lacks_end = matches!(
            finding.problem,
            Problem::UnclosedDelimiter { .. } | Problem::UnterminatedString { .. }
        );
        let advice = (!is_own && !lacks_end && !is_moved && !written.is_empty())
            .then_some(Advice::Write { text: written });
        self.repairs.push(Repair {
            finding,
            fix,
            advice,
        });
        self.applied.extend(edits);
        self.applied.sort_by_key(|(range, _)| range.start());
        self.current = trial;
        true
    }

    /// A range of the current text in the original one. `None` if it was changed.
    fn in_original(&self, range: TextRange) -> Option<TextRange> {
        let size = |text: &String| TextSize::new(u32::try_from(text.len()).unwrap_or(u32::MAX));
        let applied = self
            .applied
            .iter()
            .map(|(range, text)| (*range, size(text)));
        Changes::new(applied.collect()).before(range)
    }

    fn finish(mut self) -> Option<Vec<Finding>> {
        let mut findings: Vec<Finding> = Vec::new();
        let mut is_changed = !self.repairs.is_empty();
        // The end of the line on which something is explained: the rest of it is the same mistake.
        let mut explained = TextSize::new(0);
        let mut last: Option<TextRange> = None;
        for error in &self.current.errors.clone() {
            let is_rest = matches!(error.problem, Problem::Syntax(SyntaxProblem::Stray { .. }))
                && last.is_some_and(|last| {
                    let between =
                        TextRange::new(last.end(), error.span.range.start().max(last.end()));
                    let between = self
                        .current
                        .text
                        .get(std::ops::Range::<usize>::from(between));
                    between.is_some_and(|it| it.trim_matches([' ', '\t', ',']).is_empty())
                });
            if error.span.range.start() < explained || is_rest {
                if is_rest {
                    is_changed = true;
                    last = Some(error.span.range);
                }
                continue;
            }
            let place = self.in_original(error.span.range)?;
            let error = &self.with_suggestion(error, place);
            let (_, slice, local) = self.current.item_of(error);
            let parsed = proactive_syntax::parse_slice(slice);
            let advice = advice::of(self.context, slice, &parsed, &local);
            // Advice says what to write in place of the rest as well, but for a name: only what to
            // write in place of that.
            let is_name = matches!(error.problem, Problem::UnresolvedName { .. });
            last = (advice.is_some() && !is_name).then_some(error.span.range);
            is_changed |= advice.is_some();
            // What does not exist takes the rest of its line along.
            if matches!(advice, Some(Advice::Wish(_))) {
                explained = end_of_line(&self.current.text, error.span.range.end());
            }
            let original = self
                .original
                .iter()
                .find(|it| it.span.range == place && it.problem == error.problem);
            let mut finding = original.unwrap_or(error).clone();
            if original.is_none() {
                finding.span = Span::local(place);
                finding
                    .labels
                    .retain(|label| label.span.file != FileId::LOCAL);
                finding.fixes.clear();
            }
            let before = finding.fixes.clone();
            finding.fixes = self.held(error, finding.fixes);
            is_changed |= finding.fixes != before;
            if advice.is_some() {
                finding.advice = advice;
            }
            findings.push(finding);
        }
        for Repair {
            mut finding,
            fix,
            advice,
        } in self.repairs
        {
            finding.fixes = vec![fix];
            finding.advice = advice;
            findings.push(finding);
        }
        findings.sort_by_key(|finding| finding.span);
        is_changed.then_some(findings)
    }

    /// The error of the current text with the suggestion of the original one at `place`: names are
    /// only compared for whole workspaces, not on trial.
    fn with_suggestion(&self, error: &Finding, place: TextRange) -> Finding {
        let mut error = error.clone();
        if let Problem::UnresolvedName {
            name, suggestion, ..
        } = &mut error.problem
        {
            let original = self.original.iter().find_map(|it| match &it.problem {
                Problem::UnresolvedName {
                    name: same,
                    suggestion,
                    ..
                } if it.span.range == place && same == name => suggestion.clone(),
                _ => None,
            });
            if let Some(meant) = original.filter(|_| suggestion.is_none()) {
                let fix = crate::suggest::fix(error.span, name, &meant);
                *suggestion = Some(meant);
                error.fixes.push(fix);
            }
        }
        error
    }

    /// The fixes of an error that stays, without those that are certain and make nothing better, and
    /// those that bring another error of form. One that is certain but leaves a finding where it
    /// writes, or cannot be tried any more, is for the author to choose.
    fn held(&mut self, error: &Finding, fixes: Vec<Fix>) -> Vec<Fix> {
        let tried = proposals::own_fixes(error);
        let mut held = Vec::with_capacity(fixes.len());
        for (mut fix, candidate) in fixes.into_iter().zip(tried) {
            let text = candidate.applied_to(&self.current.text);
            let text = text.filter(|text| self.spend(text.len()));
            let trial = text.map(|text| Trial::new(self.context, text));
            if let Some(Some(trial)) = &trial
                && candidate.breaks(trial, &self.current)
            {
                continue;
            }
            if !fix.is_machine_applicable() {
                held.push(fix);
                continue;
            }
            let is_clean = match trial {
                None => false,
                Some(Some(trial)) if trial.improves(&self.current, &candidate.changes()) => {
                    candidate.is_clean_in(&trial)
                }
                // A name that is found can bring to light what it was not checked with.
                Some(_) if matches!(error.problem, Problem::UnresolvedName { .. }) => false,
                Some(_) => continue,
            };
            if !is_clean {
                fix.applicability = Applicability::MaybeIncorrect;
            }
            held.push(fix);
        }
        held
    }
}

/// Where the line of an offset ends.
fn end_of_line(text: &str, offset: TextSize) -> TextSize {
    let rest = text.get(usize::from(offset)..).unwrap_or("");
    let length = rest.find('\n').unwrap_or(rest.len());
    offset + TextSize::new(u32::try_from(length).unwrap_or(0))
}

/// Whether a problem is one of the text. A rule that two right statements break is no slip of the pen.
fn is_repairable(problem: &Problem) -> bool {
    match problem {
        Problem::Syntax(_)
        | Problem::UnclosedDelimiter { .. }
        | Problem::UnterminatedString { .. }
        | Problem::UnknownDeclaration { .. }
        | Problem::UnknownStatement { .. }
        | Problem::DuplicateStatement { .. }
        | Problem::MissingStatement { .. }
        | Problem::MisplacedStep { .. }
        | Problem::UnresolvedName { .. }
        | Problem::UnknownField { .. }
        | Problem::OperatorMismatch { .. }
        | Problem::ValueTypeMismatch { .. }
        | Problem::UnknownValue { .. }
        | Problem::InvalidDuration { .. }
        | Problem::InvalidTime { .. }
        | Problem::InvalidTag { .. }
        | Problem::InvalidUrl { .. } => true,
        Problem::NestingTooDeep { .. }
        | Problem::ConditionTooLarge { .. }
        | Problem::ReservedName { .. }
        | Problem::DuplicateName { .. }
        | Problem::SegmentCycle { .. }
        | Problem::EmptyValue { .. }
        | Problem::InvalidEscape { .. }
        | Problem::InvalidTimezone { .. }
        | Problem::DurationOnPageLoad
        | Problem::ChannelBrandMismatch { .. }
        | Problem::BotNotOnChannel { .. }
        | Problem::NoBusinessHours { .. }
        | Problem::AmbiguousBusinessHours { .. }
        | Problem::File(_)
        | Problem::Manifest(_)
        | Problem::TestFailed { .. }
        | Problem::NeverMatches { .. }
        | Problem::AlwaysMatches { .. }
        | Problem::RedundantCondition { .. }
        | Problem::ShadowedMessage { .. }
        | Problem::DuplicateMessage { .. }
        | Problem::NegativesJoinedByOr { .. }
        | Problem::PatternInValue { .. }
        | Problem::ImpossibleValue { .. }
        | Problem::HoursNeverOpen { .. }
        | Problem::HoursAlwaysOpen { .. }
        | Problem::HoursWithoutEffect(_)
        | Problem::ClosesBeforeMidnight { .. }
        | Problem::LegacyTimezone { .. }
        | Problem::UnknownSubtag { .. }
        | Problem::MixedAndOr
        | Problem::EveryTimeFrequency
        | Problem::UrlIsNotAbsolute { .. }
        | Problem::UrlNeedsEncoding { .. }
        | Problem::UrlHostCase { .. }
        | Problem::UrlOffWebsite { .. }
        | Problem::WildcardInValue { .. }
        | Problem::DuplicateValue { .. }
        | Problem::UnusedDeclaration { .. }
        | Problem::ConversationControlKept
        | Problem::TooManyMessages { .. }
        | Problem::UnmatchedPath { .. }
        | Problem::UnsupportedByTarget { .. }
        | Problem::LongText { .. }
        | Problem::PlaceholderText { .. }
        | Problem::LongDuration { .. }
        | Problem::ConfusableText(_)
        | Problem::TestWithoutExpect { .. }
        | Problem::UnusedAllow(_) => false,
    }
}
