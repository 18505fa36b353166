//! What the author meant: a statement with an error is rewritten in the ways that people usually
//! mean, and a way that is right becomes the one finding there, with its fix.
//!
//! Recognizing a mistake and judging it are separate. The modules below propose texts, freely: other
//! languages' words, another order, quotes, a missing sign. A proposal counts only if the item with
//! it, parsed and checked like any other ([`trial`]), has fewer errors and none that was not there. So
//! a fix never leads to another error, and what one mistake breaks in several places is reported once:
//! the findings that the repair removes are the mistake.
//!
//! Only items with errors come here.

mod advice;
mod candidate;
mod condition;
mod context;
mod example;
mod header;
mod item;
mod merge;
mod proposals;
mod quotes;
mod read;
mod region;
mod statement;
mod token;
mod trial;
mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

use proactive_catalog::DeclarationKind;
use proactive_diagnostics::{
    Advice, Applicability, Edit, FileId, Finding, Fix, FixTitle, Problem, Span, SyntaxProblem,
    TextRange, TextSize,
};

use self::candidate::Candidate;
use self::context::Context;
use self::region::{Region, regions, text_range};
use self::trial::{Changes, Trial, localized};
use crate::check::{CheckContext, CheckResult, RepairedItem, one_a_place};
use crate::item::{LoweredFile, SourceFile};
use crate::settings::Settings;

/// The longest item that is repaired, in bytes.
const MAX_LENGTH: usize = 32 * 1024;

/// How much text is tried for an item, in bytes. A message of 500 bytes can be tried 150 times.
const ITEM_BUDGET: usize = 75_000;

/// How much text is tried for a workspace, in bytes. It takes some tenths of a second: a file of another
/// kind with the right extension must not take minutes.
const WORKSPACE_BUDGET: usize = 2_000_000;

/// What reading an error in all ways costs, compared with the bytes that are tried.
const READING: usize = 2_000;

/// The most mistakes that are repaired in an item.
const MAX_REPAIRS: usize = 12;

/// Repairs the items with errors: adds to `result` the errors that are left to report.
pub(crate) fn run(
    sources: &[SourceFile],
    files: &[Arc<LoweredFile>],
    settings: &Settings,
    result: &mut CheckResult<'_>,
) {
    let check = CheckContext {
        names: &result.names,
        sizes: &result.sizes,
        channels: &result.channels,
        settings,
    };
    let checked = result.names.entries.iter().zip(&result.outcomes);
    let wrong_files: BTreeSet<FileId> = checked
        .filter(|(_, outcome)| !outcome.errors.is_empty())
        .map(|(entry, _)| entry.file)
        .collect();
    let mut repaired = Vec::new();
    let mut budget = WORKSPACE_BUDGET;
    for (index, (source, lowered)) in sources.iter().zip(files).enumerate() {
        let file = FileId(u32::try_from(index).unwrap_or(u32::MAX));
        // Most files are right, and this runs after every edit.
        let mut items = lowered.items.iter();
        if items.all(|item| item.draft.errors.is_empty()) && !wrong_files.contains(&file) {
            continue;
        }
        for item in &lowered.items {
            let position = result.names.at(file, item.start);
            let outcome = position.and_then(|position| result.outcomes.get(position));
            let found = outcome.map_or(&[][..], |outcome| &outcome.errors);
            if item.draft.errors.is_empty() && found.is_empty() {
                continue;
            }
            let slice = lowered.slice(&source.text, item);
            let own = item.draft.errors.iter().cloned();
            let found = found
                .iter()
                .cloned()
                .map(|it| localized(it, file, item.start));
            let errors = one_a_place(own.chain(found).collect());
            let entry = position.and_then(|position| result.names.entries.get(position));
            let context = Context {
                names: &result.names,
                check: &check,
                position,
                rank: entry.map_or(0, |entry| entry.rank),
            };
            if let Some((errors, declares)) = repair(&context, slice, &errors, &mut budget) {
                let errors = errors.into_iter().map(|it| it.rebased(file, item.start));
                let declared = item.draft.declaration.as_ref();
                let had = declared
                    .and_then(|it| it.name.as_ref())
                    .map(|name| &*name.value);
                let is_new = |(_, name): &Declared| had != Some(name.as_str());
                repaired.push(RepairedItem {
                    file,
                    start: item.start,
                    errors: errors.collect(),
                    declares: declares.into_iter().filter(is_new).collect(),
                });
            }
        }
    }
    // Names that are declared once their declarations are repaired.
    let declares: Vec<_> = repaired.iter().flat_map(|it| it.declares.clone()).collect();
    let is_declared = |finding: &Finding| {
        let Problem::UnresolvedName { kind, name, .. } = &finding.problem else {
            return false;
        };
        declares
            .iter()
            .any(|(declared, it)| kind.declaration() == Some(*declared) && it == name)
    };
    for item in &mut repaired {
        item.errors.retain(|finding| !is_declared(finding));
    }
    for outcome in &mut result.outcomes {
        outcome.errors.retain(|finding| !is_declared(finding));
    }
    result.repaired = repaired;
}

/// The kind and the name of a declaration.
type Declared = (DeclarationKind, String);

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
fn repair(
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
        // Of several problems that one mistake makes, that of the shape comes first.
        let is_of_shape = |finding: &&&Finding| {
            matches!(
                finding.problem,
                Problem::Syntax(_)
                    | Problem::UnclosedDelimiter { .. }
                    | Problem::UnterminatedString { .. }
            )
        };
        let gone: Vec<&Finding> = self
            .current
            .errors
            .iter()
            .filter(removed)
            .filter(within)
            .collect();
        let first = gone.iter().find(is_of_shape).or(gone.first());
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

    /// The fixes of an error that stays, without those that are certain and make nothing better. One
    /// that leaves a finding where it writes, or that cannot be tried any more, is for the author to
    /// choose.
    fn held(&mut self, error: &Finding, fixes: Vec<Fix>) -> Vec<Fix> {
        let tried = proposals::own_fixes(error);
        let mut held = Vec::with_capacity(fixes.len());
        for (mut fix, candidate) in fixes.into_iter().zip(tried) {
            if !fix.is_machine_applicable() {
                held.push(fix);
                continue;
            }
            let text = candidate.applied_to(&self.current.text);
            let text = text.filter(|text| self.spend(text.len()));
            let is_clean = match text.map(|text| Trial::new(self.context, text)) {
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
        | Problem::LongText { .. }
        | Problem::LongDuration { .. }
        | Problem::ConfusableText(_)
        | Problem::TestWithoutExpect { .. }
        | Problem::UnusedAllow(_) => false,
    }
}
