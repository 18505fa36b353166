//! Selection ranges: how a selection expands from the word to the file.

use std::ops::Range;

use proactive_diagnostics::{TextRange, TextSize};
use proactive_hir::Item;
use proactive_syntax::condition::{Comparison, Expr, shape};
use proactive_syntax::{Node, SyntaxKind, literal};

use crate::classify::{TokenClass, classify};
use crate::document_symbol::trimmed_range;
use crate::{FilePosition, Snapshot};

/// The ranges around a position, each larger than the one before and containing it. The last is the
/// file. There is at least one, unless there is no such position.
#[must_use]
pub fn selection_ranges(snapshot: &Snapshot, position: FilePosition) -> Vec<TextRange> {
    let FilePosition { file, offset } = position;
    let text = snapshot.text(file);
    let whole = TextRange::up_to(TextSize::of(text));
    if !whole.contains_inclusive(offset) || snapshot.workspace().file(file).is_none() {
        return Vec::new();
    }
    let mut wanted = vec![whole];
    // The comment above a declaration is part of the item before it.
    for item in snapshot.workspace().items(file) {
        let start = item.range().start();
        if let Some(declaration) = declaration(item) {
            let documented = documented(text, declaration + start);
            if documented.contains_inclusive(offset) {
                wanted.push(documented);
            }
        }
    }
    if let Some(item) = snapshot.item_at(position)
        && let Some(inside) = offset.checked_sub(item.range().start())
    {
        let mut collector = RangeCollector {
            text: snapshot.workspace().text_of(file, item),
            offset: inside,
            found: Vec::new(),
        };
        collector.item(item);
        let start = item.range().start();
        wanted.extend(collector.found.into_iter().map(|range| range + start));
    }
    grow(wanted, offset)
}

/// The ranges that contain the offset, from the smallest to the largest, without those that do not
/// contain the one before.
fn grow(mut ranges: Vec<TextRange>, offset: TextSize) -> Vec<TextRange> {
    ranges.retain(|range| !range.is_empty() && range.contains_inclusive(offset));
    ranges.sort_by_key(|range| (range.len(), range.start()));
    let mut chain: Vec<TextRange> = Vec::new();
    for range in ranges {
        let grows = chain
            .last()
            .is_none_or(|last| range.contains_range(*last) && range != *last);
        if grows {
            chain.push(range);
        }
    }
    if chain.is_empty() {
        chain.push(TextRange::empty(offset));
    }
    chain
}

/// A declaration with the comments directly above it.
fn documented(text: &str, declaration: TextRange) -> TextRange {
    let mut start = usize::from(declaration.start());
    let before = text.get(..start).unwrap_or("");
    let Some(line) = before.rfind('\n').map(|newline| newline + 1) else {
        return declaration;
    };
    let is_blank = |text: &str| text.chars().all(|it| matches!(it, ' ' | '\t'));
    if !before.get(line..).is_some_and(is_blank) {
        return declaration;
    }
    let mut above = before.get(..line).unwrap_or("");
    while let Some(rest) = above.strip_suffix('\n') {
        let from = rest.rfind('\n').map_or(0, |newline| newline + 1);
        let line = rest.get(from..).unwrap_or("");
        let Some(indent) = line
            .find('#')
            .filter(|&at| line.get(..at).is_some_and(is_blank))
        else {
            break;
        };
        start = from + indent;
        above = rest.get(..from).unwrap_or("");
    }
    let start = TextSize::new(u32::try_from(start).unwrap_or(u32::MAX));
    TextRange::new(start.min(declaration.start()), declaration.end())
}

/// The declaration of an item.
fn declaration(item: &Item) -> Option<TextRange> {
    let mut nodes = item.parsed().tree.root().children();
    nodes
        .find(|node| node.kind().declaration().is_some())
        .map(trimmed_range)
}

struct RangeCollector<'t> {
    text: &'t str,
    offset: TextSize,
    found: Vec<TextRange>,
}

impl RangeCollector<'_> {
    fn holds(&self, range: TextRange) -> bool {
        range.contains_inclusive(self.offset)
    }

    fn item(&mut self, item: &Item) {
        for token in classify(self.text, item.parsed()) {
            if !self.holds(token.range) {
                continue;
            }
            self.found.push(token.range);
            if let TokenClass::Operator { whole, .. } = token.kind {
                self.found.push(whole);
            }
            match token.kind {
                TokenClass::Text(_)
                | TokenClass::Value(_)
                | TokenClass::Tag
                | TokenClass::Word(_)
                | TokenClass::Comment
                | TokenClass::Stray => {
                    self.words(token.range);
                    self.contents(token.range);
                }
                TokenClass::DeclarationKeyword(_)
                | TokenClass::StatementKeyword(..)
                | TokenClass::ArgumentKeyword
                | TokenClass::DeclaredName(_)
                | TokenClass::Reference { .. }
                | TokenClass::Object
                | TokenClass::Field(_)
                | TokenClass::Operator { .. }
                | TokenClass::Connective
                | TokenClass::Duration
                | TokenClass::Date
                | TokenClass::Days
                | TokenClass::Interval
                | TokenClass::Time => {}
            }
        }
        // Where two nodes meet, both are visited.
        self.node(item.parsed().tree.root());
    }

    fn node(&mut self, node: Node<'_>) {
        let mut open = None;
        let mut keyword = TextRange::default();
        for child in node.children_with_comments() {
            match child.kind() {
                SyntaxKind::Keyword => keyword = child.range(),
                SyntaxKind::Lbrace => open = Some(child.range()),
                SyntaxKind::Rbrace => {
                    if let Some(open) = open.take() {
                        self.enclosed(open, child.range());
                    }
                }
                _ => {}
            }
            if !self.holds(child.range()) {
                continue;
            }
            self.found.push(trimmed_range(child));
            if child.kind() == SyntaxKind::Condition {
                let (expr, _) = shape(child, keyword, self.text);
                self.expr(&expr);
            }
            self.node(child);
        }
    }

    /// Adds the contents of delimiters, without them and with them.
    fn enclosed(&mut self, open: TextRange, close: TextRange) {
        let inner = TextRange::new(open.end(), close.start().max(open.end()));
        let text = slice(self.text, inner);
        let length = |text: &str| TextSize::of(text);
        let start = inner.start() + (length(text) - length(text.trim_start()));
        let end = inner.end() - (length(text) - length(text.trim_end()));
        if start < end {
            self.found.push(TextRange::new(start, end));
        }
        self.found.push(open.cover(close));
    }

    /// The recursion is as deep as the condition, which is limited.
    fn expr(&mut self, expr: &Expr) {
        let range = expr.range();
        if !self.holds(range) {
            return;
        }
        self.found.push(range);
        match expr {
            Expr::And(parts) | Expr::Or(parts) => {
                for part in parts {
                    self.expr(part);
                }
            }
            Expr::Not(_, inner) => self.expr(inner),
            Expr::Group(range, inner) => {
                self.brackets(*range);
                self.expr(inner);
            }
            Expr::Comparison(comparison) => {
                let Comparison { list, values, .. } = comparison;
                if let Some(list) = list {
                    self.brackets(*list);
                }
                let values = values.iter().map(|value| value.range);
                self.found.extend(values);
            }
            Expr::Name(_) | Expr::Always(_) | Expr::Broken(_) => {}
        }
    }

    /// Adds the contents of parentheses or brackets if they are closed.
    fn brackets(&mut self, range: TextRange) {
        let text = slice(self.text, range);
        let closed = text.starts_with('(') && text.ends_with(')')
            || text.starts_with('[') && text.ends_with(']');
        if closed && text.len() > 1 {
            let sign = TextSize::of('(');
            let open = TextRange::at(range.start(), sign);
            let close = TextRange::at(range.end() - sign, sign);
            self.enclosed(open, close);
        }
    }

    /// Adds the word in a string or comment, and the run of characters up to whitespace.
    fn words(&mut self, range: TextRange) {
        let text = slice(self.text, range);
        let Some(at) = self.offset.checked_sub(range.start()).map(usize::from) else {
            return;
        };
        let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else {
            return;
        };
        let mut run = |belongs: fn(char) -> bool| {
            let start = before.trim_end_matches(belongs).len();
            let end = text.len() - after.trim_start_matches(belongs).len();
            let size = |at: usize| TextSize::new(u32::try_from(at).unwrap_or(u32::MAX));
            let found = TextRange::new(size(start), size(end)) + range.start();
            self.found.push(found);
        };
        run(|it| it.is_alphanumeric() || it == '_');
        run(|it| !it.is_whitespace() && it != '"');
    }

    /// Adds the contents of a string or a comment.
    fn contents(&mut self, range: TextRange) {
        let text = slice(self.text, range);
        let (open, close) = if text.starts_with("\"\"\"") {
            ("\"\"\"", "\"\"\"")
        } else if text.starts_with('"') {
            ("\"", "\"")
        } else if text.starts_with('#') {
            ("#", "")
        } else {
            return;
        };
        let close = match literal::is_unterminated(text) && open != "#" {
            true => "",
            false => close,
        };
        let empty = |at: TextSize, sign: &str| TextRange::at(at, TextSize::of(sign));
        let end = range.end() - TextSize::of(close);
        self.enclosed(empty(range.start(), open), empty(end, close));
    }
}

fn slice(text: &str, range: TextRange) -> &str {
    text.get(Range::<usize>::from(range)).unwrap_or("")
}
