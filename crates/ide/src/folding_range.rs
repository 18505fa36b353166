//! Folding ranges.
//!
//! A range begins after the opening brace, bracket, quotes or keyword and ends before the closing
//! ones, so that these stay visible. An editor that folds whole lines folds the last line only if
//! nothing follows the range on it.

use std::ops::Range;

use proactive_diagnostics::{FileId, TextRange, TextSize};
use proactive_syntax::{Node, SyntaxKind, literal};

use crate::Snapshot;
use crate::document_symbol::trimmed_range;

/// A part of a file that can be folded. It spans at least two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fold {
    /// The text that is hidden.
    pub range: TextRange,
    /// Its kind.
    pub kind: FoldKind,
}

/// The kind of a fold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoldKind {
    /// The contents of braces.
    Block,
    /// A statement of several lines: what follows its keyword.
    Statement,
    /// The contents of brackets or parentheses.
    List,
    /// The contents of triple quotes.
    Text,
    /// Consecutive comment lines, except for the first.
    Comment,
}

/// The folds of a file, ordered by start and then from the longest to the shortest. Two folds are
/// either disjoint or nested.
#[must_use]
pub fn folding_ranges(snapshot: &Snapshot, file: FileId) -> Vec<Fold> {
    let text = snapshot.text(file);
    let mut collector = FoldCollector {
        text,
        start: TextSize::new(0),
        found: Vec::new(),
        comments: Vec::new(),
    };
    for item in snapshot.workspace().items(file) {
        collector.start = item.range().start();
        collector.node(item.parsed().tree.root());
    }
    collector.comment_blocks();
    let mut found = collector.found;
    found.sort_by_key(|fold| (fold.range.start(), std::cmp::Reverse(fold.range.end())));
    found.dedup_by_key(|fold| fold.range);
    found
}

struct FoldCollector<'t> {
    /// The text of the file.
    text: &'t str,
    /// The start of the item in the file.
    start: TextSize,
    found: Vec<Fold>,
    /// All comments, in source order.
    comments: Vec<TextRange>,
}

impl<'t> FoldCollector<'t> {
    fn slice(&self, range: TextRange) -> &'t str {
        self.text.get(Range::<usize>::from(range)).unwrap_or("")
    }

    fn add(&mut self, range: TextRange, kind: FoldKind) {
        if self.slice(range).contains('\n') {
            self.found.push(Fold { range, kind });
        }
    }

    /// Adds the range from the end of a node to an offset after it.
    fn between(&mut self, from: Node<'_>, to: TextSize, kind: FoldKind) {
        let from = from.range().end();
        if from < to {
            self.add(TextRange::new(from, to) + self.start, kind);
        }
    }

    fn node(&mut self, node: Node<'_>) {
        let end = trimmed_range(node).end();
        let is_block = matches!(
            node.kind(),
            SyntaxKind::Account
                | SyntaxKind::Brand
                | SyntaxKind::Channel
                | SyntaxKind::Bot
                | SyntaxKind::Schedule
                | SyntaxKind::Message
                | SyntaxKind::Test
                | SyntaxKind::ReplyBlock
        );
        if is_block && let Some(open) = node.child(SyntaxKind::Lbrace) {
            let close = node.child(SyntaxKind::Rbrace);
            let to = close.map_or(end, |close| close.range().start());
            self.between(open, to, FoldKind::Block);
        }
        let has_own = |child: Node<'_>| {
            matches!(child.kind(), SyntaxKind::ReplyBlock | SyntaxKind::TextBlock)
        };
        let is_statement = node.kind().is_statement() || node.kind() == SyntaxKind::Segment;
        if is_statement && !node.children().any(has_own) {
            // In `segment x when …`, the range begins after the second keyword.
            let before_condition = node
                .children()
                .take_while(|child| child.kind() != SyntaxKind::Condition)
                .filter(|child| child.kind() == SyntaxKind::Keyword);
            let keyword = match node.kind() == SyntaxKind::Segment {
                true => before_condition.last(),
                false => node.child(SyntaxKind::Keyword),
            };
            if let Some(keyword) = keyword {
                self.between(keyword, end, FoldKind::Statement);
            }
        }
        let mut open = Vec::new();
        for child in node.children_with_comments() {
            match child.kind() {
                SyntaxKind::Comment => self.comments.push(child.range() + self.start),
                SyntaxKind::TextBlock => self.text_block(child),
                SyntaxKind::Lbracket | SyntaxKind::Lparen => open.push(child),
                SyntaxKind::Rbracket | SyntaxKind::Rparen => {
                    let same = match child.kind() {
                        SyntaxKind::Rbracket => SyntaxKind::Lbracket,
                        _ => SyntaxKind::Lparen,
                    };
                    if let Some(from) = open.pop_if(|open| open.kind() == same) {
                        self.between(from, child.range().start(), FoldKind::List);
                    }
                }
                _ => self.node(child),
            }
        }
    }

    fn text_block(&mut self, node: Node<'_>) {
        let range = node.range() + self.start;
        let quotes = TextSize::of("\"\"\"");
        let closing = match literal::is_unterminated(self.slice(range)) {
            true => TextSize::new(0),
            false => quotes,
        };
        let (start, end) = (range.start() + quotes, range.end() - closing);
        self.add(TextRange::new(start, end.max(start)), FoldKind::Text);
    }

    /// Adds runs of comment lines with nothing between them.
    fn comment_blocks(&mut self) {
        let comments = std::mem::take(&mut self.comments);
        let mut block: Option<(TextRange, TextRange)> = None;
        let mut blocks = Vec::new();
        for comment in comments {
            let line = self.line_before(comment.start());
            if !line.chars().all(|it| matches!(it, ' ' | '\t' | '\u{FEFF}')) {
                blocks.extend(block.take());
                continue;
            }
            block = match block.take() {
                Some((first, last)) if self.follows(last, comment) => Some((first, comment)),
                ended => {
                    blocks.extend(ended);
                    Some((comment, comment))
                }
            };
        }
        blocks.extend(block);
        for (first, last) in blocks {
            let range = TextRange::new(first.end(), last.end().max(first.end()));
            self.add(range, FoldKind::Comment);
        }
    }

    /// Whether a comment is on the line below another.
    fn follows(&self, above: TextRange, below: TextRange) -> bool {
        let between = TextRange::new(above.end(), below.start().max(above.end()));
        let between = self.slice(between);
        between.trim().is_empty() && between.matches('\n').count() == 1
    }

    /// The text before an offset on its line.
    fn line_before(&self, offset: TextSize) -> &'t str {
        let before = self.slice(TextRange::up_to(offset));
        before.rsplit('\n').next().unwrap_or("")
    }
}
