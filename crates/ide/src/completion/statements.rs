//! Statements: those that the block does not have yet, with their arguments.

use proactive_catalog::{Ask, Block, ReferenceKind, StatementInfo, Word, WordSet, statements};
use proactive_hir::draft::{Body, Moment, Slot, Step};

use super::collector::{Collector, plain};
use super::docs_key::DocsKey;
use super::item::{Insertion, ItemBuilder, ItemKind};
use super::samples::{
    CLOSED, GREETING, HANDOVER, MOMENT, frequencies, fresh, names, usual_address, usual_zone,
};
use super::snippet::Snippet;
use super::{references, workspace_values};

/// Offers the statements that may stand in a block here.
pub(super) fn offer(collector: &mut Collector<'_>, block: Block) {
    let given: Vec<String> = collector
        .context
        .given()
        .into_iter()
        .map(str::to_owned)
        .collect();
    let is_given = |keyword: &str| given.iter().any(|given| given == keyword);
    for row in statements::of_block(block) {
        let triggers = block == Block::Message && matches!(row.keyword, "after" | "on");
        let has_trigger = is_given("after") || is_given("on");
        if !row.is_repeatable() && (is_given(row.keyword) || triggers && has_trigger) {
            continue;
        }
        // What must be given comes first; on the line of another statement that goes on, that does.
        let needed = row.is_required() || triggers;
        collector.rank(match (needed, collector.context.expectations.new_line) {
            (true, true) => 10,
            (true, false) => 200,
            (false, _) => 210,
        });
        for (label, form) in forms(collector, row) {
            let syntax = row.syntax();
            let rest = syntax.strip_prefix(row.keyword).unwrap_or("");
            let item = ItemBuilder::new(label.clone(), ItemKind::Statement)
                .docs(DocsKey::Statement(block, row.keyword));
            let item = match label == row.keyword {
                true => item.detail(rest.trim_start()),
                false => item,
            };
            // Its arguments may stand there already.
            collector.add(item, [form, plain(row.keyword)]);
        }
    }
}

/// A statement with its arguments, in one or several ways.
fn forms(collector: &Collector<'_>, row: &StatementInfo) -> Vec<(String, Insertion)> {
    let keyword = row.keyword;
    let text = |text: &str| Snippet::plain_text(text);
    let word = || text(keyword).text(" ");
    let one = |snippet: Snippet| vec![(keyword.to_owned(), Insertion::whole(snippet))];
    let quoted = |default: &str| word().text("\"").stop(default).text("\"");
    let refers = |kind| {
        let names = names(collector, kind);
        let form = match names.is_empty() {
            true => Insertion::continued(text(keyword), &format!("{keyword} x")),
            false => Insertion::whole(word().choice(names)),
        };
        vec![(keyword.to_owned(), form)]
    };
    match (row.block, keyword) {
        (Block::Channel | Block::Message, "brand") => refers(ReferenceKind::Brand),
        (_, "channel") | (Block::Bot, "channels") => refers(ReferenceKind::Channel),
        (Block::Channel, "business_hours") => refers(ReferenceKind::Schedule),
        (_, "external_id") => one(quoted("id")),
        (Block::Account, "conversation_control") => one(word().choice(["release", "keep"])),
        (Block::Channel, "type") => one(word().text("web_widget")),
        (Block::Bot, "status") => one(word().choice(["published", "draft"])),
        (Block::Bot, "answer") => {
            let taken = |name: &str| match collector.context.body() {
                Some(Body::Bot(bot)) => bot.answers.iter().any(|(it, _)| &*it.value == name),
                _ => false,
            };
            let name = fresh("new_answer", taken);
            one(word().stop(name).text(" \"").stop("Name").text("\""))
        }
        (Block::Schedule, "timezone") => one(quoted(&usual_zone(collector))),
        (Block::Schedule, "open") => one(word().stop("mon-fri").text(" ").stop("09:00-18:00")),
        (Block::Schedule, "closed") => one(word().stop(CLOSED)),
        (Block::AgentReply, "text") => one(quoted(HANDOVER)),
        (_, "text") => one(quoted(GREETING)),
        (Block::AgentReply, "ask") => {
            let [name, email] = [Ask::Name.as_str(), Ask::Email.as_str()];
            let both = format!("{name}, {email}");
            one(word().choice([both.as_str(), name, email, "nothing"]))
        }
        (Block::Message, "reply") => {
            let mut forms = vec![
                (
                    "reply agent \"…\"".to_owned(),
                    Insertion::whole(word().then(agent_text())),
                ),
                (
                    "reply agent { … }".to_owned(),
                    Insertion::whole(word().then(agent_block())),
                ),
            ];
            if let Some(bot) = bot(collector) {
                let form = Insertion::whole(word().then(bot));
                forms.push(("reply bot … answer …".to_owned(), form));
            }
            forms
        }
        (Block::Message, "when") => vec![
            (
                "when".to_owned(),
                Insertion::continued(text("when"), "when always"),
            ),
            (
                "when always".to_owned(),
                Insertion::whole(text("when always")),
            ),
        ],
        (Block::Message, "after") => one(word().stop("0m30s").text(" on page_view")),
        (Block::Message, "on") => one(text("on page_load")),
        (Block::Message, "tags") => {
            let used = workspace_values::tags(collector.context);
            let names = used.into_iter().filter(|tag| {
                let first = tag.starts_with(|c: char| c.is_ascii_alphabetic());
                first && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            });
            let tag = names.into_iter().find(|tag| !statements::is_reserved(tag));
            one(word().stop(tag.unwrap_or_else(|| "proactive".to_owned())))
        }
        (Block::Message, "schedule") => {
            let hours = references::hours(collector);
            one(word().choice(hours.into_iter().map(|(_, form)| form.insert.plain())))
        }
        (Block::Message, "frequency") => one(word().choice(frequencies())),
        (Block::Message, "status") => one(word().choice(["published", "paused", "draft"])),
        (Block::Test, "visitor") => one(word().choice(["new", "returning"])),
        (Block::Test, "device") => one(word().stop("en")),
        (Block::Test, "time") => one(word().then(moment(collector))),
        (Block::Test, "visit") => one(quoted(&usual_address(collector)).text(" for ").stop("1m")),
        (Block::Test, "wait") => one(word().stop("30s")),
        (Block::Test, "expect") => {
            let mut expected = names(collector, ReferenceKind::Message);
            expected.push("nothing");
            one(word().choice(expected))
        }
        // Steps that are a word alone.
        (_, _) => one(text(keyword)),
    }
}

/// A moment: at first that of a Monday, later the day behind the last one named.
fn moment(collector: &Collector<'_>) -> Snippet {
    let Some(Body::Test(test)) = collector.context.body() else {
        return time(MOMENT.0.to_owned(), "UTC");
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
    time(
        next.map_or_else(|| MOMENT.0.to_owned(), |next| next.to_string()),
        &zone,
    )
}

fn time(date: String, zone: &str) -> Snippet {
    let clock = Snippet::default().stop(date).text(" ").stop(MOMENT.1);
    clock.text(" \"").stop(zone).text("\"")
}

fn agent_text() -> Snippet {
    Snippet::plain_text("agent \"").stop(HANDOVER).text("\"")
}

fn agent_block() -> Snippet {
    Snippet::plain_text("agent {\n  text \"")
        .stop(HANDOVER)
        .text("\"\n  ask ")
        .stop("name, email")
        .text("\n}")
}

/// `bot ID answer ID`, if there is a bot that can answer here.
fn bot(collector: &Collector<'_>) -> Option<Snippet> {
    let bots = references::candidates(collector, ReferenceKind::Bot);
    let first = bots.first()?;
    let answers = first.answers().map(|answer| &*answer.value).take(20);
    let snippet = Snippet::plain_text("bot ").stop(first.name()?);
    Some(snippet.text(" answer ").choice(answers))
}

/// Offers `agent` and `bot` behind `reply`.
pub(super) fn reply_kinds(collector: &mut Collector<'_>) {
    let item = |label: &str, word: &str| {
        let docs = DocsKey::Word(WordSet::ReplyKind, word.to_owned());
        ItemBuilder::new(label, ItemKind::Constant).docs(docs)
    };
    collector.add(
        item("agent \"…\"", "agent"),
        [Insertion::whole(agent_text()), plain("agent")],
    );
    collector.add(
        item("agent { … }", "agent"),
        [Insertion::whole(agent_block())],
    );
    let mut forms: Vec<Insertion> = bot(collector).map(Insertion::whole).into_iter().collect();
    forms.push(plain("bot"));
    collector.add(item("bot … answer …", "bot"), forms);
}

/// Offers what stands behind `reply agent`: a string, or a block.
pub(super) fn agent_reply(collector: &mut Collector<'_>) {
    super::text::quoted(collector, HANDOVER);
    let item = ItemBuilder::new("{ … }", ItemKind::Keyword).filter("{");
    let inside = Snippet::plain_text("{\n  text \"").stop(HANDOVER);
    let inside = inside.text("\"\n  ask ").stop("name, email").text("\n}");
    collector.add(item, [Insertion::whole(inside)]);
}
