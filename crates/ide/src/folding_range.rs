//! What can be folded away.
//!
//! A range begins behind the opening brace, bracket, quotes or keyword and ends before the closing
//! ones, so that these stay in sight. Where an editor folds whole lines, the last line is folded
//! only if nothing stands behind the range on it.

use std::ops::Range;

use proactive_diagnostics::{FileId, TextRange, TextSize};
use proactive_syntax::{Node, SyntaxKind, literal};

use crate::Snapshot;
use crate::document_symbol::trimmed_range;

/// A part of a file that can be folded away; it reaches over two lines or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fold {
    /// What is hidden.
    pub range: TextRange,
    /// What it is.
    pub kind: FoldKind,
}

/// What can be folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoldKind {
    /// What stands between braces.
    Block,
    /// A condition, or another statement over several lines: what stands behind its keyword.
    Statement,
    /// What stands between brackets or parentheses.
    List,
    /// What stands between three quotes.
    Text,
    /// Comments on lines of their own: all but the first line.
    Comment,
}

/// What can be folded in a file, ordered by where it begins, the larger first. Two folds either
/// have nothing in common, or one holds the other.
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
    /// Where the item begins.
    start: TextSize,
    found: Vec<Fold>,
    /// All comments, in the order of the text.
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

    /// From the end of one node to the start of another, if that is in this order.
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
            // The last keyword before a condition, else the first: `segment x when …`.
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

    /// Lines of comments without a line of anything else between them.
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

    /// Whether a comment stands on the line below another.
    fn follows(&self, above: TextRange, below: TextRange) -> bool {
        let between = TextRange::new(above.end(), below.start().max(above.end()));
        let between = self.slice(between);
        between.trim().is_empty() && between.matches('\n').count() == 1
    }

    /// What stands on the line before an offset.
    fn line_before(&self, offset: TextSize) -> &'t str {
        let before = self.slice(TextRange::up_to(offset));
        before.rsplit('\n').next().unwrap_or("")
    }
}
