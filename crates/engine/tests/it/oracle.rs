//! The rules once more in the plainest form: sentence by sentence, second by second, with nothing
//! prepared.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use proactive_catalog::{Field, FieldMap};
use proactive_config::Configuration;
use proactive_config::json::{
    Comparison, Condition, Conditions, ConversationControl, Day, Frequency, History, Hours,
    Message, MessageStatus, Test, Trigger, Word,
};

/// A visitor and the widgets of all channels.
pub(crate) struct Oracle<'c> {
    configuration: &'c Configuration,
    language: String,
    only: Option<String>,
    now: i64,
    next_history: History,
    /// The history of the current visit.
    visit: Option<History>,
    page: Option<Page>,
    widgets: BTreeMap<&'c str, Widget<'c>>,
    shown_ever: BTreeSet<&'c str>,
    used_in_visit: BTreeSet<&'c str>,
    /// What was shown on the last page, and how long after page load.
    pub(crate) shown: Vec<(&'c str, i64)>,
}

struct Page {
    texts: FieldMap<String>,
    loaded: i64,
}

#[derive(Default)]
struct Widget<'c> {
    off_page: bool,
    shown: Option<&'c str>,
    open: Option<&'c str>,
    conversation: bool,
}

/// How many channels have what an action needs, if it is not exactly one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NotOne(pub(crate) usize);

impl<'c> Oracle<'c> {
    pub(crate) fn new(
        configuration: &'c Configuration,
        history: History,
        language: &str,
        start: i64,
        only: Option<&str>,
    ) -> Self {
        Self {
            configuration,
            language: language.to_owned(),
            only: only.map(str::to_owned),
            now: start,
            next_history: history,
            visit: None,
            page: None,
            widgets: configuration
                .channels
                .iter()
                .map(|channel| (&*channel.id, Widget::default()))
                .collect(),
            shown_ever: BTreeSet::new(),
            used_in_visit: BTreeSet::new(),
            shown: Vec::new(),
        }
    }

    pub(crate) fn now(&self) -> i64 {
        self.now
    }

    pub(crate) fn visit(&mut self, texts: &FieldMap<String>) {
        if self.visit.is_none() {
            self.visit = Some(self.next_history);
        }
        for channel in &self.configuration.channels {
            let url = &texts[Field::VisitorUrl];
            let on =
                channel.websites.is_empty() || channel.websites.iter().any(|it| covers(it, url));
            self.widgets.get_mut(&*channel.id).unwrap().off_page = !on;
        }
        self.page = Some(Page {
            texts: texts.clone(),
            loaded: self.now,
        });
        self.shown.clear();
        self.check(true);
    }

    pub(crate) fn wait(&mut self, seconds: u32) {
        for _ in 0..seconds {
            self.now += 1;
            self.check(false);
        }
    }

    pub(crate) fn time(&mut self, unix_seconds: i64) {
        assert!(self.visit.is_none(), "only between two visits");
        self.now = self.now.max(unix_seconds);
    }

    pub(crate) fn open(&mut self) -> Result<&'c str, NotOne> {
        let channel = self.one_channel(|it| !it.off_page && it.shown.is_some())?;
        let widget = self.widgets.get_mut(channel).unwrap();
        let message = widget.shown.take().unwrap();
        widget.open = Some(message);
        self.used_in_visit.insert(message);
        Ok(message)
    }

    pub(crate) fn dismiss(&mut self) -> Result<&'c str, NotOne> {
        let channel =
            self.one_channel(|it| !it.off_page && (it.shown.is_some() || it.open.is_some()))?;
        let widget = self.widgets.get_mut(channel).unwrap();
        let message = widget.shown.take().or(widget.open.take()).unwrap();
        self.used_in_visit.insert(message);
        Ok(message)
    }

    pub(crate) fn reply(&mut self) -> Result<&'c str, NotOne> {
        let channel =
            self.one_channel(|it| !it.off_page && (it.shown.is_some() || it.open.is_some()))?;
        let widget = self.widgets.get_mut(channel).unwrap();
        let message = widget.shown.take().or(widget.open.take()).unwrap();
        widget.conversation = true;
        self.used_in_visit.insert(message);
        Ok(message)
    }

    pub(crate) fn end_conversation(&mut self) -> Result<&'c str, NotOne> {
        let channel = self.one_channel(|widget| widget.conversation)?;
        self.widgets.get_mut(channel).unwrap().conversation = false;
        Ok(channel)
    }

    pub(crate) fn leave(&mut self) {
        if self.visit.take().is_none() {
            return;
        }
        self.next_history = History::Returning;
        self.used_in_visit.clear();
        for widget in self.widgets.values_mut() {
            widget.shown = None;
            widget.open = None;
        }
    }

    pub(crate) fn clear_data(&mut self) {
        self.leave();
        self.next_history = History::New;
        self.shown_ever.clear();
        for widget in self.widgets.values_mut() {
            widget.conversation = false;
        }
    }

    fn one_channel(&self, has: impl Fn(&Widget<'c>) -> bool) -> Result<&'c str, NotOne> {
        let channels: Vec<&'c str> = self
            .widgets
            .iter()
            .filter(|(_, widget)| has(widget))
            .map(|(channel, _)| *channel)
            .collect();
        match channels[..] {
            [only] => Ok(only),
            _ => Err(NotOne(channels.len())),
        }
    }

    /// Checks what is due this second, in the order of the configuration.
    fn check(&mut self, loading: bool) {
        let Some(history) = self.visit else { return };
        let page = self.page.as_ref().unwrap();
        let elapsed = self.now - page.loaded;
        for message in &self.configuration.messages {
            let due = match message.trigger {
                Trigger::PageLoad {} => loading,
                Trigger::PageView { after_seconds } => i64::from(after_seconds) == elapsed,
            };
            if due && self.passes(message, history) {
                let widget = self.widgets.get_mut(&*message.channel).unwrap();
                widget.shown = Some(&message.id);
                self.shown_ever.insert(&message.id);
                self.shown.push((&message.id, elapsed));
            }
        }
    }

    fn passes(&self, message: &Message, history: History) -> bool {
        let kept = self
            .configuration
            .account
            .as_ref()
            .is_some_and(|it| it.conversation_control == ConversationControl::Keep);
        let simulated = match &self.only {
            None => true,
            Some(only) => **only == *message.channel,
        };
        let widget = &self.widgets[&*message.channel];
        let free = widget.shown.is_none() && widget.open.is_none() && !widget.conversation;
        let often = match message.frequency {
            Frequency::OncePerCustomer => !self.shown_ever.contains(&*message.id),
            Frequency::OncePerVisit => !self.used_in_visit.contains(&*message.id),
            Frequency::EveryTime => true,
        };
        !kept
            && simulated
            && message.status == MessageStatus::Published
            && self.allows(&message.schedule)
            && often
            && self.fulfils(&message.conditions, history)
            && !widget.off_page
            && free
    }

    fn allows(&self, hours: &Hours) -> bool {
        match hours {
            Hours::Anytime {} => true,
            Hours::BusinessHours { schedules: [only] } => self.is_open(only),
            Hours::OutsideBusinessHours { schedules } => {
                schedules.iter().all(|schedule| !self.is_open(schedule))
            }
        }
    }

    fn is_open(&self, id: &str) -> bool {
        let mut schedules = self.configuration.schedules.iter();
        let schedule = schedules.find(|schedule| *schedule.id == *id).unwrap();
        let local = Timestamp::from_second(self.now)
            .unwrap()
            .in_tz(&schedule.timezone)
            .unwrap();
        let today = local.date();
        let time = local.time();
        let minute =
            u16::try_from(time.hour()).unwrap() * 60 + u16::try_from(time.minute()).unwrap();
        let weekday = Day::ALL[usize::try_from(local.weekday().to_monday_zero_offset()).unwrap()];
        let closed = schedule
            .closed
            .iter()
            .any(|closing| closing.from <= today && today <= closing.to);
        let open = schedule.open.iter().any(|opening| {
            opening.day == weekday
                && opening.from.minutes() <= minute
                && minute < opening.to.minutes()
        });
        open && !closed
    }

    /// The value of the conditions on the last page.
    pub(crate) fn fulfils(&self, conditions: &Conditions, history: History) -> bool {
        match conditions {
            Conditions::Always => true,
            Conditions::One(only) => self.compares(only, history),
            Conditions::All(parts) => parts.iter().all(|part| self.part(part, history)),
            Conditions::Any(parts) => parts.iter().any(|part| self.part(part, history)),
        }
    }

    fn part(&self, part: &Condition, history: History) -> bool {
        match part {
            Condition::All(parts) => parts.iter().all(|part| self.part(part, history)),
            Condition::Any(parts) => parts.iter().any(|part| self.part(part, history)),
            Condition::Comparison(comparison) => self.compares(comparison, history),
        }
    }

    fn compares(&self, comparison: &Comparison, history: History) -> bool {
        let page = self.page.as_ref().unwrap();
        let text = || self.cased(&page.texts[comparison.field()]);
        let speaks = |range: &str| {
            let tag = self.language.to_ascii_lowercase();
            let range = range.to_ascii_lowercase();
            tag == range || tag.starts_with(&(range + "-"))
        };
        match comparison.test() {
            Test::TextIs(value) => text() == self.cased(value),
            Test::TextIsNot(value) => text() != self.cased(value),
            Test::Contains(values) => values.iter().any(|it| text().contains(&self.cased(it))),
            Test::DoesNotContain(values) => {
                values.iter().all(|it| !text().contains(&self.cased(it)))
            }
            Test::HistoryIs(value) => history == *value,
            Test::LanguageIs(language) => speaks(language.tag),
            Test::LanguageIsNot(language) => !speaks(language.tag),
        }
    }

    fn cased(&self, text: &str) -> String {
        if self.configuration.matching.case_sensitive {
            return text.to_owned();
        }
        text.chars().map(folded).collect()
    }
}

/// Whether a page is on a website, by the parts of their addresses.
fn covers(website: &str, page: &str) -> bool {
    let split = |address: &str| -> Option<(String, String, String)> {
        let (scheme, rest) = address.split_once("://")?;
        let at = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, rest) = rest.split_at_checked(at)?;
        let path = rest.split(['?', '#']).next()?;
        Some((scheme.to_owned(), host.to_owned(), path.to_owned()))
    };
    let Some((scheme, host, path)) = split(page) else {
        return false;
    };
    let site = split(website).unwrap();
    let same_host = match site.1.strip_prefix("*.") {
        None => host == site.1,
        Some(domain) => {
            let subdomain = host.strip_suffix(&format!(".{domain}"));
            subdomain.is_some_and(|it| !it.is_empty() && !it.contains(['@', ':']))
        }
    };
    let below = if site.2.ends_with('/') {
        site.2.clone()
    } else {
        site.2.clone() + "/"
    };
    scheme == site.0 && same_host && (path == site.2 || path.starts_with(&below))
}

/// Simple case folding for the characters of the random texts.
fn folded(c: char) -> char {
    match c {
        'É' => 'é',
        'Σ' | 'ς' => 'σ',
        '\u{212A}' => 'k',
        'ſ' => 's',
        '𐐀' => '𐐨',
        'ẞ' => 'ß',
        // It has only a folding to two characters and one for Turkish; neither is simple.
        'İ' => 'İ',
        c => c.to_ascii_lowercase(),
    }
}
