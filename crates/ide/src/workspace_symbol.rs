//! What a workspace declares, found by name.

use proactive_catalog::DeclarationKind;
use proactive_diagnostics::{FileId, Span, TextRange};
use proactive_hir::draft::{Body, Declaration, Name};

use crate::Snapshot;
use crate::document_symbol::{EntryKind, name, one_line, shown_name, title};

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
    let mut matcher = Matcher {
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
            if let Some(score) = matcher.score(name(declaration), title) {
                found.push((score, hit(None)));
            }
            for answer in answers(declaration) {
                if let Some(score) = matcher.score(&answer.0.value, answer.1.as_deref()) {
                    found.push((score, hit(Some(answer))));
                }
            }
        }
    }
    // Of equals the order of the text stays.
    found.sort_by_key(|(score, _)| *score);
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
struct Score {
    kind: MatchKind,
    /// Whether the display name fits, not the name.
    by_title: bool,
    /// How much of the name is not in the query, in characters.
    rest: usize,
}

/// In what way a query fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum MatchKind {
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
struct Matcher {
    /// In lower case, without blanks.
    query: Vec<char>,
    /// Of the name that is judged: kept, as there are many.
    name: Vec<char>,
}

impl Matcher {
    /// How well the query fits a name or, not quite as well, its display name.
    fn score(&mut self, name: &str, title: Option<&str>) -> Option<Score> {
        let by_name = self.score_one(name, false);
        let by_title = title.and_then(|title| self.score_one(title, true));
        match (by_name, by_title) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, None) | (None, one) => one,
        }
    }

    fn score_one(&mut self, name: &str, by_title: bool) -> Option<Score> {
        if self.query.is_empty() {
            // Then the order of the text is the best.
            let (kind, rest) = (MatchKind::Whole, 0);
            return Some(Score {
                kind,
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
        let kind = match places.next() {
            Some(0) if rest == 0 => MatchKind::Whole,
            Some(0) => MatchKind::Beginning,
            Some(at) if begins_word(at) || places.any(begins_word) => MatchKind::BeginningOfWord,
            Some(_) => MatchKind::Part,
            None => {
                let mut characters = name.iter();
                let scattered = query.iter().all(|wanted| characters.any(|it| it == wanted));
                scattered.then_some(MatchKind::Scattered)?
            }
        };
        Some(Score {
            kind,
            by_title,
            rest,
        })
    }
}
