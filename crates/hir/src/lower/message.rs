//! A message and its statements.

use proactive_catalog::{Ask, Block, Event, Frequency, ScheduleKind, Word, WordSet};
use proactive_diagnostics::{Expected, Problem, SyntaxProblem, TextRange};
use proactive_syntax::condition::Expr;
use proactive_syntax::{Node, SyntaxKind};

use super::values::is_word;
use super::{Lower, Statements, is_string};
use crate::draft::{ConditionKind, Hours, Message, Name, Reply, Slot, Spanned, Trigger, When};

impl<'a> Lower<'a> {
    pub(super) fn message(&mut self, statements: &Statements<'a>) -> Message {
        let find = |kind| statements.find(kind);
        let (brand, channel) = (find(SyntaxKind::BrandRef), find(SyntaxKind::ChannelRef));
        let message = Message {
            brand: self.slot(brand, Self::reference),
            channel: self.slot(channel, Self::reference),
            text: self.slot(find(SyntaxKind::Text), Self::text_argument),
            reply: self.slot(find(SyntaxKind::Reply), Self::reply),
            when: self.slot(find(SyntaxKind::When), Self::when),
            trigger: match (find(SyntaxKind::After), find(SyntaxKind::On)) {
                (Some(node), _) => self.after(node),
                (None, node) => self.slot(node, Self::on),
            },
            tags: self.slot(find(SyntaxKind::Tags), Self::tags),
            schedule: self.slot(find(SyntaxKind::ScheduleRule), Self::hours),
            frequency: self.slot(find(SyntaxKind::Frequency), |lower, node| {
                lower.word(node, WordSet::Frequency)
            }),
            status: self.slot(find(SyntaxKind::Status), |lower, node| {
                lower.word(node, WordSet::MessageStatus)
            }),
        };
        if let Slot::Given(frequency) = &message.frequency
            && frequency.value == Frequency::EveryTime
        {
            self.lint(frequency.range, Problem::EveryTimeFrequency);
        }
        message
    }

    /// What a statement gives, absent if it is not there.
    pub(super) fn slot<T>(
        &mut self,
        statement: Option<Node<'a>>,
        read: impl FnOnce(&mut Self, Node<'a>) -> Slot<T>,
    ) -> Slot<T> {
        match statement {
            Some(node) => read(self, node),
            None => Slot::Absent,
        }
    }

    fn reply(&mut self, node: Node<'a>) -> Slot<Reply> {
        let kind = node.children().nth(1);
        match kind.map(|kind| (kind, self.text_of(kind))) {
            Some((agent, "agent")) if agent.kind() == SyntaxKind::Keyword => {
                self.reply_agent(node, agent)
            }
            Some((bot, "bot")) if bot.kind() == SyntaxKind::Keyword => {
                let (before, behind) = around_answer(node, self.text);
                let bot = self.one_name(before);
                let answer = self.one_name(behind);
                self.draft.may_reference_unseen |= !bot.is_given() || !answer.is_given();
                Slot::Given(Reply::Bot { bot, answer })
            }
            Some((other, word)) if is_word(other.kind()) => {
                self.draft.may_reference_unseen = true;
                let kinds = ["agent", "bot"];
                self.unknown_value(word, other.range(), WordSet::ReplyKind, &kinds);
                Slot::Broken
            }
            Some(_) | None => {
                self.draft.may_reference_unseen = true;
                Slot::Broken
            }
        }
    }

    fn reply_agent(&mut self, node: Node<'a>, agent: Node<'a>) -> Slot<Reply> {
        if let Some(string) = node.children().find(|child| is_string(child.kind())) {
            let text = self.string(string).map_or(Slot::Broken, Slot::Given);
            return Slot::Given(Reply::Agent {
                text,
                ask: Slot::Absent,
            });
        }
        let Some(block) = node.child(SyntaxKind::ReplyBlock) else {
            return Slot::Broken;
        };
        let statements = self.statements(block, Block::AgentReply);
        self.missing_statements(&statements, Block::AgentReply, agent.range());
        let text = self.slot(statements.find(SyntaxKind::Text), Self::text_argument);
        let ask = self.slot(statements.find(SyntaxKind::Ask), Self::ask);
        Slot::Given(Reply::Agent { text, ask })
    }

    fn ask(&mut self, node: Node<'a>) -> Slot<Vec<Spanned<Ask>>> {
        let Some(words) = self.words_of_list(node, &Expected::Word(WordSet::Ask)) else {
            return Slot::Broken;
        };
        if let Some(nothing) = words.iter().find(|word| &*word.value == "nothing") {
            if words.len() > 1 {
                self.syntax(nothing.range, SyntaxProblem::NothingAmongOthers);
                return Slot::Broken;
            }
            return Slot::Given(Vec::new());
        }
        let mut asked = Vec::new();
        let mut broken = false;
        for word in words {
            match Ask::find(&word.value) {
                Some(value) => asked.push(Spanned {
                    value,
                    range: word.range,
                }),
                None => {
                    let known = ["name", "email", "nothing"];
                    self.unknown_value(&word.value, word.range, WordSet::Ask, &known);
                    broken = true;
                }
            }
        }
        if broken {
            Slot::Broken
        } else {
            Slot::Given(asked)
        }
    }

    fn when(&mut self, node: Node<'a>) -> Slot<(TextRange, When)> {
        let keyword = node.child(SyntaxKind::Keyword).unwrap_or(node).range();
        let Some(tokens) = node.child(SyntaxKind::Condition) else {
            return Slot::Broken;
        };
        let before = self.draft.errors.len();
        let when = match self.shape(tokens, keyword) {
            Expr::Always(_) => When::Always,
            expr => When::Condition(self.condition(&expr)),
        };
        // An empty list has its finding in the shape, and no value to look at.
        let wrong = self
            .draft
            .errors
            .get(before..)
            .is_some_and(|new| !new.is_empty());
        match &when {
            When::Condition(condition)
                if wrong && matches!(condition.kind, ConditionKind::Broken) =>
            {
                Slot::Broken
            }
            When::Condition(_) | When::Always => Slot::Given((keyword, when)),
        }
    }

    fn after(&mut self, node: Node<'a>) -> Slot<Trigger> {
        let amount = node.child(SyntaxKind::Amount);
        let event = self.event(node);
        if let Some((Event::PageLoad, range)) = event {
            // Whatever the duration is, it has no place here.
            self.error(range_before(node, range), Problem::DurationOnPageLoad);
            return Slot::Broken;
        }
        let seconds = amount.and_then(|amount| self.duration(amount));
        match (seconds, event) {
            (Some(after_seconds), Some((Event::PageView, _))) => Slot::Given(Trigger {
                event: Event::PageView,
                after_seconds,
            }),
            _ => Slot::Broken,
        }
    }

    fn on(&mut self, node: Node<'a>) -> Slot<Trigger> {
        match self.event(node) {
            Some((Event::PageLoad, _)) => Slot::Given(Trigger {
                event: Event::PageLoad,
                after_seconds: 0,
            }),
            Some((Event::PageView, _)) => {
                let keyword = node.child(SyntaxKind::Keyword).unwrap_or(node).range();
                let problem = SyntaxProblem::Expected {
                    expected: Expected::AfterDuration,
                    found: None,
                };
                self.syntax(keyword, problem);
                Slot::Broken
            }
            None => Slot::Broken,
        }
    }

    /// The event behind `on`, and where it stands.
    fn event(&mut self, node: Node<'a>) -> Option<(Event, TextRange)> {
        let word = node
            .children()
            .filter(|child| is_word(child.kind()))
            .last()?;
        let text = self.text_of(word);
        match self.word_of::<Event>(text, word.range(), WordSet::Event) {
            Slot::Given(event) => Some((event.value, event.range)),
            Slot::Absent | Slot::Broken => None,
        }
    }

    fn hours(&mut self, node: Node<'a>) -> Slot<Hours> {
        let kind = match self.word::<ScheduleKind>(node, WordSet::ScheduleKind) {
            Slot::Given(kind) => kind,
            Slot::Absent | Slot::Broken => {
                self.draft.may_reference_unseen = true;
                return Slot::Broken;
            }
        };
        let named = node.children().filter(|child| is_word(child.kind())).nth(1);
        let schedule = match (kind.value, named) {
            (_, None) => Slot::Absent,
            (ScheduleKind::BusinessHours, Some(word)) => Slot::Given(self.name(word)),
            (ScheduleKind::OutsideBusinessHours, Some(word)) => {
                self.syntax(word.range(), SyntaxProblem::OutsideTakesNoSchedule);
                return Slot::Broken;
            }
            (ScheduleKind::Anytime, Some(word)) => {
                let text = self.text_of(word).to_owned();
                self.syntax(word.range(), SyntaxProblem::Stray { text });
                return Slot::Broken;
            }
        };
        Slot::Given(Hours { kind, schedule })
    }

    /// The first name among some children.
    pub(super) fn one_name(&mut self, children: Vec<Node<'a>>) -> Slot<Name> {
        children
            .into_iter()
            .find(|child| is_word(child.kind()))
            .map_or(Slot::Broken, |word| Slot::Given(self.name(word)))
    }
}

impl<T> Slot<T> {
    fn is_given(&self) -> bool {
        self.given().is_some()
    }
}

/// The children of `reply bot …` before and behind the keyword `answer`.
fn around_answer<'a>(node: Node<'a>, text: &str) -> (Vec<Node<'a>>, Vec<Node<'a>>) {
    let children: Vec<Node<'a>> = node.children().skip(2).collect();
    let is_answer =
        |child: &&Node<'a>| child.kind() == SyntaxKind::Keyword && child.text(text) == "answer";
    let at = children.iter().position(|child| is_answer(&child));
    match at {
        Some(at) => {
            let (before, behind) = children.split_at(at);
            (before.to_vec(), behind.to_vec())
        }
        None => (children, Vec::new()),
    }
}

/// What stands between the keyword `after` and `on`: the duration.
fn range_before(node: Node<'_>, event: TextRange) -> TextRange {
    node.child(SyntaxKind::Amount).map_or(event, Node::range)
}

/// Whether a text is longer than allowed; the finding is made where the limit is known.
#[must_use]
pub(crate) fn long_text(text: &Name, limit: u64) -> Option<(TextRange, Problem)> {
    let length = text.value.chars().count();
    (u64::try_from(length).is_ok_and(|length| length > limit))
        .then_some((text.range, Problem::LongText { length, limit }))
}
