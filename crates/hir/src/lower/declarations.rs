//! Account, brand, channel, bot, schedule and segment.

use proactive_catalog::{ConversationControl, ReferenceKind, WordSet};
use proactive_diagnostics::{LabelKind, Problem, SyntaxProblem, TimeProblem};
use proactive_syntax::condition::Expr;
use proactive_syntax::{Node, SyntaxKind};

use super::{Lower, Statements, is_string, label};
use crate::draft::{Account, Bot, Brand, Channel, Condition, Name, Schedule, Segment, Slot};
use crate::model::{Closing, Opening};

impl<'a> Lower<'a> {
    pub(super) fn account(&mut self, statements: &Statements<'a>) -> Account {
        let conversation_control = match statements.find(SyntaxKind::ConversationControl) {
            Some(node) => self.word(node, WordSet::ConversationControl),
            None => Slot::Absent,
        };
        if let Slot::Given(control) = &conversation_control
            && control.value == ConversationControl::Keep
        {
            self.lint(control.range, Problem::ConversationControlKept);
        }
        Account {
            conversation_control,
        }
    }

    fn external_id(&mut self, statements: &Statements<'a>) -> Slot<Name> {
        match statements.find(SyntaxKind::ExternalId) {
            Some(node) => self.text_argument(node),
            None => Slot::Absent,
        }
    }

    pub(super) fn optional_reference(
        &mut self,
        statements: &Statements<'a>,
        kind: SyntaxKind,
    ) -> Slot<Name> {
        match statements.find(kind) {
            Some(node) => self.reference(node),
            None => Slot::Absent,
        }
    }

    pub(super) fn brand(&mut self, statements: &Statements<'a>) -> Brand {
        Brand {
            external_id: self.external_id(statements),
        }
    }

    pub(super) fn channel(&mut self, statements: &Statements<'a>) -> Channel {
        Channel {
            brand: self.optional_reference(statements, SyntaxKind::BrandRef),
            channel_type: match statements.find(SyntaxKind::ChannelType) {
                Some(node) => self.word(node, WordSet::ChannelType),
                None => Slot::Absent,
            },
            business_hours: match statements.find(SyntaxKind::BusinessHours) {
                Some(node) => self.references(node, ReferenceKind::Schedule),
                None => Slot::Absent,
            },
            external_id: self.external_id(statements),
        }
    }

    pub(super) fn bot(&mut self, statements: &Statements<'a>) -> Bot {
        let channels = match statements.find(SyntaxKind::Channels) {
            None => Slot::Absent,
            Some(node) => match self.references(node, ReferenceKind::Channel) {
                Slot::Given(names) => {
                    let keyword = node.child(SyntaxKind::Keyword).unwrap_or(node).range();
                    Slot::Given((keyword, names))
                }
                Slot::Absent | Slot::Broken => Slot::Broken,
            },
        };
        let mut answers: Vec<(Name, Option<Box<str>>)> = Vec::new();
        let mut answers_broken = false;
        let mut seen: std::collections::BTreeMap<Box<str>, _> = std::collections::BTreeMap::new();
        for node in statements.all(SyntaxKind::Answer) {
            let name = self.declared_name(node, None);
            let title = node
                .children()
                .find(|child| is_string(child.kind()))
                .and_then(|child| self.string(child))
                .map(|title| title.value);
            let Some(name) = name else {
                answers_broken = true;
                continue;
            };
            if let Some(&first) = seen.get(&name.value) {
                let problem = Problem::DuplicateName {
                    kind: None,
                    name: name.value.to_string(),
                };
                self.error(name.range, problem)
                    .labels
                    .push(label(first, LabelKind::FirstDefinition));
            } else {
                seen.insert(name.value.clone(), name.range);
            }
            answers.push((name, title));
        }
        // A statement that is no statement may have been meant to be an answer.
        answers_broken |= self.draft.may_reference_unseen;
        Bot {
            channels,
            answers,
            answers_broken,
            status: match statements.find(SyntaxKind::Status) {
                Some(node) => self.word(node, WordSet::BotStatus),
                None => Slot::Absent,
            },
            external_id: self.external_id(statements),
        }
    }

    pub(super) fn schedule(&mut self, statements: &Statements<'a>) -> Schedule {
        let timezone = match statements.find(SyntaxKind::Timezone) {
            None => Slot::Absent,
            Some(node) => match self.text_argument(node) {
                Slot::Given(name) if self.zone(&name.value, name.range).is_some() => {
                    Slot::Given(name)
                }
                Slot::Given(_) | Slot::Broken | Slot::Absent => Slot::Broken,
            },
        };
        let open = statements
            .all(SyntaxKind::OpenHours)
            .flat_map(|node| self.open(node))
            .collect();
        let closed = statements
            .all(SyntaxKind::Closed)
            .filter_map(|node| self.closed(node))
            .collect();
        Schedule {
            timezone,
            open,
            closed,
            external_id: self.external_id(statements),
        }
    }

    /// An entry for each day and interval: the days as written, within a day its intervals.
    fn open(&mut self, node: Node<'a>) -> Vec<Opening> {
        let mut days = Vec::new();
        let mut intervals = Vec::new();
        // `09:00 - 18:00`: the stray behind has its finding.
        let stray = node.child(SyntaxKind::Stray).is_some();
        for child in node.children() {
            match child.kind() {
                SyntaxKind::Word => days.extend(self.days(child).unwrap_or_default()),
                SyntaxKind::Amount if stray && !self.text_of(child).contains('-') => {}
                SyntaxKind::Amount => intervals.extend(self.interval(child)),
                _ => {}
            }
        }
        days.into_iter()
            .flat_map(|day| {
                intervals
                    .iter()
                    .map(move |&(from, to)| Opening { day, from, to })
            })
            .collect()
    }

    fn closed(&mut self, node: Node<'a>) -> Option<Closing> {
        let name = node
            .children()
            .find(|child| is_string(child.kind()))
            .map(|child| self.string(child));
        let dates: Vec<Node<'a>> = node
            .children()
            .filter(|child| child.kind() == SyntaxKind::Amount)
            .collect();
        let (from, to) = match dates.as_slice() {
            [day] => {
                let date = self.date(*day)?;
                (date, date)
            }
            [first, last] => {
                let (from, to) = (self.date(*first), self.date(*last));
                let (from, to) = (from?, to?);
                if to < from {
                    let range = first.range().cover(last.range());
                    let found = format!("{} to {}", self.text_of(*first), self.text_of(*last));
                    self.invalid_time(range, &found, TimeProblem::ClosingOrder);
                    return None;
                }
                (from, to)
            }
            _ => return None,
        };
        Some(Closing {
            from,
            to,
            name: name.flatten().map(|name| name.value),
        })
    }

    pub(super) fn segment(&mut self, node: Node<'a>) -> Segment {
        let when = node
            .children()
            .filter(|child| child.kind() == SyntaxKind::Keyword)
            .last()
            .map_or(node.range(), Node::range);
        let Some(tokens) = node.child(SyntaxKind::Condition) else {
            return Segment {
                condition: Condition::broken(node.range()),
            };
        };
        // A missing `when` has its finding; an empty condition behind it is no second one.
        if node.child(SyntaxKind::MissingWhen).is_some() && tokens.children().next().is_none() {
            return Segment {
                condition: Condition::broken(node.range()),
            };
        }
        let condition = match self.shape(tokens, when) {
            Expr::Always(range) => {
                self.syntax(range, SyntaxProblem::AlwaysInSegment);
                Condition::broken(node.range())
            }
            expr => self.condition(&expr),
        };
        Segment { condition }
    }
}
