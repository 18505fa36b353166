//! Completion of declarations, with their required statements.

use proactive_catalog::{DeclarationKind, ReferenceKind};

use super::collector::{Collector, plain};
use super::docs_key::DocsKey;
use super::item::{Insertion, ItemBuilder, ItemKind};
use super::samples::{self, GREETING, HANDOVER};
use super::snippet::Snippet;

/// The declarations, likeliest first.
const ORDER: [DeclarationKind; 8] = [
    DeclarationKind::Message,
    DeclarationKind::Segment,
    DeclarationKind::Test,
    DeclarationKind::Channel,
    DeclarationKind::Schedule,
    DeclarationKind::Bot,
    DeclarationKind::Brand,
    DeclarationKind::Account,
];

/// Offers declarations.
pub(super) fn offer(collector: &mut Collector<'_>) {
    collector.rank(200);
    for kind in ORDER {
        let declared = collector.declarations().of_kind(kind).next().is_some();
        let again = declared && kind == DeclarationKind::Account;
        let keyword = kind.keyword();
        let form = match kind {
            DeclarationKind::Segment => "ID when CONDITION",
            DeclarationKind::Account | DeclarationKind::Test => "\"Name\" { … }",
            DeclarationKind::Brand
            | DeclarationKind::Channel
            | DeclarationKind::Bot
            | DeclarationKind::Schedule
            | DeclarationKind::Message => "ID \"Name\" { … }",
        };
        let item = ItemBuilder::new(keyword, ItemKind::Declaration(kind))
            .detail(form)
            .docs(DocsKey::Declaration(kind));
        let mut forms = Vec::new();
        if !again {
            forms.push(Insertion::whole(whole(collector, kind)));
        }
        // The rest of the declaration may follow already.
        if !again
            || !collector
                .context
                .after()
                .trim_start_matches([' ', '\t'])
                .starts_with(['\r', '\n'])
        {
            forms.push(plain(keyword));
        }
        collector.add(item, forms);
    }
}

/// Offers the block of a declaration.
pub(super) fn opening(collector: &mut Collector<'_>, kind: DeclarationKind) {
    let item = ItemBuilder::form("{ … }", ItemKind::Keyword);
    let inside = block(collector, kind);
    let whole = match inside {
        None => Snippet::plain_text("{ ").stop("").text(" }"),
        Some(inside) => Snippet::plain_text("{").then(inside).text("\n}"),
    };
    collector.add(item, [Insertion::whole(whole)]);
}

fn whole(collector: &Collector<'_>, kind: DeclarationKind) -> Snippet {
    let name = format!("new_{}", kind.keyword());
    let fresh = samples::fresh(&name, |name| {
        collector.declarations().find(kind, name).is_some()
    });
    let named = |snippet: Snippet| snippet.text(" \"").stop("Name").text("\"");
    let header = Snippet::plain_text(format!("{} ", kind.keyword()));
    let header = match kind {
        DeclarationKind::Account => Snippet::plain_text("account \"").stop("Name").text("\""),
        DeclarationKind::Test => {
            let title = samples::fresh("What should happen", |name| {
                collector.declarations().find(kind, name).is_some()
            });
            Snippet::plain_text("test \"").stop(title).text("\"")
        }
        DeclarationKind::Segment => {
            let condition = header.stop(fresh).text(" when ");
            return condition.stop("visitor.url contains \"/\"");
        }
        DeclarationKind::Brand
        | DeclarationKind::Channel
        | DeclarationKind::Bot
        | DeclarationKind::Schedule
        | DeclarationKind::Message => named(header.stop(fresh)),
    };
    match block(collector, kind) {
        None => header,
        Some(inside) => header.text(" {").then(inside).text("\n}"),
    }
}

/// The statements that a new declaration begins with, each on its own line; `None` if it needs none.
fn block(collector: &Collector<'_>, kind: DeclarationKind) -> Option<Snippet> {
    let line = |text: &str| Snippet::plain_text(format!("\n  {text}"));
    let names = |kind| samples::names(collector, kind);
    Some(match kind {
        DeclarationKind::Account | DeclarationKind::Brand | DeclarationKind::Segment => {
            return None;
        }
        DeclarationKind::Channel => {
            let brands = names(ReferenceKind::Brand);
            match brands.is_empty() {
                true => line("brand ").stop("new_brand"),
                false => line("brand ").choice(brands),
            }
        }
        DeclarationKind::Bot => {
            let channels = names(ReferenceKind::Channel);
            let published = match channels.is_empty() {
                true => Snippet::default(),
                false => line("channels ").choice(channels),
            };
            let answer = line("answer ").stop("new_answer");
            published.then(answer.text(" \"").stop("Name").text("\""))
        }
        DeclarationKind::Schedule => {
            let zone = line("timezone \"").stop(samples::usual_zone(collector));
            let open = line("open ").stop("mon-fri").text(" ").stop("09:00-18:00");
            zone.text("\"").then(open)
        }
        DeclarationKind::Message => {
            let channels = names(ReferenceKind::Channel);
            // The only channel does not have to be named.
            let channel = match channels.as_slice() {
                [] | [_] => Snippet::default(),
                [..] => line("channel ").choice(channels),
            };
            channel
                .then(line("text \"").stop(GREETING).text("\""))
                .then(line("reply agent \"").stop(HANDOVER).text("\""))
                .then(line("when ").stop("always"))
                .then(line("after ").stop("0m30s").text(" on page_view"))
                .then(line("frequency ").choice(samples::frequencies()))
                // Visitors see it when the author says so.
                .then(line("status ").choice(["draft", "published"]))
        }
        DeclarationKind::Test => {
            let address = samples::usual_address(collector);
            let visit = line("visit \"").stop(address).text("\" for ").stop("1m");
            // Workspaces have many messages; completion offers them as soon as the author types.
            visit.then(line("expect ").stop("nothing"))
        }
    })
}
