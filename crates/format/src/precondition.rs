//! Which items can be laid out: those whose shape is known.

use proactive_diagnostics::{Finding, TextRange, TextSize};
use proactive_syntax::condition::shape;
use proactive_syntax::{ParsedSlice, SyntaxKind};

/// Why an item cannot be laid out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NotFormattable {
    /// What is wrong, as far as the text alone tells; spans count from the start of the text that
    /// was given, and have no file. May be empty: of a statement that no block knows, the checker
    /// can say more.
    pub findings: Vec<Finding>,
}

/// Whether the item is sound: no finding of its text, its delimiters or its shape, and no statement
/// or declaration that is unknown where it stands.
pub(crate) fn check_formattable(parsed: &ParsedSlice, text: &str) -> Result<(), NotFormattable> {
    let mut findings = parsed.findings.clone();
    let mut known = true;
    let mut keyword = TextRange::default();
    for node in parsed.tree.nodes() {
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
            // A brace or a carriage return where a value should be: no value is made of these.
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

impl NotFormattable {
    /// The same where what is told of begins so many bytes later in the text that was parsed.
    pub(crate) fn without(mut self, header: TextSize) -> Self {
        for finding in &mut self.findings {
            let range = finding.span.range;
            let moved = |at: TextSize| at.checked_sub(header).unwrap_or_default();
            finding.span.range = TextRange::new(moved(range.start()), moved(range.end()));
            // Mends that would reach into what the author has not written are no help.
            finding.labels.clear();
            finding.fixes.clear();
        }
        self
    }
}
