//! Half-typed texts: the tree is right, with a hole at the cursor.

use std::fmt::Write as _;

use proactive_diagnostics::TextRange;
use proactive_syntax::{Node, SyntaxKind, condition, items, parse};

use crate::invariants::check;

/// Renders texts with their trees and findings.
fn draw(texts: &[&str]) -> String {
    let mut picture = String::new();
    for text in texts {
        check(text);
        writeln!(picture, "{:=<78}", "").unwrap();
        writeln!(picture, "{}", text.replace('\r', "␍")).unwrap();
        writeln!(picture, "{:-<78}", "").unwrap();
        for (slice, cut) in parse(text).slices.iter().zip(items::slices(text)) {
            let source = &text[cut];
            node(slice.parsed.tree.root(), source, 0, &mut picture);
            let mut findings = slice.parsed.findings.clone();
            let mut keyword = TextRange::default();
            for node in slice.parsed.tree.nodes() {
                if node.kind() == SyntaxKind::Keyword {
                    keyword = node.range();
                } else if node.kind() == SyntaxKind::Condition {
                    findings.extend(condition::shape(node, keyword, source).1);
                }
            }
            for finding in findings {
                let (code, at) = (finding.code(), &source[finding.span.range]);
                writeln!(picture, "! {code} at {at:?}: {:?}", finding.problem).unwrap();
            }
        }
    }
    picture
}

fn node(node: Node<'_>, source: &str, depth: usize, picture: &mut String) {
    let indent = "  ".repeat(depth);
    let kind = node.kind();
    let text = node.text(source);
    match (node.is_leaf(), kind.is_missing()) {
        (_, true) => {
            // The hole, between what precedes and follows it on its line.
            let at = usize::from(node.range().start());
            let before = source[..at].rsplit('\n').next().unwrap_or("");
            let behind = source[at..].split('\n').next().unwrap_or("");
            writeln!(picture, "{indent}{kind:?} {before:?} ‸ {behind:?}").unwrap();
        }
        (true, false) => writeln!(picture, "{indent}{kind:?} {text:?}").unwrap(),
        (false, false) => writeln!(picture, "{indent}{kind:?}").unwrap(),
    }
    for child in node.children_with_comments() {
        self::node(child, source, depth + 1, picture);
    }
}

#[test]
fn conditions() {
    insta::assert_snapshot!(draw(&[
        "message m {\n  when\n  on page_load\n}",
        "message m {\n  when visitor.\n  on page_load\n}",
        "message m {\n  when visitor\n  on page_load\n}",
        "message m {\n  when visitor.url\n  on page_load\n}",
        "message m {\n  when visitor.url is\n  on page_load\n}",
        "message m {\n  when visitor.url contains any\n  on page_load\n}",
        "message m {\n  when visitor.url contains any of\n  on page_load\n}",
        "message m {\n  when visitor.url contains any of [\"/a\", \n  on page_load\n}",
        "message m {\n  when visitor.url contains any of [\"/a\", \"/b\n  on page_load\n}",
        "message m {\n  when a and\n  on page_load\n}",
        "message m {\n  when (a or \n  on page_load\n}",
        "message m {\n  when not\n  on page_load\n}",
    ]));
}

#[test]
fn statements() {
    insta::assert_snapshot!(draw(&[
        "message m {\n  after\n  tags a\n}",
        "message m {\n  after 30\n  tags a\n}",
        "message m {\n  after 30s\n  tags a\n}",
        "message m {\n  after 30s on\n  tags a\n}",
        "message m {\n  after on page_view\n  tags a\n}",
        "message m {\n  tags\n  status draft\n}",
        "message m {\n  tags a,\n  status draft\n}",
        "message m {\n  tags a b\n  status draft\n}",
        "message m {\n  brand\n  channel\n  text\n  frequency\n  status\n  schedule\n}",
        "message m {\n  reply\n  status draft\n}",
        "message m {\n  reply agent\n  status draft\n}",
        "message m {\n  reply agent {\n  status draft\n}",
        "message m {\n  reply agent {\n    text\n    ask name,\n  }\n  status draft\n}",
        "message m {\n  reply bot\n  status draft\n}",
        "message m {\n  reply bot aria\n  status draft\n}",
        "message m {\n  reply bot aria answer\n  status draft\n}",
        "message m {\n  freq once_per_visit\n  status draft\n}",
        "message m {\n  te",
    ]));
}

#[test]
fn headers_and_braces() {
    insta::assert_snapshot!(draw(&[
        "mess",
        "message",
        "message m",
        "message m {",
        "message m \"M\n  text \"a\"\n}",
        "message m\n  text \"a\"\n}\nmessage n {\n}",
        "message m {\n  text \"a\"\n\nmessage n {\n  text \"b\"\n}",
        "message m {\n  reply agent {\n    text \"a\"\n  on page_load\n}\nmessage n {\n}",
        "message m {\n  text \"a\"\n}\n  on page_load\n  status draft\n}\nmessage n {\n}",
        "message m {\n}\n}\nmessage n {\n}",
        "mesage m \"M\" {\n  text \"a\"\n}\nmessage n {\n}",
        "brand b\nchannel c\nbot d\nschedule s",
        "channel c\n  brand b\n}",
    ]));
}

#[test]
fn strings() {
    insta::assert_snapshot!(draw(&[
        "message m {\n  text \"open\n  on page_load\n}",
        "message m {\n  text \"\"\"\n    open\n  on page_load\n}\n\nmessage n {\n}",
        "message m {\n  text \"\"\"\n    open\n  on page_load\n}\n\n  message n {\n  }\n",
        "message m {\n  text 'single'\n  on page_load\n}",
        "message m {\n  text “curly”\n  on page_load\n}",
        "message m {\r\n  text \"a\"\r\n  on\rpage_load\r\n}",
    ]));
}

#[test]
fn segments() {
    insta::assert_snapshot!(draw(&[
        "segment",
        "segment s",
        "segment s when",
        "segment s visitor.url is \"a\"",
        "segment when visitor.url is \"a\"",
        "segment s \"S\" when a",
        "segment s when {\n  a\n}",
        "segment s when a and\nsegment t when b",
        "segment s when a b",
    ]));
}

#[test]
fn tests() {
    insta::assert_snapshot!(draw(&[
        "test",
        "test \"t\"",
        "test \"t\" {",
        "test {\n  visit \"https://a.example\"\n}",
        "test \"t\"\n  visit \"https://a.example\"\n  expect m\n}",
        "test \"t\" {\n  visit\n  expect\n  wait\n  time\n  device\n  visitor\n  channel\n}",
        "test \"t\" {\n  visit \"https://a.example\" title\n  visit \"https://a.example\" for\n}",
        "test \"t\" {\n  expect no\n  expect m after\n  time 2026-01-05\n  time 10:00\n}",
    ]));
}

#[test]
fn schedules_and_others() {
    insta::assert_snapshot!(draw(&[
        "schedule s {\n  timezone\n  open\n  closed\n}",
        "schedule s {\n  open mon\n  open mon,\n  open 09:00-10:00\n  open mon 09:00-10:00,\n}",
        "schedule s {\n  open mon 09:00 - 10:00\n  closed 2026-12-24 to\n  closed to 2026-12-24\n}",
        "bot b {\n  channels\n  answer\n  answer \"A\"\n  status\n}",
        "channel c {\n  brand\n  type\n  business_hours\n  external_id\n}",
        "account {\n  conversation_control\n}",
        "account \"A\"\n  conversation_control keep\n}",
    ]));
}
