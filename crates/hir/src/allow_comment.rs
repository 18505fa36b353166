//! `# proactive: allow(code): reason`: how the comment is written, and what it can refer to.

use proactive_diagnostics::{Code, TextRange, TextSize};
use proactive_syntax::SyntaxKind;

use crate::draft::DIRECTIVE;
use crate::item::{Item, LoweredFile};

/// A comment that instructs the checker.
pub(crate) struct Directive {
    pub(crate) range: TextRange,
    /// Only white space precedes it on its line.
    pub(crate) own_line: bool,
}

/// Returns the comments of a file that instruct the checker, in order.
pub(crate) fn directives(text: &str, lowered: &LoweredFile) -> Vec<Directive> {
    let mut found = Vec::new();
    for item in &lowered.items {
        for node in item.parsed.tree.nodes() {
            if node.kind() != SyntaxKind::Comment {
                continue;
            }
            let range = node.range() + item.start;
            let comment = slice(text, range);
            if !comment
                .trim_start_matches('#')
                .trim_start()
                .starts_with(DIRECTIVE)
            {
                continue;
            }
            let before = text.get(..usize::from(range.start())).unwrap_or("");
            let line = before.rsplit('\n').next().unwrap_or("");
            let own_line = line.trim_matches(['\u{FEFF}', ' ', '\t']).is_empty();
            found.push(Directive { range, own_line });
        }
    }
    found
}

/// A statement or declaration that a comment can refer to.
pub(crate) struct Silenceable {
    pub(crate) range: TextRange,
    /// It contains a block of statements, so a comment inside it does not refer to all of it.
    pub(crate) has_block: bool,
}

/// Returns the statements and declarations of a file, ordered by start, outer before inner.
pub(crate) fn targets(lowered: &LoweredFile) -> Vec<Silenceable> {
    lowered.items.iter().flat_map(targets_in).collect()
}

/// Returns the statements and declarations of an item, with their ranges in the file.
pub(crate) fn targets_in(item: &Item) -> impl Iterator<Item = Silenceable> {
    let declaration = item.draft.declaration.as_ref();
    item.parsed.tree.nodes().filter_map(move |node| {
        let declares = declaration.is_some_and(|declaration| {
            declaration.range == node.range() && node.child(SyntaxKind::Keyword).is_some()
        });
        let unknown = node.kind() == SyntaxKind::UnknownDeclaration;
        if !declares && !unknown && !node.kind().is_statement() {
            return None;
        }
        let opens = [
            SyntaxKind::Lbrace,
            SyntaxKind::MissingOpen,
            SyntaxKind::ReplyBlock,
        ];
        Some(Silenceable {
            range: node.range() + item.start,
            has_block: node.children().any(|child| opens.contains(&child.kind())),
        })
    })
}

/// A comment that is written right.
pub(crate) struct Parsed<'t> {
    /// The words in the parentheses, with their places.
    pub(crate) codes: Vec<(&'t str, TextRange)>,
    /// What is after the colon; `None` if that is nothing.
    pub(crate) reason: Option<&'t str>,
}

/// Parses `# proactive: allow(code, code): reason`, which is at `range` of a text. `None` if it is
/// written in another way.
pub(crate) fn parse(text: &str, range: TextRange) -> Option<Parsed<'_>> {
    let comment = slice(text, range);
    let inside = comment.trim_start_matches('#').trim_start();
    let list = inside
        .strip_prefix(DIRECTIVE)?
        .trim_start()
        .strip_prefix("allow")?;
    let list = list.trim_start().strip_prefix('(')?;
    let (list, rest) = list.split_once(')')?;
    let rest = rest.trim();
    let reason = match rest.strip_prefix(':') {
        Some(reason) => Some(reason.trim()).filter(|it| !it.is_empty()),
        None if rest.is_empty() => None,
        None => return None,
    };
    let mut codes = Vec::new();
    for part in list.split(',') {
        let word = part.trim();
        if word.is_empty() {
            return None;
        }
        let offset = word.as_ptr() as usize - comment.as_ptr() as usize;
        let size = |length: usize| TextSize::new(u32::try_from(length).unwrap_or(0));
        codes.push((
            word,
            TextRange::at(range.start() + size(offset), size(word.len())),
        ));
    }
    Some(Parsed { codes, reason })
}

/// Writes the comment.
pub(crate) fn write(codes: &[Code], reason: Option<&str>) -> String {
    let codes: Vec<&str> = codes.iter().map(|code| code.as_str()).collect();
    let reason = reason.map(|reason| format!(": {reason}"));
    format!(
        "# {DIRECTIVE} allow({}){}",
        codes.join(", "),
        reason.unwrap_or_default()
    )
}

/// Returns the text of a range.
pub(crate) fn slice(text: &str, range: TextRange) -> &str {
    text.get(std::ops::Range::<usize>::from(range))
        .unwrap_or("")
}
