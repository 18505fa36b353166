//! What a file declares, as an outline, and what a workspace declares, by name.

use proactive_catalog::DeclarationKind;
use proactive_diagnostics::{FileId, Span, TextRange, TextSize};
use proactive_hir::Item;
use proactive_hir::draft::{Body, Declaration, Name};
use proactive_syntax::{Node, SyntaxKind, literal};

use crate::Snapshot;

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A declaration.
    Declaration(DeclarationKind),
    /// An answer of a bot.
    Answer,
    /// A statement of a declaration, but for answers and steps.
    Statement,
    /// A step of a test.
    Step,
}

/// An entry of an outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineEntry {
    /// What it is.
    pub kind: EntryKind,
    /// Its name, or its keyword where it has none; never empty.
    pub name: String,
    /// The display name, or what stands behind the keyword; on one line.
    pub detail: Option<String>,
    /// The whole of it, without the comments around it.
    pub range: TextRange,
    /// The part to show when it is chosen, which lies in `range`: its name, else its keyword.
    pub selection: TextRange,
    /// What is in it, in the order of the text; each lies in `range`, and none overlaps another.
    pub children: Vec<Self>,
}

/// What a file declares, in the order of the text.
#[must_use]
pub fn document_symbols(snapshot: &Snapshot, file: FileId) -> Vec<OutlineEntry> {
    let workspace = snapshot.workspace();
    let items = workspace.items(file).iter();
    items
        .filter_map(|item| {
            let text = workspace.text_of(file, item);
            let mut entry = of_item(text, item)?;
            entry.shift(item.range().start());
            Some(entry)
        })
        .collect()
}

impl OutlineEntry {
    fn shift(&mut self, by: TextSize) {
        self.range += by;
        self.selection += by;
        for child in &mut self.children {
            child.shift(by);
        }
    }
}

fn of_item(text: &str, item: &Item) -> Option<OutlineEntry> {
    let declaration = item.draft().declaration.as_ref()?;
    let root = item.parsed().tree.root();
    let node = root
        .children()
        .find(|node| node.kind().declaration().is_some())?;
    let kind = declaration.kind();
    let detail = match kind {
        DeclarationKind::Segment => {
            let condition = node.child(SyntaxKind::Condition);
            condition.and_then(|condition| one_line(condition.text(text)))
        }
        DeclarationKind::Test => None,
        DeclarationKind::Account
        | DeclarationKind::Brand
        | DeclarationKind::Channel
        | DeclarationKind::Bot
        | DeclarationKind::Schedule
        | DeclarationKind::Message => title(declaration),
    };
    Some(OutlineEntry {
        kind: EntryKind::Declaration(kind),
        name: shown_name(declaration),
        detail,
        range: solid(node),
        selection: declaration.place(),
        children: statements(text, node, kind),
    })
}

/// What a declaration is called in a list, on one line.
fn shown_name(declaration: &Declaration) -> String {
    let name = one_line(name(declaration));
    name.unwrap_or_else(|| declaration.kind().keyword().to_owned())
}

/// What a declaration is called, or its keyword; the name of a test may be long, or blank.
fn name(declaration: &Declaration) -> &str {
    let kind = declaration.kind();
    let named = match kind {
        DeclarationKind::Test => &declaration.title,
        DeclarationKind::Account
        | DeclarationKind::Brand
        | DeclarationKind::Channel
        | DeclarationKind::Bot
        | DeclarationKind::Schedule
        | DeclarationKind::Segment
        | DeclarationKind::Message => &declaration.name,
    };
    named.as_ref().map_or(kind.keyword(), |name| &name.value)
}

fn title(declaration: &Declaration) -> Option<String> {
    one_line(&declaration.title.as_ref()?.value)
}

fn statements(text: &str, block: Node<'_>, within: DeclarationKind) -> Vec<OutlineEntry> {
    block
        .children()
        .filter(|child| child.kind().is_statement())
        .filter_map(|statement| of_statement(text, statement, within))
        .collect()
}

fn of_statement(text: &str, node: Node<'_>, within: DeclarationKind) -> Option<OutlineEntry> {
    let range = solid(node);
    let keyword = node.child(SyntaxKind::Keyword)?;
    let string = node
        .children()
        .find(|child| matches!(child.kind(), SyntaxKind::Quoted | SyntaxKind::TextBlock));
    let answer = node
        .children()
        .find(|child| node.kind() == SyntaxKind::Answer && child.kind() == SyntaxKind::Word);
    if let Some(answer) = answer {
        let display_name = string.map(|string| literal::unquote(string.text(text)).0);
        return Some(OutlineEntry {
            kind: EntryKind::Answer,
            name: answer.text(text).to_owned(),
            detail: display_name.and_then(|name| one_line(&name)),
            range,
            selection: answer.range(),
            children: Vec::new(),
        });
    }
    let reply = node.child(SyntaxKind::ReplyBlock);
    let behind = TextRange::new(
        keyword.range().end(),
        reply.map_or(range.end(), |reply| reply.range().start()),
    );
    let behind = text.get(std::ops::Range::<usize>::from(behind));
    let detail = match string.filter(|_| node.kind() == SyntaxKind::Text) {
        Some(string) => one_line(&literal::unquote(string.text(text)).0),
        None => behind.and_then(one_line),
    };
    Some(OutlineEntry {
        kind: match is_step(node.kind()) && within == DeclarationKind::Test {
            true => EntryKind::Step,
            false => EntryKind::Statement,
        },
        name: keyword.text(text).to_owned(),
        detail,
        range,
        selection: keyword.range(),
        children: reply.map_or_else(Vec::new, |reply| statements(text, reply, within)),
    })
}

/// Whether a statement of a test is a step of its story.
fn is_step(kind: SyntaxKind) -> bool {
    matches!(
        kind,
        SyntaxKind::Visit | SyntaxKind::Wait | SyntaxKind::Expect | SyntaxKind::Step
    )
}

/// The range of a node from its first word to its last: a condition begins with the blanks before
/// it, and behind a block without its brace a node holds the comments and blanks as well.
pub(crate) fn solid(node: Node<'_>) -> TextRange {
    let mut first = node;
    while let Some(inner) = words(first).next() {
        first = inner;
    }
    let mut last = node;
    while let Some(inner) = words(last).last() {
        last = inner;
    }
    TextRange::new(first.range().start(), last.range().end())
}

fn words(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    node.children().filter(|child| !child.range().is_empty())
}

/// How many characters of a text an outline shows.
const SHOWN: usize = 80;

/// A text on one line, cut where it is long; none if it is blank.
fn one_line(text: &str) -> Option<String> {
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        for character in word.chars() {
            if length == SHOWN {
                line.push('…');
                return Some(line);
            }
            line.push(character);
            length += 1;
        }
    }
    (!line.is_empty()).then_some(line)
}

/// A declaration or an answer of a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceSymbol {
    /// What it is: never a statement or a step.
    pub kind: EntryKind,
    /// Its name, or its keyword where it has none; never empty.
    pub name: String,
    /// The display name.
    pub title: Option<String>,
    /// Of an answer the name of its bot, else the path of the file.
    pub container: String,
    /// Where its name stands, else its keyword.
    pub place: Span,
}

/// What a workspace declares under names that fit a query, the best first, at most `limit`.
///
/// A query fits a name, or a display name, that holds its characters in their order, whatever
/// their case; blanks in it don't count. An empty query fits everything.
#[must_use]
pub fn workspace_symbols(snapshot: &Snapshot, query: &str, limit: usize) -> Vec<WorkspaceSymbol> {
    let mut judge = Judge {
        query: folded(query).filter(|it| !it.is_whitespace()).collect(),
        name: Vec::new(),
    };
    let workspace = snapshot.workspace();
    let mut found = Vec::new();
    for (file, source) in (0..).map(FileId).zip(workspace.files()) {
        for item in workspace.items(file) {
            let Some(declaration) = &item.draft().declaration else {
                continue;
            };
            let title = declaration.title.as_ref().map(|title| &*title.value);
            let hit = |answer| (&source.path, file, item, declaration, answer);
            if let Some(fit) = judge.fit(name(declaration), title) {
                found.push((fit, hit(None)));
            }
            for answer in answers(declaration) {
                if let Some(fit) = judge.fit(&answer.0.value, answer.1.as_deref()) {
                    found.push((fit, hit(Some(answer))));
                }
            }
        }
    }
    // Of equals the order of the text stays.
    found.sort_by_key(|(fit, _)| *fit);
    found.truncate(limit);
    let symbols = found
        .into_iter()
        .map(|(_, (path, file, item, declaration, answer))| {
            let span = |range: TextRange| Span::new(file, range + item.range().start());
            match answer {
                Some((answer, title)) => WorkspaceSymbol {
                    kind: EntryKind::Answer,
                    name: answer.value.to_string(),
                    title: title.as_deref().and_then(one_line),
                    container: name(declaration).to_owned(),
                    place: span(answer.range),
                },
                None => WorkspaceSymbol {
                    kind: EntryKind::Declaration(declaration.kind()),
                    name: shown_name(declaration),
                    title: title(declaration)
                        .filter(|_| declaration.kind() != DeclarationKind::Test),
                    container: path.to_string(),
                    place: span(declaration.place()),
                },
            }
        });
    symbols.collect()
}

/// The answers that a bot declares, each with its display name.
fn answers(declaration: &Declaration) -> &[(Name, Option<Box<str>>)] {
    match &declaration.body {
        Body::Bot(bot) => &bot.answers,
        Body::Account(_)
        | Body::Brand(_)
        | Body::Channel(_)
        | Body::Schedule(_)
        | Body::Segment(_)
        | Body::Message(_)
        | Body::Test(_) => &[],
    }
}

fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

/// How well a query fits a name: the less the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    how: How,
    /// Whether the display name fits, not the name.
    by_title: bool,
    /// How much of the name is not in the query, in characters.
    rest: usize,
}

/// In what way a query fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    /// It is the name.
    Whole,
    /// The name begins with it.
    Beginning,
    /// A word of the name begins with it.
    BeginningOfWord,
    /// It stands somewhere in the name.
    Part,
    /// Its characters stand in the name, with others between them.
    Scattered,
}

/// Tells how well names fit a query.
struct Judge {
    /// In lower case, without blanks.
    query: Vec<char>,
    /// Of the name that is judged: kept, as there are many.
    name: Vec<char>,
}

impl Judge {
    /// How well the query fits a name or, not quite as well, its display name.
    fn fit(&mut self, name: &str, title: Option<&str>) -> Option<Fit> {
        let by_name = self.fit_one(name, false);
        let by_title = title.and_then(|title| self.fit_one(title, true));
        match (by_name, by_title) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, None) | (None, one) => one,
        }
    }

    fn fit_one(&mut self, name: &str, by_title: bool) -> Option<Fit> {
        if self.query.is_empty() {
            // Then the order of the text is the best.
            let (how, rest) = (How::Whole, 0);
            return Some(Fit {
                how,
                by_title,
                rest,
            });
        }
        self.name.clear();
        let of_name = folded(name).filter(|it| !it.is_whitespace());
        self.name.extend(of_name);
        let (query, name) = (&self.query, &self.name);
        let rest = name.len().checked_sub(query.len())?;
        let begins_word = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| name.get(before));
            before.is_none_or(|before| !before.is_alphanumeric())
        };
        let mut places = (0..=rest).filter(|&at| name.get(at..at + query.len()) == Some(query));
        let how = match places.next() {
            Some(0) if rest == 0 => How::Whole,
            Some(0) => How::Beginning,
            Some(at) if begins_word(at) || places.any(begins_word) => How::BeginningOfWord,
            Some(_) => How::Part,
            None => {
                let mut characters = name.iter();
                let scattered = query.iter().all(|wanted| characters.any(|it| it == wanted));
                scattered.then_some(How::Scattered)?
            }
        };
        Some(Fit {
            how,
            by_title,
            rest,
        })
    }
}
