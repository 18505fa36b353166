//! Lowers messages.

use proactive_catalog::{
    AgentReplyStatement, Ask, Event, Frequency, MessageStatement, MessageStatus, ReferenceKind,
    Role, ScheduleKind, Word, WordSet,
};
use proactive_diagnostics::{
    Edit, Expected, Fix, FixTitle, Problem, Span, SyntaxProblem, TextRange,
};
use proactive_syntax::Node;
use proactive_syntax::ast::{Part, Statement};
use proactive_syntax::condition::Expr;

use super::values::is_word;
use super::{Lower, is_string};
use crate::draft::{ConditionKind, Hours, Message, Name, Reply, Slot, Spanned, Trigger, When};

impl<'a> Lower<'a> {
    pub(super) fn message(
        &mut self,
        node: Node<'a>,
        place: TextRange,
        lost: &[&'a str],
    ) -> Message {
        let mut message = Message {
            brand: Slot::Absent,
            channel: Slot::Absent,
            text: Slot::Absent,
            reply: Slot::Absent,
            when: Slot::Absent,
            trigger: Slot::Absent,
            tags: Slot::Absent,
            schedule: Slot::Absent,
            frequency: Slot::Absent,
            status: Slot::Absent,
        };
        for (kind, statement) in self.block(node, place, lost) {
            match kind {
                MessageStatement::Brand => message.brand = self.reference(statement),
                MessageStatement::Channel => message.channel = self.reference(statement),
                MessageStatement::Text => message.text = self.text_argument(statement),
                MessageStatement::Reply => message.reply = self.reply(statement),
                MessageStatement::When => message.when = self.when(statement),
                MessageStatement::After => message.trigger = self.after(statement),
                MessageStatement::On => message.trigger = self.on(statement),
                MessageStatement::Tags => message.tags = self.tags(statement),
                MessageStatement::Schedule => message.schedule = self.hours(statement),
                MessageStatement::Frequency => message.frequency = self.word(statement),
                MessageStatement::Status => message.status = self.word(statement),
            }
        }
        if let Slot::Given(frequency) = &message.frequency
            && frequency.value == Frequency::EveryTime
        {
            self.lint(frequency.range, Problem::EveryTimeFrequency);
        }
        self.placeholder_texts(&message);
        message
    }

    /// Reports texts of a published message that nobody wrote for visitors.
    fn placeholder_texts(&mut self, message: &Message) {
        let is_published = match &message.status {
            Slot::Given(status) => status.value == MessageStatus::Published,
            Slot::Absent => true,
            Slot::Broken => false,
        };
        if !is_published {
            return;
        }
        let reply = match message.reply.given() {
            Some(Reply::Agent { text, .. }) => text.given(),
            Some(Reply::Bot { .. }) | None => None,
        };
        for text in message.text.given().into_iter().chain(reply) {
            if is_placeholder(&text.value) {
                let found = text.value.to_string();
                self.lint(text.range, Problem::PlaceholderText { text: found });
            }
        }
    }

    fn reply(&mut self, statement: Statement<'a>) -> Slot<Reply> {
        match statement.parts().next() {
            Some(Part::Keyword(keyword, at)) if at.argument.role == Role::AgentReply => {
                self.reply_agent(statement, keyword)
            }
            Some(Part::Keyword(..)) => {
                let bot = self.optional_name(statement, ReferenceKind::Bot);
                let answer = self.optional_name(statement, ReferenceKind::Answer);
                self.draft.may_reference_unseen |=
                    bot.given().is_none() || answer.given().is_none();
                Slot::Given(Reply::Bot { bot, answer })
            }
            Some(Part::Excess(other)) if is_word(other.kind()) => {
                self.draft.may_reference_unseen = true;
                let (word, set) = (self.text_of(other), WordSet::ReplyKind);
                self.unknown_value(word, other.range(), set, &set.words());
                Slot::Broken
            }
            Some(
                Part::Value(..)
                | Part::Missing(..)
                | Part::MissingKeyword(..)
                | Part::Separator(_)
                | Part::Excess(_),
            )
            | None => {
                self.draft.may_reference_unseen = true;
                Slot::Broken
            }
        }
    }

    fn reply_agent(&mut self, statement: Statement<'a>, agent: Node<'a>) -> Slot<Reply> {
        let Some(value) = statement.value(Role::AgentReply) else {
            return Slot::Broken;
        };
        if is_string(value.kind()) {
            let text = self.string(value).map_or(Slot::Broken, Slot::Given);
            return Slot::Given(Reply::Agent {
                text,
                ask: Slot::Absent,
            });
        }
        let (mut text, mut ask) = (Slot::Absent, Slot::Absent);
        for (kind, statement) in self.block(value, agent.range(), &[]) {
            match kind {
                AgentReplyStatement::Text => text = self.text_argument(statement),
                AgentReplyStatement::Ask => ask = self.ask(statement),
            }
        }
        Slot::Given(Reply::Agent { text, ask })
    }

    fn ask(&mut self, statement: Statement<'a>) -> Slot<Vec<Spanned<Ask>>> {
        let Some(words) = self.words(statement) else {
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
                    let known = [WordSet::Ask.words(), vec!["nothing"]].concat();
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

    fn when(&mut self, statement: Statement<'a>) -> Slot<(TextRange, When)> {
        let keyword = statement.keyword().range();
        let Some(tokens) = statement.value(Role::Condition) else {
            return Slot::Broken;
        };
        let before = self.draft.errors.len();
        let when = match self.shape(tokens, keyword) {
            Expr::Always(_) => When::Always,
            expr => When::Condition(self.condition(&expr)),
        };
        // An empty list has been reported as a syntax error, and has no value to check.
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

    fn after(&mut self, statement: Statement<'a>) -> Slot<Trigger> {
        let amount = statement.value(Role::Duration);
        let event = match self.event(statement, Event::PageView) {
            Some((Event::PageLoad, range)) => {
                // No duration is possible here. The duration or the event is meant.
                let write = |range: TextRange, replacement: &str, text: String| {
                    let edit = Edit {
                        span: Span::local(range),
                        replacement: replacement.to_owned(),
                    };
                    Fix::suggestion(FixTitle::Write { text }, vec![edit])
                };
                let mut fixes = Vec::new();
                if let Some(amount) = amount {
                    let view = Event::PageView.as_str();
                    let stay = format!("after {} on {view}", self.text_of(amount));
                    fixes.push(write(range, view, stay));
                }
                let whole = TextRange::new(statement.keyword().range().start(), range.end());
                let load = format!("on {}", Event::PageLoad.as_str());
                fixes.push(write(whole, &load, load.clone()));
                let range = amount.map_or(range, Node::range);
                self.error(range, Problem::DurationOnPageLoad)
                    .fixes
                    .extend(fixes);
                return Slot::Broken;
            }
            Some((event @ Event::PageView, _)) => Some(event),
            None => None,
        };
        let seconds = amount.and_then(|amount| self.duration(amount));
        match seconds.zip(event) {
            Some((after_seconds, event)) => Slot::Given(Trigger {
                event,
                after_seconds,
            }),
            None => Slot::Broken,
        }
    }

    fn on(&mut self, statement: Statement<'a>) -> Slot<Trigger> {
        match self.event(statement, Event::PageLoad) {
            Some((Event::PageLoad, _)) => Slot::Given(Trigger {
                event: Event::PageLoad,
                after_seconds: 0,
            }),
            Some((Event::PageView, _)) => {
                let keyword = statement.keyword().range();
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

    /// The event after `on`, and its range; `usual` is the one that the statement takes.
    fn event(&mut self, statement: Statement<'a>, usual: Event) -> Option<(Event, TextRange)> {
        let word = statement.value(Role::Event(usual))?;
        let text = self.text_of(word);
        match self.word_of::<Event>(text, word.range(), WordSet::Event) {
            Slot::Given(event) => Some((event.value, event.range)),
            Slot::Absent | Slot::Broken => None,
        }
    }

    fn hours(&mut self, statement: Statement<'a>) -> Slot<Hours> {
        let kind = match self.word::<ScheduleKind>(statement) {
            Slot::Given(kind) => kind,
            Slot::Absent | Slot::Broken => {
                self.draft.may_reference_unseen = true;
                return Slot::Broken;
            }
        };
        let named = statement.value(Role::Reference(ReferenceKind::Schedule));
        let Some(word) = named else {
            let schedule = Slot::Absent;
            return Slot::Given(Hours { kind, schedule });
        };
        match kind.value {
            ScheduleKind::BusinessHours => {
                let schedule = Slot::Given(self.name(word));
                Slot::Given(Hours { kind, schedule })
            }
            ScheduleKind::OutsideBusinessHours => {
                self.syntax(word.range(), SyntaxProblem::OutsideTakesNoSchedule);
                Slot::Broken
            }
            ScheduleKind::Anytime => {
                let text = self.text_of(word).to_owned();
                self.syntax(word.range(), SyntaxProblem::Stray { text });
                Slot::Broken
            }
        }
    }

    /// The name that refers to something of this kind.
    pub(super) fn optional_name(
        &self,
        statement: Statement<'a>,
        kind: ReferenceKind,
    ) -> Slot<Name> {
        let word = statement.value(Role::Reference(kind));
        word.map_or(Slot::Broken, |word| Slot::Given(self.name(word)))
    }
}

/// Whether a text is a placeholder: only dots or dashes, or a word such as `xxx`.
fn is_placeholder(text: &str) -> bool {
    const WORDS: [&str; 4] = ["todo", "tbd", "fixme", "lorem ipsum"];
    let text = text.trim();
    let bare = text.trim_matches(['.', '…', '-', '–', '—', '_', ':', ' ', '[', ']', '<', '>']);
    let is_word = || WORDS.iter().any(|word| bare.eq_ignore_ascii_case(word));
    let is_sample = || {
        let start = bare.get(.."lorem ipsum".len());
        start.is_some_and(|start| start.eq_ignore_ascii_case("lorem ipsum"))
    };
    let is_filler = || bare.len() > 1 && bare.bytes().all(|byte| matches!(byte, b'x' | b'X'));
    bare.is_empty() && !text.is_empty() || is_word() || is_sample() || is_filler()
}

/// The lint for a text that is too long. The caller knows the limit, which is a setting of the
/// workspace.
#[must_use]
pub(crate) fn long_text(text: &Name, limit: u64) -> Option<(TextRange, Problem)> {
    let length = text.value.chars().count();
    (u64::try_from(length).is_ok_and(|length| length > limit))
        .then_some((text.range, Problem::LongText { length, limit }))
}
