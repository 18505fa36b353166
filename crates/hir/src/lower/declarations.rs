//! Lowers accounts, brands, channels, bots, schedules and segments.

use std::collections::BTreeMap;

use proactive_catalog::{
    AccountStatement, BotStatement, BrandStatement, ChannelStatement, ConversationControl,
    ReferenceKind, Role, ScheduleStatement, TextRole,
};
use proactive_diagnostics::{LabelKind, Problem, SyntaxProblem, TextRange, TimeProblem};
use proactive_syntax::ast::Statement;
use proactive_syntax::condition::Expr;
use proactive_syntax::{Node, SyntaxKind};

use super::hours::{Days, Interval, Open};
use super::{Lower, label};
use crate::draft::{Account, Bot, Brand, Channel, Condition, Name, Schedule, Segment, Slot};
use crate::model::Closing;

impl<'a> Lower<'a> {
    pub(super) fn account(
        &mut self,
        node: Node<'a>,
        place: TextRange,
        lost: &[&'a str],
    ) -> Account {
        let mut account = Account {
            conversation_control: Slot::Absent,
        };
        for (kind, statement) in self.block(node, place, lost) {
            match kind {
                AccountStatement::ConversationControl => {
                    account.conversation_control = self.word(statement);
                }
            }
        }
        if let Slot::Given(control) = &account.conversation_control
            && control.value == ConversationControl::Keep
        {
            self.lint(control.range, Problem::ConversationControlKept);
        }
        account
    }

    pub(super) fn brand(&mut self, node: Node<'a>, place: TextRange, lost: &[&'a str]) -> Brand {
        let mut brand = Brand {
            external_id: Slot::Absent,
        };
        for (kind, statement) in self.block(node, place, lost) {
            match kind {
                BrandStatement::ExternalId => brand.external_id = self.text_argument(statement),
            }
        }
        brand
    }

    pub(super) fn channel(
        &mut self,
        node: Node<'a>,
        place: TextRange,
        lost: &[&'a str],
    ) -> Channel {
        let mut channel = Channel {
            brand: Slot::Absent,
            channel_type: Slot::Absent,
            websites: Slot::Absent,
            business_hours: Slot::Absent,
            external_id: Slot::Absent,
        };
        for (kind, statement) in self.block(node, place, lost) {
            match kind {
                ChannelStatement::Brand => channel.brand = self.reference(statement),
                ChannelStatement::Type => channel.channel_type = self.word(statement),
                ChannelStatement::Website => channel.websites = self.websites(statement),
                ChannelStatement::BusinessHours => {
                    channel.business_hours = self.references(statement);
                }
                ChannelStatement::ExternalId => {
                    channel.external_id = self.text_argument(statement);
                }
            }
        }
        channel
    }

    pub(super) fn bot(&mut self, node: Node<'a>, place: TextRange, lost: &[&'a str]) -> Bot {
        let mut bot = Bot {
            channels: Slot::Absent,
            answers: Vec::new(),
            answers_broken: false,
            status: Slot::Absent,
            external_id: Slot::Absent,
        };
        let mut seen: BTreeMap<Box<str>, TextRange> = BTreeMap::new();
        for (kind, statement) in self.block(node, place, lost) {
            match kind {
                BotStatement::Channels => {
                    bot.channels = match self.references(statement) {
                        Slot::Given(names) => Slot::Given((statement.keyword().range(), names)),
                        Slot::Absent | Slot::Broken => Slot::Broken,
                    };
                }
                BotStatement::Answer => match self.answer(statement, &mut seen) {
                    Some(answer) => bot.answers.push(answer),
                    None => bot.answers_broken = true,
                },
                BotStatement::Status => bot.status = self.word(statement),
                BotStatement::ExternalId => bot.external_id = self.text_argument(statement),
            }
        }
        // An unknown statement can be a mistyped answer.
        bot.answers_broken |= self.draft.may_reference_unseen;
        bot
    }

    /// The ID and the title of an answer; `seen` holds the IDs above it.
    fn answer(
        &mut self,
        statement: Statement<'a>,
        seen: &mut BTreeMap<Box<str>, TextRange>,
    ) -> Option<(Name, Option<Box<str>>)> {
        let id = statement.value(Role::DeclaredId(ReferenceKind::Answer));
        let name = id.map(|id| self.declared_name(id, None));
        let title = statement
            .value(Role::Text(TextRole::DisplayName))
            .and_then(|title| self.string(title))
            .map(|title| title.value);
        let name = name?;
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
        Some((name, title))
    }

    pub(super) fn schedule(
        &mut self,
        node: Node<'a>,
        place: TextRange,
        lost: &[&'a str],
    ) -> Schedule {
        let mut schedule = Schedule {
            timezone: Slot::Absent,
            open: Vec::new(),
            open_at: Vec::new(),
            closed: Vec::new(),
            closed_at: Vec::new(),
            external_id: Slot::Absent,
        };
        let (mut opens, mut closed) = (Vec::new(), Vec::new());
        for (kind, statement) in self.block(node, place, lost) {
            match kind {
                ScheduleStatement::Timezone => {
                    schedule.timezone = match self.text_argument(statement) {
                        Slot::Given(name) if self.zone(&name.value, name.range).is_some() => {
                            Slot::Given(name)
                        }
                        Slot::Given(_) | Slot::Broken | Slot::Absent => Slot::Broken,
                    };
                }
                ScheduleStatement::Open => opens.push(self.open(statement)),
                ScheduleStatement::Closed => {
                    let closing = self.closed(statement);
                    closed.extend(closing.map(|closing| (range_of(statement), closing)));
                }
                ScheduleStatement::ExternalId => {
                    schedule.external_id = self.text_argument(statement);
                }
            }
        }
        self.idle_hours(&opens, &closed);
        schedule.open = opens.iter().flat_map(Open::openings).collect();
        schedule.open_at = opens.iter().map(|open| open.range).collect();
        schedule.closed_at = closed.iter().map(|(range, _)| *range).collect();
        schedule.closed = closed.into_iter().map(|(_, closing)| closing).collect();
        schedule
    }

    fn open(&mut self, statement: Statement<'a>) -> Open {
        let mut open = Open {
            range: range_of(statement),
            ..Open::default()
        };
        // `09:00 - 18:00`: the stray part has its finding.
        let stray = statement.node.child(SyntaxKind::Stray).is_some();
        for (value, at) in statement.values() {
            if at.argument.role == Role::Days {
                let range = value.range();
                let days = self.days(value);
                open.days.extend(days.map(|days| Days { range, days }));
            } else if !stray || self.text_of(value).contains('-') {
                let range = value.range();
                let interval = self.interval(value);
                let interval = interval.map(|(from, to)| Interval { range, from, to });
                open.intervals.extend(interval);
            }
        }
        open
    }

    fn closed(&mut self, statement: Statement<'a>) -> Option<Closing> {
        let name = statement
            .value(Role::Text(TextRole::DisplayName))
            .map(|name| self.string(name));
        let dates: Vec<Node<'a>> = statement.values_of(Role::Date).collect();
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
        // A missing `when` has been reported; the empty condition after it is not a second error.
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

/// From the keyword of a statement to its last value.
fn range_of(statement: Statement<'_>) -> TextRange {
    let keyword = statement.keyword().range();
    let values = statement.values().map(|(value, _)| value.range());
    values.fold(keyword, TextRange::cover)
}
