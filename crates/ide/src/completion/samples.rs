//! Sample values for new text: names that are not taken, and values used elsewhere.

use proactive_catalog::{Block, Field, Frequency, Operator, ReferenceKind, TextRole, Word};
use proactive_hir::draft::{Body, Moment, Slot, Step};

use super::collector::Collector;
use super::{references, text, workspace_values};

/// A sample text of a message.
pub(super) const GREETING: &str = "Hello! How can we help you?";

/// A sample text of an agent.
pub(super) const HANDOVER: &str = "I'll put you through to a colleague.";

/// A sample closing.
pub(super) const CLOSED: &str = "2026-12-25";

/// A sample date and time for a test. The date is a Monday.
pub(super) const MOMENT: (&str, &str) = ("2026-03-16", "10:00");

/// A sample address of a page.
pub(super) const WHOLE_ADDRESS: &str = "https://example.com/";

/// The words for frequencies, likeliest first.
pub(super) fn frequencies() -> Vec<&'static str> {
    let rare = |word: &&str| *word == Frequency::EveryTime.as_str();
    let mut words: Vec<&'static str> = Frequency::ALL.iter().map(|word| word.as_str()).collect();
    words.sort_by_key(rare);
    words
}

/// The time zone that most schedules have.
pub(super) fn usual_zone(collector: &Collector<'_>) -> String {
    let mut zones = workspace_values::time_zones(collector).into_iter();
    let usual = zones.next().map(|zone| zone.text);
    usual.unwrap_or_else(|| "Europe/Paris".to_owned())
}

/// The URL that most tests visit, of those that the channel may be on.
pub(super) fn usual_address(collector: &Collector<'_>) -> String {
    let addresses = workspace_values::addresses(collector).into_iter();
    let mut addresses: Vec<_> = addresses.map(|address| (address.text, None)).collect();
    text::on_websites_first(collector, &mut addresses);
    let usual = addresses.into_iter().next().map(|(address, _)| address);
    usual.unwrap_or_else(|| WHOLE_ADDRESS.to_owned())
}

/// Whether a field is compared with whole addresses.
pub(super) fn is_whole_address(field: Field, operator: Operator) -> bool {
    let is_address = match field {
        Field::VisitorUrl => true,
        Field::VisitorTitle | Field::VisitorHistory | Field::DeviceLanguage => false,
    };
    is_address
        && match operator {
            Operator::Is | Operator::IsNot => true,
            Operator::Contains | Operator::DoesNotContain => false,
        }
}

/// A sample value to compare a field with.
pub(super) fn compared(collector: &Collector<'_>, field: Field, operator: Operator) -> String {
    if !is_whole_address(field, operator) {
        return field.info().sample.to_owned();
    }
    let mut websites = text::websites(collector).into_iter();
    websites.next().unwrap_or_else(|| WHOLE_ADDRESS.to_owned())
}

/// A sample string of a statement in `block`.
pub(super) fn of_role(collector: &Collector<'_>, role: TextRole, block: Block) -> String {
    let text = match role {
        TextRole::DisplayName => "Name",
        TextRole::TestName => "What should happen",
        TextRole::Message if block == Block::AgentReply => HANDOVER,
        TextRole::Message => GREETING,
        TextRole::ExternalId => "id",
        TextRole::Timezone if block == Block::Test => return next_moment(collector).1,
        TextRole::Timezone => return usual_zone(collector),
        TextRole::Url => return usual_address(collector),
        TextRole::Title => "Title",
        TextRole::Website => "https://www.example.com",
    };
    text.to_owned()
}

/// A date on which the schedule around the cursor is not closed yet: a sample, or the day after the
/// last closed one.
pub(super) fn next_closed(collector: &Collector<'_>) -> String {
    let Some(Body::Schedule(schedule)) = collector.context.body() else {
        return CLOSED.to_owned();
    };
    let is_closed = |date: &str| {
        let mut closed = schedule.closed.iter();
        closed.any(|closing| {
            closing.from.to_string().as_str() <= date && date <= closing.to.to_string().as_str()
        })
    };
    let last = schedule.closed.iter().map(|closing| closing.to).max();
    let next = last.and_then(|last| last.tomorrow().ok());
    match next.filter(|_| is_closed(CLOSED)) {
        Some(next) => next.to_string(),
        None => CLOSED.to_owned(),
    }
}

/// The date and the time zone of the next `time` of a test: the day after the last one, or a sample
/// date.
pub(super) fn next_moment(collector: &Collector<'_>) -> (String, String) {
    let Some(Body::Test(test)) = collector.context.body() else {
        return (MOMENT.0.to_owned(), "UTC".to_owned());
    };
    let opening = match &test.time {
        Slot::Given(moment) => Some(moment),
        Slot::Absent | Slot::Broken => None,
    };
    let stepped = test.steps.iter().filter_map(|step| match &step.value {
        Step::Time(moment) => Some(moment),
        Step::Visit { .. }
        | Step::Wait(_)
        | Step::Open
        | Step::Dismiss
        | Step::Reply
        | Step::EndConversation
        | Step::Leave
        | Step::ClearData
        | Step::Expect(_)
        | Step::Broken => None,
    });
    let last: Option<&Moment> = opening.into_iter().chain(stepped).last();
    let zone = last.map_or_else(|| usual_zone(collector), |last| last.zone.to_string());
    let next = last.and_then(|last| last.date.tomorrow().ok());
    let date = next.map_or_else(|| MOMENT.0.to_owned(), |next| next.to_string());
    (date, zone)
}

/// The names of the declarations that a reference here can name, likeliest first.
pub(super) fn names<'p>(collector: &Collector<'p>, kind: ReferenceKind) -> Vec<&'p str> {
    let found = references::candidates(collector, kind);
    found.iter().filter_map(|it| it.name()).collect()
}

/// The name, with a number if it is taken.
pub(super) fn fresh(name: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(name) {
        return name.to_owned();
    }
    let separator = if name.contains(' ') { ' ' } else { '_' };
    let mut numbered = (2_u32..).map(|number| format!("{name}{separator}{number}"));
    numbered
        .find(|name| !taken(name))
        .unwrap_or_else(|| name.to_owned())
}
