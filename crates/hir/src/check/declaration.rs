//! The check of one declaration.

use proactive_catalog::{DeclarationKind, ReferenceKind};
use proactive_diagnostics::{Finding, LabelKind, Problem, Span, TextRange};

use super::references::References;
use super::segment_sizes::SegmentSizes;
use super::websites::Where;
use crate::draft::{Body, Condition, ConditionKind, Expectation, Name, Slot, Step};
use crate::lower::long_text;
use crate::meaning::{Channels, Target};
use crate::names::{Entry, Names};
use crate::settings::Settings;

/// The findings of one declaration.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) errors: Vec<Finding>,
    pub(crate) lints: Vec<Finding>,
}

impl Outcome {
    pub(crate) fn is_empty(&self) -> bool {
        self.errors.is_empty() && self.lints.is_empty()
    }
}

/// The check of one declaration, and what it has found so far.
pub(super) struct Check<'c, 'w> {
    pub(super) names: &'c Names<'w>,
    pub(super) sizes: &'c SegmentSizes,
    pub(super) channels: &'c Channels,
    pub(super) settings: &'c Settings,
    pub(super) entry: &'c Entry<'w>,
    pub(super) outcome: Outcome,
    pub(super) references: References,
}

impl<'c, 'w> Check<'c, 'w> {
    pub(super) fn declaration(&mut self) {
        if self.entry.draft.may_reference_unseen {
            for kind in DeclarationKind::ALL {
                self.references.may_reference_unseen.insert(kind);
            }
        }
        let declaration = self.entry.declaration;
        match &declaration.body {
            Body::Account(_) | Body::Brand(_) | Body::Schedule(_) => {}
            Body::Channel(channel) => {
                self.resolve_slot(&channel.brand, ReferenceKind::Brand);
                if !channel.brand.is_present() {
                    self.references
                        .may_reference_unseen
                        .insert(DeclarationKind::Brand);
                }
                if let Slot::Given(schedules) = &channel.business_hours {
                    for name in schedules {
                        self.resolve(name, ReferenceKind::Schedule);
                    }
                }
            }
            Body::Bot(bot) => {
                if let Slot::Given((_, channels)) = &bot.channels {
                    for name in channels {
                        self.resolve(name, ReferenceKind::Channel);
                    }
                }
            }
            Body::Segment(segment) => {
                self.condition(&segment.condition);
                let channels = self.channels;
                let place = Where::any_of(channels.websites());
                self.values_off_websites(&segment.condition, place);
            }
            Body::Message(message) => self.message(message),
            Body::Test(test) => {
                let channel = self.resolve_slot(&test.channel, ReferenceKind::Channel);
                match (channel, &test.channel) {
                    (Some(channel), _) => self.off_websites_of(channel, |check, place| {
                        check.visits_off_websites(test, place);
                    }),
                    (None, Slot::Absent) => {
                        let channels = self.channels;
                        self.visits_off_websites(test, Where::any_of(channels.websites()));
                    }
                    (None, Slot::Given(_) | Slot::Broken) => {}
                }
                let mut expects = false;
                for step in &test.steps {
                    expects |= matches!(step.value, Step::Expect(_) | Step::Broken);
                    if let Step::Expect(
                        Expectation::Message(name, _) | Expectation::NoMessage(name),
                    ) = &step.value
                    {
                        self.resolve(name, ReferenceKind::Message);
                    }
                }
                if !expects {
                    let title = declaration.title.as_ref();
                    let name = title.map_or_else(String::new, |title| title.value.to_string());
                    self.lint(declaration.place(), Problem::TestWithoutExpect { name });
                }
            }
        }
    }

    /// Resolves a name, and reports it if no declaration has it.
    pub(super) fn resolve(&mut self, name: &Name, kind: ReferenceKind) -> Option<&'c Entry<'w>> {
        let declared = kind.declaration()?;
        if let Some(position) = self.names.find(declared, &name.value) {
            self.references.uses.push((declared, position));
            return self.names.entries.get(position);
        }
        self.references
            .may_reference_unseen
            .insert_with_reach(declared);
        if !self.names.may_be_declared(&name.value) {
            self.unresolved(name, kind, None);
        }
        None
    }

    /// Reports a name as unresolved. Suggestions follow once all unresolved names are known.
    pub(super) fn unresolved(&mut self, name: &Name, kind: ReferenceKind, of_bot: Option<String>) {
        let problem = Problem::UnresolvedName {
            kind,
            name: name.value.to_string(),
            of_bot,
            suggestion: None,
        };
        self.error(name.range, problem);
    }

    pub(super) fn resolve_slot(
        &mut self,
        slot: &Slot<Name>,
        kind: ReferenceKind,
    ) -> Option<&'c Entry<'w>> {
        match slot {
            Slot::Given(name) => self.resolve(name, kind),
            Slot::Absent => None,
            Slot::Broken => {
                if let Some(declared) = kind.declaration() {
                    self.references
                        .may_reference_unseen
                        .insert_with_reach(declared);
                }
                None
            }
        }
    }

    pub(super) fn target(&mut self, slot: &Slot<Name>, kind: ReferenceKind) -> Target<'c, 'w> {
        match (slot, self.resolve_slot(slot, kind)) {
            (Slot::Absent, _) => Target::Absent,
            (_, Some(entry)) => Target::Known(entry),
            (_, None) => Target::Unknown,
        }
    }

    /// Resolves the segments of a condition.
    pub(super) fn condition(&mut self, condition: &Condition) {
        match &condition.kind {
            ConditionKind::And(parts) | ConditionKind::Or(parts) => {
                for part in parts {
                    self.condition(part);
                }
            }
            ConditionKind::Not(inner) => self.condition(inner),
            ConditionKind::Comparison(_) => {}
            ConditionKind::Segment(name) => {
                self.resolve(name, ReferenceKind::Segment);
            }
            ConditionKind::Broken => self
                .references
                .may_reference_unseen
                .insert(DeclarationKind::Segment),
        }
    }

    pub(super) fn error(&mut self, range: TextRange, problem: Problem) -> &mut Finding {
        push(
            &mut self.outcome.errors,
            Finding::new(problem, self.entry.span(range)),
        )
    }

    pub(super) fn lint(&mut self, range: TextRange, problem: Problem) -> &mut Finding {
        push(
            &mut self.outcome.lints,
            Finding::new(problem, self.entry.span(range)),
        )
    }

    pub(super) fn long_text(&mut self, text: &Name) {
        let (limit, set_at) = self.settings.max_text;
        if let Some((range, problem)) = long_text(text, limit) {
            let labels = set_at.map(|span| label(span, LabelKind::SetHere));
            self.lint(range, problem).labels.extend(labels);
        }
    }
}

fn push(list: &mut Vec<Finding>, finding: Finding) -> &mut Finding {
    let index = list.len();
    list.push(finding);
    #[allow(clippy::indexing_slicing, reason = "the element was just pushed")]
    &mut list[index]
}

pub(super) fn label(span: Span, kind: LabelKind) -> proactive_diagnostics::Label {
    proactive_diagnostics::Label { span, kind }
}
