//! The parser that pest itself makes of the grammar. Ours must give the same tree for every text.

use pest::Parser as _;
use pest_derive::Parser;
use proactive_syntax::Tree;

#[derive(Parser)]
#[grammar = "../../grammar/proactive.pest"]
struct Reference;

/// The nodes of a tree, parents before children: the name of the kind, and the range.
type Nodes = Vec<(String, std::ops::Range<usize>)>;

/// Compares the tree of a text with the reference.
#[track_caller]
pub fn agrees(text: &str, tree: &Tree) {
    let ours: Nodes = tree
        .nodes()
        .map(|node| (format!("{:?}", node.kind()), node.range().into()))
        .collect();
    let theirs = reference(text);
    let differs = ours.iter().zip(&theirs).position(|(a, b)| a != b);
    let at = differs.unwrap_or(ours.len().min(theirs.len()));
    assert!(
        ours == theirs,
        "node {at} of {text:?} is {:?}, and the reference has {:?}",
        ours.get(at),
        theirs.get(at)
    );
}

fn reference(text: &str) -> Nodes {
    let pairs = Reference::parse(Rule::slice, text).expect("the grammar is total");
    pairs
        .flatten()
        .filter(|pair| pair.as_rule() != Rule::EOI)
        .map(|pair| {
            let span = pair.as_span();
            (kind(pair.as_rule()), span.start()..span.end())
        })
        .collect()
}

/// The name of the kind of a rule's node.
fn kind(rule: Rule) -> String {
    let rule = format!("{rule:?}");
    if rule.bytes().all(|byte| !byte.is_ascii_lowercase()) {
        return "Keyword".to_owned();
    }
    rule.split('_')
        .map(|word| word[..1].to_uppercase() + &word[1..])
        .collect()
}
