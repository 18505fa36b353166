//! A visitor and the chat widgets of the pages, on a simulated clock of whole seconds.

use proactive_catalog::{Field, FieldMap, FieldType};
use proactive_config::json::{Frequency, History, MessageStatus, Word as _};
use proactive_config::scenario::Scenario;

use crate::bit_set::BitSet;
use crate::coverage::Coverage;
use crate::ids::{ChannelId, MessageId};
use crate::matcher::Matcher;
use crate::program::{Program, Rule};
use crate::trace::{self, Obstacle, PageTrace};

/// Who visits, and when.
#[derive(Debug, Clone, Copy)]
pub struct Visitor<'v> {
    /// Whether this is the visitor's first visit.
    pub history: History,
    /// The language tag of the device.
    pub language: &'v str,
    /// When the simulation begins, in seconds since 1970-01-01 00:00 UTC.
    pub start: i64,
    /// The only channel that is played; none: all are.
    pub channel: Option<ChannelId>,
}

impl<'v> Visitor<'v> {
    /// The visitor of a scenario, on `channel`, which is the scenario's own.
    pub(crate) fn of(scenario: &'v Scenario, channel: Option<ChannelId>) -> Self {
        Self {
            history: scenario.history,
            language: &scenario.device,
            start: scenario.start.unix_seconds,
            channel,
        }
    }
}

/// A message that came up on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// The message.
    pub message: MessageId,
    /// Seconds from the load of the page.
    pub after: u32,
}

/// Why a message could not be opened, dismissed or answered, or a conversation not be ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No channel has one.
    Nothing,
    /// Several channels have one, so it is not clear which is meant.
    Several(Vec<ChannelId>),
}

/// A visitor whose widgets play a [`Program`].
///
/// Nothing is allocated while nothing comes up, unless it [records](Self::recording).
#[derive(Debug)]
pub struct Simulation<'p> {
    program: &'p Program,
    matcher: Matcher<'p>,
    /// The only channel that is played.
    only: Option<ChannelId>,
    now: i64,
    /// The history of the next visit; of the current one while it lasts.
    history: History,
    in_visit: bool,
    page: CurrentPage,
    widgets: Vec<Widget>,
    /// The ranks of the messages that were shown, since the browser's storage was empty.
    seen: BitSet,
    /// The ranks of the messages that were opened or dismissed, in this visit.
    used: BitSet,
    record: Option<Record>,
}

/// The page that was loaded last.
#[derive(Debug, Default)]
struct CurrentPage {
    /// How many pages were loaded before it.
    number: u32,
    loaded: i64,
    /// When it was left.
    left: Option<i64>,
    history: Option<History>,
    /// All rules below this rank have been checked.
    checked: u32,
    shown: Vec<Shown>,
}

/// The widget of a channel.
#[derive(Debug, Clone, Copy, Default)]
struct Widget {
    message: Option<ShownMessage>,
    in_conversation: bool,
}

/// A message that is up.
#[derive(Debug, Clone, Copy)]
struct ShownMessage {
    rank: u32,
    message: MessageId,
    is_open: bool,
    /// The page on which it came up, and how long after the load.
    page: u32,
    after: u32,
}

/// What is kept to tell why.
#[derive(Debug)]
struct Record {
    /// The value of each field.
    values: FieldMap<String>,
    /// For each rule that was checked on this page, by rank: what stood against it.
    checks: Vec<Vec<Obstacle>>,
    coverage: Coverage,
}

impl<'p> Simulation<'p> {
    /// A visitor who has not loaded a page yet.
    #[must_use]
    pub fn new(program: &'p Program, visitor: &Visitor<'_>) -> Self {
        Self {
            program,
            matcher: Matcher::new(program, &values("", "", visitor.history, visitor.language)),
            only: visitor.channel,
            now: visitor.start,
            history: visitor.history,
            in_visit: false,
            page: CurrentPage::default(),
            widgets: vec![Widget::default(); program.configuration.channels.len()],
            seen: BitSet::new(program.rules.len()),
            used: BitSet::new(program.rules.len()),
            record: None,
        }
    }

    /// The same, and it keeps what is needed to say why messages came up or did not.
    #[must_use]
    pub fn recording(program: &'p Program, visitor: &Visitor<'_>) -> Self {
        let mut simulation = Self::new(program, visitor);
        let values = values("", "", visitor.history, visitor.language);
        simulation.record = Some(Record {
            values: FieldMap::from_fn(|field| values[field].to_owned()),
            checks: Vec::new(),
            coverage: Coverage::new(program),
        });
        simulation
    }

    /// The clock: seconds since 1970-01-01 00:00 UTC.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.now
    }

    /// When the last page was loaded.
    #[must_use]
    pub fn loaded(&self) -> Option<i64> {
        self.page.history.map(|_| self.page.loaded)
    }

    /// What came up on the page that was loaded last, in this order.
    #[must_use]
    pub fn shown(&self) -> &[Shown] {
        &self.page.shown
    }

    /// Loads a page, and with the first one begins a visit. The address is taken as it is.
    /// What is due at once is checked.
    pub fn visit(&mut self, url: &str, title: &str) {
        self.visit_page(&values(url, title, self.history, ""));
    }

    /// The same, with the text of every field that is one. Other values are not looked at.
    pub fn visit_page(&mut self, texts: &FieldMap<&str>) {
        if !self.in_visit {
            self.in_visit = true;
            self.matcher.begin_visit(self.history);
        }
        self.page.number = self.page.number.wrapping_add(1);
        self.page.loaded = self.now;
        self.page.left = None;
        self.page.history = Some(self.history);
        self.page.checked = 0;
        self.page.shown.clear();
        if let Some(record) = &mut self.record {
            for (field, value) in record.values.iter_mut() {
                match field.info().ty {
                    FieldType::Text => texts[field].clone_into(value),
                    FieldType::History => self.history.as_str().clone_into(value),
                    FieldType::Language => {}
                }
            }
            record.checks.clear();
        }
        self.matcher.load(texts);
        self.check();
    }

    /// Lets time pass; on a page, what falls due is checked, the last second included.
    pub fn wait(&mut self, seconds: u32) {
        self.now = self.now.saturating_add(i64::from(seconds));
        self.check();
    }

    /// Moves the clock on to a moment. It never goes back: to an earlier moment nothing happens.
    pub fn wait_until(&mut self, unix_seconds: i64) {
        self.now = self.now.max(unix_seconds);
        self.check();
    }

    /// Opens the message that is shown and not yet open.
    ///
    /// # Errors
    ///
    /// When no channel shows one, or several do.
    pub fn open(&mut self) -> Result<MessageId, Refusal> {
        let channel = self.the_one(|widget| widget.message.is_some_and(|up| !up.is_open))?;
        let up = self.message_mut(channel).ok_or(Refusal::Nothing)?;
        up.is_open = true;
        let up = *up;
        self.used.insert(up.rank);
        Ok(up.message)
    }

    /// Closes the message that is shown or open.
    ///
    /// # Errors
    ///
    /// When no channel has one, or several do.
    pub fn dismiss(&mut self) -> Result<MessageId, Refusal> {
        self.take()
    }

    /// Answers the message that is shown or open, which begins the conversation of its channel.
    ///
    /// # Errors
    ///
    /// When no channel has one, or several do.
    pub fn reply(&mut self) -> Result<MessageId, Refusal> {
        let message = self.take()?;
        if let Some(channel) = self.program.channel_of(message)
            && let Some(widget) = self.widgets.get_mut(channel.index())
        {
            widget.in_conversation = true;
        }
        Ok(message)
    }

    /// Ends the conversation.
    ///
    /// # Errors
    ///
    /// When no channel has one, or several do.
    pub fn end_conversation(&mut self) -> Result<ChannelId, Refusal> {
        let channel = self.the_one(|widget| widget.in_conversation)?;
        if let Some(widget) = self.widgets.get_mut(channel.index()) {
            widget.in_conversation = false;
        }
        Ok(channel)
    }

    /// Ends the visit, if there is one. What is not yet due will not come.
    pub fn leave(&mut self) {
        if !self.in_visit {
            return;
        }
        self.in_visit = false;
        self.page.left = Some(self.now);
        self.history = History::Returning;
        self.used.clear();
        for widget in &mut self.widgets {
            widget.message = None;
        }
    }

    /// Ends the visit and empties the browser's storage: whoever comes next is new.
    pub fn clear_data(&mut self) {
        self.leave();
        self.history = History::New;
        self.seen.clear();
        for widget in &mut self.widgets {
            widget.in_conversation = false;
        }
    }

    /// Why messages came up or did not, on the page that was loaded last. None before a page was
    /// loaded, and of a simulation that does not record.
    #[must_use]
    pub fn trace(&self) -> Option<PageTrace<'p>> {
        let record = self.record.as_ref()?;
        let until = self.page.left.unwrap_or(self.now);
        Some(trace::page(
            self.program,
            &self.matcher,
            trace::RecordedPage {
                values: &record.values,
                loaded: self.loaded()?,
                stayed: seconds_between(self.page.loaded, until),
                only: self.only,
                checks: &record.checks,
            },
        ))
    }

    /// Which comparisons have mattered in what was checked so far, of a simulation that records.
    #[must_use]
    pub fn coverage(&self) -> Option<&Coverage> {
        self.record.as_ref().map(|record| &record.coverage)
    }

    /// Checks what has fallen due on the page, and shows what passes.
    fn check(&mut self) {
        if !self.in_visit {
            return;
        }
        let program = self.program;
        let elapsed = seconds_between(self.page.loaded, self.now);
        if self.record.is_some() {
            self.check_and_record(elapsed);
            return;
        }
        if !program.released {
            return;
        }
        while let Some(rank) = self.matcher.next_from(self.page.checked) {
            let Some(rule) = program.rule(rank) else {
                break;
            };
            if rule.after > elapsed {
                // Those before it were no candidates: they need not be passed again.
                self.page.checked = rank;
                return;
            }
            self.page.checked = rank + 1;
            if self.only.is_none_or(|only| only == rule.channel)
                && self.busy(rule.channel).is_none()
                && self.frequency(rank, rule).is_none()
                && program.allows(&rule.hours, self.due(rule))
            {
                self.show(rank, rule);
            }
        }
        self.page.checked = u32::MAX;
    }

    /// The same for every rule, with all that stands against it.
    fn check_and_record(&mut self, elapsed: u32) {
        let program = self.program;
        while let Some(rule) = program.rule(self.page.checked) {
            if rule.after > elapsed {
                return;
            }
            let rank = self.page.checked;
            self.page.checked += 1;
            let obstacles = self.obstacles(rank, rule);
            let shown = obstacles.is_empty();
            if let Some(record) = &mut self.record {
                if self.only.is_none_or(|only| only == rule.channel) {
                    let leaves = self.matcher.leaves(rule);
                    record.coverage.see(program, rule, &leaves);
                }
                record.checks.push(obstacles);
            }
            if shown {
                self.show(rank, rule);
            }
        }
    }

    /// Everything that stands against a message when it is due.
    fn obstacles(&self, rank: u32, rule: &Rule) -> Vec<Obstacle> {
        let mut obstacles = trace::standing(self.program, &self.matcher, self.only, rule);
        obstacles.extend(self.frequency(rank, rule));
        if !self.program.allows(&rule.hours, self.due(rule)) {
            obstacles.push(Obstacle::Hours);
        }
        obstacles.extend(self.busy(rule.channel).map(|busy| match busy {
            Busy::Conversation => Obstacle::InConversation,
            Busy::Message(up) if up.page == self.page.number && up.after == rule.after => {
                Obstacle::OtherFirst(up.message)
            }
            Busy::Message(up) if up.is_open => Obstacle::OtherOpen(up.message),
            Busy::Message(up) => Obstacle::OtherShown(up.message),
        }));
        obstacles
    }

    /// When a rule is due on this page.
    fn due(&self, rule: &Rule) -> i64 {
        self.page.loaded.saturating_add(i64::from(rule.after))
    }

    /// What the frequency has against a message.
    fn frequency(&self, rank: u32, rule: &Rule) -> Option<Obstacle> {
        match rule.frequency {
            Frequency::OncePerCustomer => {
                self.seen.contains(rank).then_some(Obstacle::SeenByCustomer)
            }
            Frequency::OncePerVisit => self.used.contains(rank).then_some(Obstacle::UsedInVisit),
            Frequency::EveryTime => None,
        }
    }

    /// What keeps the widget of a channel busy.
    fn busy(&self, channel: ChannelId) -> Option<Busy> {
        let widget = self.widgets.get(channel.index())?;
        if widget.in_conversation {
            return Some(Busy::Conversation);
        }
        widget.message.map(Busy::Message)
    }

    fn show(&mut self, rank: u32, rule: &Rule) {
        if let Some(widget) = self.widgets.get_mut(rule.channel.index()) {
            widget.message = Some(ShownMessage {
                rank,
                message: rule.message,
                is_open: false,
                page: self.page.number,
                after: rule.after,
            });
        }
        self.seen.insert(rank);
        self.page.shown.push(Shown {
            message: rule.message,
            after: rule.after,
        });
    }

    /// Takes the message that is up away. It has had its turn in this visit.
    fn take(&mut self) -> Result<MessageId, Refusal> {
        let channel = self.the_one(|widget| widget.message.is_some())?;
        let widget = self.widgets.get_mut(channel.index());
        let up = widget
            .and_then(|widget| widget.message.take())
            .ok_or(Refusal::Nothing)?;
        self.used.insert(up.rank);
        Ok(up.message)
    }

    fn message_mut(&mut self, channel: ChannelId) -> Option<&mut ShownMessage> {
        self.widgets.get_mut(channel.index())?.message.as_mut()
    }

    /// The only channel whose widget is so.
    fn the_one(&self, is_so: impl Fn(&Widget) -> bool) -> Result<ChannelId, Refusal> {
        let mut channels = self
            .widgets
            .iter()
            .enumerate()
            .filter(|(_, widget)| is_so(widget))
            .map(|(index, _)| ChannelId::new(index));
        match (channels.next(), channels.next()) {
            (None, _) => Err(Refusal::Nothing),
            (Some(only), None) => Ok(only),
            (Some(first), Some(second)) => Err(Refusal::Several(
                [first, second].into_iter().chain(channels).collect(),
            )),
        }
    }
}

/// The values of all fields. This is the one place that knows where the value of a field comes
/// from.
fn values<'v>(
    url: &'v str,
    title: &'v str,
    history: History,
    language: &'v str,
) -> FieldMap<&'v str> {
    FieldMap::from_fn(|field| match field {
        Field::VisitorUrl => url,
        Field::VisitorTitle => title,
        Field::VisitorHistory => history.as_str(),
        Field::DeviceLanguage => language,
    })
}

/// Why a widget shows nothing new.
enum Busy {
    Conversation,
    Message(ShownMessage),
}

fn seconds_between(from: i64, to: i64) -> u32 {
    u32::try_from(to.saturating_sub(from)).unwrap_or(u32::MAX)
}

impl Obstacle {
    /// The status as an obstacle, if it is one.
    pub(crate) fn of_status(status: MessageStatus) -> Option<Self> {
        match status {
            MessageStatus::Published => None,
            MessageStatus::Paused | MessageStatus::Draft => Some(Self::Status(status)),
        }
    }
}
