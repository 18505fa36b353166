//! Simulates a visitor and the chat widgets of the pages, on a clock of whole seconds.

use proactive_catalog::{Field, FieldMap, FieldType};
use proactive_config::json::{Frequency, History, MessageStatus, Word as _};
use proactive_config::scenario::Scenario;

use crate::bit_set::BitSet;
use crate::coverage::Coverage;
use crate::ids::{ChannelId, MessageId};
use crate::matcher::Matcher;
use crate::program::{Program, Rule};
use crate::trace::{self, Obstacle, PageTrace};

/// The visitor to simulate.
#[derive(Debug, Clone, Copy)]
pub struct Visitor<'v> {
    /// The history of the first visit.
    pub history: History,
    /// The language of the device, a BCP 47 tag.
    pub language: &'v str,
    /// When the simulation starts, in seconds since 1970-01-01 00:00 UTC.
    pub start: i64,
    /// The only channel to simulate; `None` for all.
    pub channel: Option<ChannelId>,
}

impl<'v> Visitor<'v> {
    /// The visitor of a scenario. `channel` is the resolved channel of that scenario.
    pub(crate) fn of(scenario: &'v Scenario, channel: Option<ChannelId>) -> Self {
        Self {
            history: scenario.history,
            language: &scenario.device,
            start: scenario.start.unix_seconds,
            channel,
        }
    }
}

/// A message that was shown on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// The message in its program.
    pub message: MessageId,
    /// Seconds from page load until it was shown.
    pub after: u32,
}

/// Why a message could not be opened, dismissed or answered, or a conversation could not be ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No channel has one.
    Nothing,
    /// Several channels have one, so it is ambiguous.
    Several(Vec<ChannelId>),
    /// Only these channels have one, and none of them is on the page.
    OffPage(Vec<ChannelId>),
}

/// A visitor whose widgets run a [`Program`].
///
/// Nothing is allocated while no message is shown, unless it [records](Self::recording).
#[derive(Debug)]
pub struct Simulation<'p> {
    program: &'p Program,
    matcher: Matcher<'p>,
    /// The only channel to simulate.
    only: Option<ChannelId>,
    now: i64,
    /// The history of the current visit, or else of the next one.
    history: History,
    in_visit: bool,
    page: CurrentPage,
    widgets: Vec<Widget>,
    /// The ranks of the messages shown since the browser's storage was last empty.
    seen: BitSet,
    /// The ranks of the messages opened or dismissed in this visit.
    used: BitSet,
    record: Option<Record>,
}

/// The page that was loaded last.
#[derive(Debug, Default)]
struct CurrentPage {
    /// The number of page loads so far.
    number: u32,
    loaded: i64,
    /// When the visitor left it.
    left: Option<i64>,
    history: Option<History>,
    /// All rules below this rank have been checked.
    checked: u32,
    shown: Vec<Shown>,
}

/// The widget of a channel.
#[derive(Debug, Clone, Copy, Default)]
struct Widget {
    /// The page that was loaded last is on none of the channel's websites. What the widget shows is
    /// out of sight until the next page that is.
    is_off_page: bool,
    message: Option<ShownMessage>,
    in_conversation: bool,
}

/// A message that a widget shows.
#[derive(Debug, Clone, Copy)]
struct ShownMessage {
    rank: u32,
    message: MessageId,
    is_open: bool,
    /// The page on which it was first shown, and how long after page load.
    page: u32,
    after: u32,
}

/// What is kept to explain decisions.
#[derive(Debug)]
struct Record {
    /// The value of each field.
    values: FieldMap<String>,
    /// The obstacles of each rule that was checked on this page, by rank.
    checks: Vec<Vec<Obstacle>>,
    coverage: Coverage,
}

impl<'p> Simulation<'p> {
    /// Creates a visitor who has not loaded a page yet.
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

    /// Like [`Self::new`], but also keeps what is needed to explain why messages were shown or not.
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

    /// The simulated time in seconds since 1970-01-01 00:00 UTC.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.now
    }

    /// When the last page was loaded.
    #[must_use]
    pub fn loaded(&self) -> Option<i64> {
        self.page.history.map(|_| self.page.loaded)
    }

    /// The messages shown on the page that was loaded last, in order.
    #[must_use]
    pub fn shown(&self) -> &[Shown] {
        &self.page.shown
    }

    /// The message that a channel shows on the page that was loaded last, and whether it is open.
    /// `None` if the channel is not on that page, where what it shows is out of sight.
    #[must_use]
    pub fn visible(&self, channel: ChannelId) -> Option<(MessageId, bool)> {
        let widget = self.widgets.get(channel.index())?;
        let message = widget.message.filter(|_| !widget.is_off_page)?;
        Some((message.message, message.is_open))
    }

    /// Whether the conversation of a channel runs.
    #[must_use]
    pub fn is_in_conversation(&self, channel: ChannelId) -> bool {
        let widget = self.widgets.get(channel.index());
        widget.is_some_and(|widget| widget.in_conversation)
    }

    /// Loads a page and checks the messages that are due at once. The first page starts a visit.
    /// The URL is taken as it is.
    pub fn visit(&mut self, url: &str, title: &str) {
        self.visit_page(&values(url, title, self.history, ""));
    }

    /// Like [`Self::visit`], with a value for every text field. Values of other fields are ignored.
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
        let url = texts[Field::VisitorUrl];
        for (index, widget) in self.widgets.iter_mut().enumerate() {
            widget.is_off_page = !self.program.is_on(ChannelId::new(index), url);
        }
        self.matcher.load(texts);
        self.check();
    }

    /// Lets time pass. Messages that become due on the page are checked, including those due in the
    /// last second.
    pub fn wait(&mut self, seconds: u32) {
        self.now = self.now.saturating_add(i64::from(seconds));
        self.check();
    }

    /// Advances the clock to a moment. Has no effect if that moment is in the past.
    pub fn wait_until(&mut self, unix_seconds: i64) {
        self.now = self.now.max(unix_seconds);
        self.check();
    }

    /// Opens the message that is shown and not yet open.
    ///
    /// # Errors
    ///
    /// Fails if no channel shows one, or several do.
    pub fn open(&mut self) -> Result<MessageId, Refusal> {
        let channel = self.the_visible_one(|message| !message.is_open)?;
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
    /// Fails if no channel has one, or several do.
    pub fn dismiss(&mut self) -> Result<MessageId, Refusal> {
        self.take()
    }

    /// Answers the message that is shown or open, which starts the conversation of its channel.
    ///
    /// # Errors
    ///
    /// Fails if no channel has one, or several do.
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
    /// Fails if no channel has one, or several do.
    pub fn end_conversation(&mut self) -> Result<ChannelId, Refusal> {
        let channel = self.the_one(|widget| widget.in_conversation)?;
        if let Some(widget) = self.widgets.get_mut(channel.index()) {
            widget.in_conversation = false;
        }
        Ok(channel)
    }

    /// Ends the visit, if there is one. Messages that are not yet due are canceled.
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

    /// Ends the visit and clears the browser's storage: the next visit is the first of a new
    /// visitor.
    pub fn clear_data(&mut self) {
        self.leave();
        self.history = History::New;
        self.seen.clear();
        for widget in &mut self.widgets {
            widget.in_conversation = false;
        }
    }

    /// Explains why messages were shown or not on the page that was loaded last. `None` before the
    /// first page, and if the simulation does not record.
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

    /// Records for the coverage that a test expected this message and saw it.
    pub(crate) fn met_shown(&mut self, message: MessageId) {
        if let Some(record) = &mut self.record
            && let Some((rank, _)) = self.program.rule_of(message)
        {
            record.coverage.see_shown(rank);
        }
    }

    /// Records for the coverage that a test expected not to see this message, or any other than
    /// those it named, and did not. A message counts if it was due on a page of its channel.
    pub(crate) fn met_held_back(&mut self, only: Option<MessageId>) {
        let Some(record) = &mut self.record else {
            return;
        };
        for ((rank, rule), obstacles) in self.program.ranked().zip(&record.checks) {
            let is_there = obstacles.iter().all(|obstacle| match obstacle {
                Obstacle::NotDue | Obstacle::NotPlayed | Obstacle::OffPage => false,
                Obstacle::ControlKept
                | Obstacle::Status(_)
                | Obstacle::Conditions
                | Obstacle::SeenByCustomer
                | Obstacle::UsedInVisit
                | Obstacle::Hours
                | Obstacle::OtherFirst(_)
                | Obstacle::OtherShown(_)
                | Obstacle::OtherOpen(_)
                | Obstacle::InConversation => true,
            });
            let is_meant = only.is_none_or(|only| only == rule.message);
            if is_meant && is_there && !obstacles.is_empty() {
                record.coverage.see_held_back(rank);
            }
        }
    }

    /// What is covered so far; `None` if the simulation does not record.
    #[must_use]
    pub fn coverage(&self) -> Option<&Coverage> {
        self.record.as_ref().map(|record| &record.coverage)
    }

    /// Checks the messages that have become due and shows those that pass.
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
                // Earlier rules were no candidates and need not be checked again.
                self.page.checked = rank;
                return;
            }
            self.page.checked = rank + 1;
            if self.only.is_none_or(|only| only == rule.channel)
                && !self.is_off_page(rule.channel)
                && self.busy(rule.channel).is_none()
                && self.frequency(rank, rule).is_none()
                && program.allows(&rule.hours, self.due(rule))
            {
                self.show(rank, rule);
            }
        }
        self.page.checked = u32::MAX;
    }

    /// Like [`Self::check`], but checks every rule and records all obstacles.
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
                let is_off_page = obstacles.contains(&Obstacle::OffPage);
                if self.only.is_none_or(|only| only == rule.channel) && !is_off_page {
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

    /// Everything that prevents a message from being shown when it is due.
    fn obstacles(&self, rank: u32, rule: &Rule) -> Vec<Obstacle> {
        let is_off_page = self.is_off_page(rule.channel);
        let (program, only) = (self.program, self.only);
        let mut obstacles = trace::standing(program, &self.matcher, only, is_off_page, rule);
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

    /// The obstacle due to the frequency of a message, if any.
    fn frequency(&self, rank: u32, rule: &Rule) -> Option<Obstacle> {
        match rule.frequency {
            Frequency::OncePerCustomer => {
                self.seen.contains(rank).then_some(Obstacle::SeenByCustomer)
            }
            Frequency::OncePerVisit => self.used.contains(rank).then_some(Obstacle::UsedInVisit),
            Frequency::EveryTime => None,
        }
    }

    /// Whether the page that was loaded last is on none of the channel's websites.
    fn is_off_page(&self, channel: ChannelId) -> bool {
        let widget = self.widgets.get(channel.index());
        widget.is_some_and(|widget| widget.is_off_page)
    }

    /// Why the widget of a channel is busy, if it is.
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

    /// Removes the message that is shown or open. It counts as used in this visit.
    fn take(&mut self) -> Result<MessageId, Refusal> {
        let channel = self.the_visible_one(|_| true)?;
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

    /// The only channel on the page that shows a message that satisfies the predicate.
    fn the_visible_one(&self, is_so: impl Fn(ShownMessage) -> bool) -> Result<ChannelId, Refusal> {
        let shows = |widget: &Widget| widget.message.is_some_and(&is_so);
        match self.the_one(|widget| !widget.is_off_page && shows(widget)) {
            Err(Refusal::Nothing) => match self.the_one(shows) {
                Ok(channel) => Err(Refusal::OffPage(vec![channel])),
                Err(Refusal::Several(channels)) => Err(Refusal::OffPage(channels)),
                Err(refusal @ (Refusal::Nothing | Refusal::OffPage(_))) => Err(refusal),
            },
            found @ (Ok(_) | Err(Refusal::Several(_) | Refusal::OffPage(_))) => found,
        }
    }

    /// The only channel whose widget satisfies the predicate.
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

/// The values of all fields. This is the only place that defines where the value of a field comes
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
    /// The obstacle that the status is, if it is one.
    pub(crate) fn of_status(status: MessageStatus) -> Option<Self> {
        match status {
            MessageStatus::Published => None,
            MessageStatus::Paused | MessageStatus::Draft => Some(Self::Status(status)),
        }
    }
}
