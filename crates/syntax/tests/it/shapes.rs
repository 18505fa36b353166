//! The shape of conditions: precedence and nesting depth.

use proactive_catalog::limits::MAX_TEXT_NESTING;
use proactive_diagnostics::{Finding, NestingOf, Problem, TextRange};
use proactive_syntax::condition::{self, Expr};
use proactive_syntax::{SyntaxKind, parse_slice};
use proptest::prelude::*;

/// A condition without its ranges.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shape {
    And(Vec<Shape>),
    Or(Vec<Shape>),
    Not(Box<Shape>),
    Leaf(String),
}

fn shape(condition: &str) -> (Expr, Vec<Finding>, String) {
    let text = format!("segment s when {condition}");
    let parsed = parse_slice(&text);
    assert_eq!(parsed.findings, [], "{condition}");
    let node = parsed
        .tree
        .nodes()
        .find(|node| node.kind() == SyntaxKind::Condition)
        .unwrap();
    let (expr, findings) = condition::shape(node, TextRange::default(), &text);
    (expr, findings, text)
}

fn without_places(expr: &Expr, text: &str) -> Shape {
    let all = |parts: &[Expr]| {
        parts
            .iter()
            .map(|part| without_places(part, text))
            .collect()
    };
    match expr {
        Expr::And(parts) => Shape::And(all(parts)),
        Expr::Or(parts) => Shape::Or(all(parts)),
        Expr::Not(_, inner) => Shape::Not(Box::new(without_places(inner, text))),
        Expr::Group(_, inner) => without_places(inner, text),
        Expr::Comparison(_) | Expr::Name(_) => Shape::Leaf(text[expr.range()].to_owned()),
        Expr::Always(_) | Expr::Broken(_) => panic!("{expr:?}"),
    }
}

#[track_caller]
fn read(condition: &str) -> Shape {
    let (expr, findings, text) = shape(condition);
    assert_eq!(findings, [], "{condition}");
    without_places(&expr, &text)
}

fn leaf() -> impl Strategy<Value = String> {
    prop::sample::select(
        &[
            "a",
            "seg-ment",
            "visitor.url is \"/a\"",
            "visitor.url contains any of [\"a\", \"b\",]",
            "visitor.title does not contain \"or\"",
            "visitor.title does not contain any of [\"and\"]",
            "visitor.history is not new",
            "device.language is any of [fr, nl]",
            "device.language is \"fr\"",
        ][..],
    )
    .prop_map(str::to_owned)
}

fn any_shape() -> impl Strategy<Value = Shape> {
    leaf()
        .prop_map(Shape::Leaf)
        .prop_recursive(5, 40, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 2..5).prop_map(Shape::And),
                prop::collection::vec(inner.clone(), 2..5).prop_map(Shape::Or),
                inner.prop_map(|inner| Shape::Not(Box::new(inner))),
            ]
        })
}

/// Writes a condition with the necessary parentheses, and more where `more` says so.
fn write(shape: &Shape, more: &mut dyn FnMut() -> bool, out: &mut String) {
    let (parts, between) = match shape {
        Shape::Or(parts) => (parts.as_slice(), " or "),
        Shape::And(parts) => (parts.as_slice(), "\n  and "),
        Shape::Not(inner) => (std::slice::from_ref(&**inner), ""),
        Shape::Leaf(text) => return out.push_str(text),
    };
    for (position, part) in parts.iter().enumerate() {
        out.push_str(if position > 0 { between } else { "" });
        let groups = matches!(part, Shape::Or(_) | Shape::And(_));
        let needs = groups && !matches!((shape, part), (Shape::Or(_), Shape::And(_)));
        out.push_str(if matches!(shape, Shape::Not(_)) {
            "not "
        } else {
            ""
        });
        let parentheses = needs || more();
        out.push_str(if parentheses { "(" } else { "" });
        write(part, more, out);
        out.push_str(if parentheses { ")" } else { "" });
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 500,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn written_and_read_again(shape in any_shape(), more in prop::collection::vec(any::<bool>(), 1..20)) {
        let mut least = String::new();
        write(&shape, &mut || false, &mut least);
        prop_assert_eq!(&read(&least), &shape, "{}", least);
        let mut with_more = String::new();
        let mut more = more.into_iter().cycle();
        write(&shape, &mut || more.next().unwrap(), &mut with_more);
        prop_assert_eq!(&read(&with_more), &shape, "{}", with_more);
    }

    /// Without parentheses: operands of `or`, which contain operands of `and`.
    #[test]
    fn without_parentheses(
        parts in prop::collection::vec((leaf(), 0..3_usize, any::<bool>()), 1..12),
    ) {
        let mut text = String::new();
        let mut expected: Vec<Vec<Shape>> = vec![Vec::new()];
        for (position, (leaf, nots, or)) in parts.into_iter().enumerate() {
            if position > 0 {
                text.push_str(if or { " or " } else { " and " });
                if or {
                    expected.push(Vec::new());
                }
            }
            text.push_str(&"not ".repeat(nots));
            text.push_str(&leaf);
            let leaf = (0..nots).fold(Shape::Leaf(leaf), |inner, _| Shape::Not(Box::new(inner)));
            expected.last_mut().unwrap().push(leaf);
        }
        let group = |mut parts: Vec<Shape>, make: fn(Vec<Shape>) -> Shape| match parts.len() {
            1 => parts.remove(0),
            _ => make(parts),
        };
        let ands = expected.into_iter().map(|parts| group(parts, Shape::And)).collect();
        prop_assert_eq!(read(&text), group(ands, Shape::Or), "{}", text);
    }
}

#[test]
fn and_binds_tighter_than_or() {
    let leaf = |name: &str| Shape::Leaf(name.to_owned());
    assert_eq!(
        read("a or b and not c or d"),
        Shape::Or(vec![
            leaf("a"),
            Shape::And(vec![leaf("b"), Shape::Not(Box::new(leaf("c")))]),
            leaf("d"),
        ])
    );
}

#[test]
fn sixty_four_deep_and_no_deeper() {
    let nests = |open: &str, close: &str, times: usize| {
        format!("{}a{}", open.repeat(times), close.repeat(times))
    };
    for (open, close, each) in [("(", ")", 1), ("not ", "", 1), ("not (", ")", 2)] {
        let deepest = MAX_TEXT_NESTING / each;
        read(&nests(open, close, deepest));
        let (_, findings, _) = shape(&nests(open, close, deepest + 1));
        let [finding] = findings.as_slice() else {
            panic!("{findings:?}");
        };
        let expected = Problem::NestingTooDeep {
            of: NestingOf::Text,
            limit: MAX_TEXT_NESTING,
        };
        assert_eq!(finding.problem, expected);
    }
    // Siblings are not nested.
    read(&vec![nests("(", ")", 60); 100].join(" and "));
}
