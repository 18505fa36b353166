//! Workspace symbols: the search for declarations and answers by name.

use proactive_catalog::DeclarationKind;
use proactive_diagnostics::{FileId, Span, TextRange};
use proactive_hir::draft::{Body, Declaration, Name};

use crate::Snapshot;
use crate::document_symbol::{EntryKind, name, one_line, shown_name, title};

/// A declaration or an answer of a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceSymbol {
    /// Its kind: a declaration or an answer.
    pub kind: EntryKind,
    /// Its name, or its keyword if it has none. Never empty.
    pub name: String,
    /// The display name.
    pub title: Option<String>,
    /// For an answer, the name of its bot; otherwise the path of the file.
    pub container: String,
    /// Its name, or its keyword if it has none.
    pub place: Span,
}

/// The declarations and answers whose names match a query, best match first, at most `limit`.
///
/// A query matches a name or a display name that contains its characters in the same order. Case and
/// whitespace do not matter. An empty query matches everything.
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
    // The sort is stable, so equal matches stay in source order.
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

/// How well a query matches a name. Lower is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    kind: MatchKind,
    /// Whether the display name matches instead of the name.
    by_title: bool,
    /// The number of characters of the name that are not in the query.
    rest: usize,
}

/// The kind of a match, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum MatchKind {
    /// The query is the name.
    Whole,
    /// The name begins with it.
    Beginning,
    /// A word of the name begins with it.
    BeginningOfWord,
    /// The name contains it.
    Part,
    /// The name contains its characters, with others between them.
    Scattered,
}

/// Scores how well names match a query.
struct Matcher {
    /// The query in lower case, without whitespace.
    query: Vec<char>,
    /// The name being scored. The buffer is reused because there are many names.
    name: Vec<char>,
}

impl Matcher {
    /// The score of a name or its display name, whichever is better.
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
            // Everything matches equally well.
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
