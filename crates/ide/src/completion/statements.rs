//! Completion of statements that the block does not have yet, with their arguments.

use proactive_catalog::statements::Count;
use proactive_catalog::{
    Argument, Ask, Block, BotStatement, ReferenceKind, Role, StatementInfo, StatementKind,
    TestStatement, TextRole, Word, WordSet, statements,
};
use proactive_hir::draft::Body;

use super::collector::{Collector, plain};
use super::docs_key::DocsKey;
use super::item::{Insertion, ItemBuilder, ItemKind};
use super::samples::{self, HANDOVER, MOMENT, frequencies, fresh, names, next_closed, next_moment};
use super::snippet::Snippet;
use super::{references, workspace_values};

/// Offers the statements of a block.
pub(super) fn offer(collector: &mut Collector<'_>, block: Block) {
    let given: Vec<String> = collector
        .context
        .given()
        .into_iter()
        .map(str::to_owned)
        .collect();
    let is_given = |row: &StatementInfo| given.iter().any(|given| given == row.keyword);
    let has_trigger = statements::of_block(block).any(|row| row.is_trigger() && is_given(row));
    for row in statements::of_block(block) {
        let is_complete = match row.count {
            Count::Required | Count::Optional => is_given(row),
            Count::Trigger => has_trigger,
            Count::Repeatable => false,
        };
        if is_complete {
            continue;
        }
        // Required statements come first, except on the line of a statement that can continue.
        let needed = row.is_required() || row.is_trigger();
        collector.rank(match (needed, collector.context.expectations.new_line) {
            (true, true) => 10,
            (true, false) => 200,
            (false, _) => 210,
        });
        for (label, insertion) in insertions(collector, row) {
            let syntax = row.syntax();
            let rest = syntax.strip_prefix(row.keyword).unwrap_or("");
            let item = ItemBuilder::form(label.clone(), ItemKind::Statement)
                .docs(DocsKey::Statement(block, row.keyword));
            let item = match label == row.keyword {
                true => item.detail(rest.trim_start()),
                false => item,
            };
            // The arguments may follow already.
            collector.add(item, [insertion, plain(row.keyword)]);
        }
    }
}

/// The ways to insert a statement with its arguments, each with its label.
fn insertions(collector: &Collector<'_>, row: &StatementInfo) -> Vec<(String, Insertion)> {
    let keyword = row.keyword;
    let first = row.arguments().next().map(|argument| argument.role);
    match first {
        Some(Role::Condition) => vec![
            (
                keyword.to_owned(),
                Insertion::continued(Snippet::plain_text(keyword), &format!("{keyword} always")),
            ),
            (
                format!("{keyword} always"),
                plain(&format!("{keyword} always")),
            ),
        ],
        // The list of tags opens next.
        Some(Role::Tag) if !workspace_values::tags(collector).is_empty() => {
            let tags = Insertion::continued(Snippet::plain_text(keyword), &format!("{keyword} x"));
            vec![(keyword.to_owned(), tags)]
        }
        Some(Role::AgentReply) => {
            let with = |reply: Snippet| {
                Insertion::whole(Snippet::plain_text(keyword).text(" ").then(reply))
            };
            let mut replies = vec![
                (format!("{keyword} agent \"…\""), with(agent_text())),
                (format!("{keyword} agent {{ … }}"), with(agent_block())),
            ];
            if let Some(bot) = bot(collector) {
                replies.push((format!("{keyword} bot … answer …"), with(bot)));
            }
            replies
        }
        Some(
            Role::DeclaredId(_)
            | Role::Reference(_)
            | Role::Word(_)
            | Role::Event(_)
            | Role::Text(_)
            | Role::Tag
            | Role::Duration
            | Role::Date
            | Role::Time
            | Role::Days
            | Role::Interval
            | Role::Nothing,
        )
        | None => vec![(keyword.to_owned(), with_arguments(collector, row))],
    }
}

/// The first form of a statement, with values for its arguments.
fn with_arguments(collector: &Collector<'_>, row: &StatementInfo) -> Insertion {
    let mut snippet = Snippet::plain_text(row.keyword);
    let form = row.forms.first().copied().unwrap_or_default();
    for argument in form.iter().filter(|argument| is_inserted(row, argument)) {
        let Some(value) = value(collector, row, argument.role) else {
            // There is no name to choose, so the author continues.
            let keyword = Snippet::plain_text(row.keyword);
            return Insertion::continued(keyword, &format!("{} x", row.keyword));
        };
        snippet = snippet.text(" ");
        if let Some(keyword) = argument.keyword {
            snippet = snippet.text(keyword).text(" ");
        }
        snippet = snippet.then(value);
    }
    Insertion::whole(snippet)
}

/// Whether an argument is inserted with its statement: the required ones, and the optional ones that
/// most authors write.
fn is_inserted(row: &StatementInfo, argument: &Argument) -> bool {
    let is_usual = match argument.role {
        Role::Text(TextRole::DisplayName) => row.kind == StatementKind::Bot(BotStatement::Answer),
        Role::Text(TextRole::Timezone) => true,
        Role::Duration => row.kind == StatementKind::Test(TestStatement::Visit),
        Role::DeclaredId(_)
        | Role::Reference(_)
        | Role::Word(_)
        | Role::Event(_)
        | Role::Text(
            TextRole::TestName
            | TextRole::Message
            | TextRole::ExternalId
            | TextRole::Url
            | TextRole::Title
            | TextRole::Website,
        )
        | Role::AgentReply
        | Role::Tag
        | Role::Date
        | Role::Time
        | Role::Days
        | Role::Interval
        | Role::Condition
        | Role::Nothing => false,
    };
    !argument.is_optional || is_usual
}

/// A sample value of an argument; `None` if there is nothing to choose from.
fn value(collector: &Collector<'_>, row: &StatementInfo, role: Role) -> Option<Snippet> {
    let stop = |text: &str| Snippet::default().stop(text);
    Some(match role {
        Role::DeclaredId(kind) => {
            let taken = |name: &str| match collector.context.body() {
                Some(Body::Bot(bot)) => bot.answers.iter().any(|(it, _)| &*it.value == name),
                Some(
                    Body::Account(_)
                    | Body::Brand(_)
                    | Body::Channel(_)
                    | Body::Schedule(_)
                    | Body::Segment(_)
                    | Body::Message(_)
                    | Body::Test(_),
                )
                | None => false,
            };
            stop(&fresh(&format!("new_{}", kind.noun()), taken))
        }
        // Workspaces have many messages, so the list of completions opens next.
        Role::Reference(ReferenceKind::Message) if takes_what_follows(collector) => stop("nothing"),
        Role::Reference(ReferenceKind::Message) => return None,
        Role::Reference(kind) => {
            let choices = names(collector, kind);
            if choices.is_empty() {
                return None;
            }
            Snippet::default().choice(choices)
        }
        Role::Word(set) => word(collector, set),
        Role::Event(event) => Snippet::plain_text(event.as_str()),
        Role::Text(role) => {
            let text = samples::of_role(collector, role, row.block);
            Snippet::plain_text("\"").stop(text).text("\"")
        }
        Role::Tag => stop("proactive"),
        Role::Duration if row.is_trigger() => stop("0m30s"),
        Role::Duration if row.kind == StatementKind::Test(TestStatement::Visit) => stop("1m"),
        Role::Duration => stop("30s"),
        Role::Date if row.block == Block::Test => stop(&next_moment(collector).0),
        Role::Date => stop(&next_closed(collector)),
        Role::Time => stop(MOMENT.1),
        Role::Days => stop("mon-fri"),
        Role::Interval => stop("09:00-18:00"),
        Role::AgentReply | Role::Condition | Role::Nothing => return None,
    })
}

/// Whether a name that is not there yet would be the next word: a statement without arguments, such
/// as `leave`, which can also be a name.
fn takes_what_follows(collector: &Collector<'_>) -> bool {
    let follows = collector.context.after().split_whitespace().next();
    let mut rows = statements::of_block(Block::Test);
    rows.any(|row| Some(row.keyword) == follows && row.arguments().next().is_none())
}

/// A choice of the words of a set.
fn word(collector: &Collector<'_>, set: WordSet) -> Snippet {
    match set {
        WordSet::Ask => {
            let [name, email] = [Ask::Name.as_str(), Ask::Email.as_str()];
            let both = format!("{name}, {email}");
            Snippet::default().choice([both.as_str(), name, email, "nothing"])
        }
        WordSet::ScheduleKind => {
            let hours = references::hours(collector).into_iter();
            Snippet::default().choice(hours.map(|(_, hours)| hours.insert.plain()))
        }
        WordSet::Frequency => Snippet::default().choice(frequencies()),
        WordSet::Language | WordSet::DeviceTag => Snippet::default().stop("en"),
        WordSet::ChannelType
        | WordSet::BotStatus
        | WordSet::MessageStatus
        | WordSet::Event
        | WordSet::ConversationControl
        | WordSet::ReplyKind
        | WordSet::History
        | WordSet::Day => match set.words().as_slice() {
            [only] => Snippet::plain_text(*only),
            words => Snippet::default().choice(words.iter().copied()),
        },
    }
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

/// `bot ID answer ID`; `None` if no bot can answer here.
fn bot(collector: &Collector<'_>) -> Option<Snippet> {
    let bots = references::candidates(collector, ReferenceKind::Bot);
    let first = bots.first()?;
    let answers = first.answers().map(|answer| &*answer.value);
    let snippet = Snippet::plain_text("bot ").stop(first.name()?);
    Some(snippet.text(" answer ").choice(answers))
}

/// Offers `agent` and `bot` after `reply`.
pub(super) fn reply_kinds(collector: &mut Collector<'_>) {
    let item = |label: &str, word: &str| {
        let docs = DocsKey::Word(WordSet::ReplyKind, word.to_owned());
        ItemBuilder::form(label, ItemKind::Constant).docs(docs)
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

/// Offers what follows `reply agent`: a string or a block.
pub(super) fn agent_reply(collector: &mut Collector<'_>) {
    super::text::quoted(collector, HANDOVER);
    let item = ItemBuilder::form("{ … }", ItemKind::Keyword);
    let inside = Snippet::plain_text("{\n  text \"").stop(HANDOVER);
    let inside = inside.text("\"\n  ask ").stop("name, email").text("\n}");
    collector.add(item, [Insertion::whole(inside)]);
}
