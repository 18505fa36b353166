//! Which items can be formatted: those without syntax errors.

use proactive_diagnostics::{Finding, TextRange, TextSize};
use proactive_syntax::condition::shape;
use proactive_syntax::{ParsedSlice, SyntaxKind};

/// Why an item can't be formatted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NotFormattable {
    /// The syntax errors. Spans count from the start of the text that was given, and have no file.
    /// It can be empty: unknown and misplaced statements are reported by the checker.
    pub findings: Vec<Finding>,
}

/// Checks that an item has no syntax error, and no statement or declaration that is unknown where
/// it is.
pub(crate) fn check_formattable(parsed: &ParsedSlice, text: &str) -> Result<(), NotFormattable> {
    let mut findings = parsed.findings.clone();
    let mut known = true;
    let mut keyword = TextRange::default();
    // A reserved word is a value only where its line ends, so that what follows it can't be joined to it.
    let mut ends_line = false;
    for node in parsed.tree.nodes() {
        if node.is_leaf() && node.kind() != SyntaxKind::Comment {
            known &= !(ends_line && is_value(node.kind()));
            ends_line = node.kind() == SyntaxKind::ReservedWord;
        }
        match node.kind() {
            SyntaxKind::Misplaced
            | SyntaxKind::UnknownStatement
            | SyntaxKind::StrayLine
            | SyntaxKind::LostStatement
            | SyntaxKind::SurplusClose
            | SyntaxKind::UnknownDeclaration
            | SyntaxKind::UnknownBlock
            | SyntaxKind::OutsideJunk
            | SyntaxKind::Stray
            | SyntaxKind::HeaderStray => known = false,
            // A brace or a carriage return is never a value.
            SyntaxKind::Junk => known &= !matches!(node.text(text), "{" | "\r"),
            SyntaxKind::Condition => findings.extend(shape(node, keyword, text).1),
            SyntaxKind::Keyword => keyword = node.range(),
            kind => known &= !kind.is_missing(),
        }
    }
    if known && findings.is_empty() {
        Ok(())
    } else {
        Err(NotFormattable { findings })
    }
}

fn is_value(kind: SyntaxKind) -> bool {
    matches!(
        kind,
        SyntaxKind::Quoted
            | SyntaxKind::TextBlock
            | SyntaxKind::Word
            | SyntaxKind::Path
            | SyntaxKind::Amount
            | SyntaxKind::ReservedWord
    )
}

impl NotFormattable {
    /// Moves the spans back by the length of a header that was put before the author's text.
    pub(crate) fn without(mut self, header: TextSize) -> Self {
        for finding in &mut self.findings {
            let range = finding.span.range;
            let moved = |at: TextSize| at.checked_sub(header).unwrap_or_default();
            finding.span.range = TextRange::new(moved(range.start()), moved(range.end()));
            // Labels and fixes could point into the header, which the author has not written.
            finding.labels.clear();
            finding.fixes.clear();
        }
        self
    }
}
