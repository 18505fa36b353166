//! Invariants of every text, however broken.

use proactive_diagnostics::{FileId, Finding, TextRange, TextSize};
use proactive_syntax::condition::{self, Expr};
use proactive_syntax::{Node, Parse, ParsedSlice, SyntaxKind, Tree, items, parse};

use crate::reference;

/// Parses a text and checks the invariants of its slices, leaves and findings.
#[track_caller]
pub fn check(text: &str) -> Parse {
    let parse = check_alone(text);
    for slice in &parse.slices {
        let start = usize::from(slice.start);
        let length = usize::from(slice.parsed.tree.root().range().end());
        reference::agrees(&text[start..start + length], &slice.parsed.tree);
    }
    parse
}

/// As [`check`], without comparing with the reference, which takes longer than all the rest.
#[track_caller]
pub fn check_alone(text: &str) -> Parse {
    let parse = parse(text);
    let cuts = items::slices(text);
    assert_eq!(parse.slices.len(), cuts.len());
    let mut at = 0;
    for (slice, cut) in parse.slices.iter().zip(cuts) {
        assert_eq!(usize::from(slice.start), at);
        assert_eq!(cut.start, at);
        at = cut.end;
        check_slice(&text[cut], &slice.parsed);
    }
    assert_eq!(at, text.len());
    parse
}

/// Checks one slice.
#[track_caller]
pub fn check_slice(source: &str, parsed: &ParsedSlice) {
    leaves_tile(source, &parsed.tree);
    nodes_nest(parsed.tree.root(), 0);
    for finding in &parsed.findings {
        places_lie_within(source, finding);
    }
    for node in parsed.tree.nodes() {
        if node.kind() == SyntaxKind::Condition {
            condition_has_a_shape(source, node);
        }
    }
}

fn leaves_tile(source: &str, tree: &Tree) {
    let mut at = TextSize::new(0);
    for (kind, range) in tree.leaves() {
        assert_eq!(range.start(), at, "{kind:?} does not follow its neighbour");
        at = range.end();
        let text = &source[range];
        if kind.is_missing() {
            assert_eq!(text, "");
        }
        if kind == SyntaxKind::Whitespace {
            assert_ne!(text, "");
            let at_start = range.start() == TextSize::new(0);
            let text = match text.strip_prefix('\u{FEFF}') {
                Some(rest) if at_start => rest,
                _ => text,
            };
            let rest = text.replace("\r\n", "").replace([' ', '\t', '\n'], "");
            assert_eq!(rest, "", "text lies between the leaves");
        }
    }
    assert_eq!(at, TextSize::of(source));
}

/// The grammar has no recursive rule, so trees are flat.
fn nodes_nest(node: Node<'_>, depth: usize) {
    assert!(depth < 10, "the tree is deeper than the grammar");
    let range = node.range();
    let mut at = range.start();
    for child in node.children_with_comments() {
        assert!(child.range().start() >= at, "children overlap");
        at = child.range().end();
        nodes_nest(child, depth + 1);
    }
    assert!(at <= range.end(), "a child ends behind its parent");
}

/// All ranges of a finding are inside the slice and on character boundaries.
fn places_lie_within(source: &str, finding: &Finding) {
    let spans = std::iter::once(finding.span)
        .chain(finding.labels.iter().map(|label| label.span))
        .chain(finding.fixes.iter().flat_map(|fix| {
            let edits = fix.edits.iter();
            edits.map(|edit| edit.span)
        }));
    for span in spans {
        assert_eq!(span.file, FileId::LOCAL);
        let range = std::ops::Range::<usize>::from(span.range);
        assert!(source.get(range).is_some(), "{finding:?} lies outside");
    }
}

fn condition_has_a_shape(source: &str, node: Node<'_>) {
    let before = TextRange::empty(node.range().start());
    let (expr, findings) = condition::shape(node, before, source);
    assert!(findings.len() <= 1, "a condition has one finding at most");
    for finding in &findings {
        places_lie_within(source, finding);
    }
    ranges_lie_within(source, &expr);
}

fn ranges_lie_within(source: &str, expr: &Expr) {
    assert!(
        source
            .get(std::ops::Range::<usize>::from(expr.range()))
            .is_some()
    );
    match expr {
        Expr::And(parts) | Expr::Or(parts) => {
            for part in parts {
                ranges_lie_within(source, part);
            }
        }
        Expr::Not(_, inner) | Expr::Group(_, inner) => ranges_lie_within(source, inner),
        Expr::Comparison(comparison) => {
            for value in &comparison.values {
                assert!(comparison.range.contains_range(value.range));
            }
        }
        Expr::Name(_) | Expr::Always(_) | Expr::Broken(_) => {}
    }
}
