//! The grammar has the words of the catalog's tables, and no others.
//!
//! The grammar cannot read the tables, so the words are in both. These tests read the grammar and
//! compare.

use std::collections::{BTreeMap, BTreeSet};

use pest_meta::ast::Expr;
use pest_meta::parser::{self, Rule};
use proactive_catalog::statements::{self, RESERVED};
use proactive_catalog::{
    Block, DECLARATIONS, FIELDS, STATEMENTS, ScheduleKind, StatementInfo, Word as _, WordSet,
};

type Words = BTreeSet<String>;

const GRAMMAR: &str = include_str!("../../../../grammar/proactive.pest");

/// The rules of the grammar by their names.
fn rules() -> BTreeMap<String, Expr> {
    let pairs = parser::parse(Rule::grammar_rules, GRAMMAR).expect("a grammar");
    let rules = parser::consume_rules(pairs).expect("a grammar");
    let rules = rules.into_iter();
    rules.map(|rule| (rule.name, rule.expr)).collect()
}

/// The parts of an expression, from the left. What must not follow is left out.
fn parts(expr: &Expr) -> Vec<&Expr> {
    match expr {
        Expr::Seq(first, rest) | Expr::Choice(first, rest) => [parts(first), parts(rest)].concat(),
        Expr::PosPred(inner) | Expr::Opt(inner) | Expr::Rep(inner) | Expr::RepOnce(inner) => {
            parts(inner)
        }
        Expr::NegPred(_) => Vec::new(),
        part => vec![part],
    }
}

/// The first part of a sequence.
fn first(mut expr: &Expr) -> &Expr {
    while let Expr::Seq(before, _) = expr {
        expr = before;
    }
    expr
}

/// The words in an expression: those in quotes, and the keywords.
fn words_in(rules: &BTreeMap<String, Expr>, expr: &Expr) -> Words {
    let mut words = Words::new();
    for part in parts(expr) {
        match part {
            Expr::Str(text) if text.len() > 1 && text.bytes().all(is_letter) => {
                words.insert(text.clone());
            }
            Expr::Ident(name) if name.bytes().all(|it| !it.is_ascii_lowercase()) => {
                let keyword = rules.get(name).map(|rule| words_in(rules, rule));
                words.extend(keyword.unwrap_or_default());
            }
            _ => {}
        }
    }
    words
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte == b'_'
}

fn words_of(rules: &BTreeMap<String, Expr>, rule: &str) -> Words {
    let rule = rules.get(rule).unwrap_or_else(|| panic!("no rule {rule}"));
    words_in(rules, rule)
}

fn keywords_of(block: Block) -> Words {
    statements::of_block(block)
        .map(|row| row.keyword.to_owned())
        .collect()
}

fn all_keywords() -> Words {
    let declarations = DECLARATIONS.iter().map(|row| row.keyword);
    let statements = STATEMENTS.iter().map(|row| row.keyword);
    declarations.chain(statements).map(str::to_owned).collect()
}

/// The prefix of the names of a block's rules.
fn stem(block: Block) -> &'static str {
    block
        .declaration()
        .map_or("reply", |declaration| declaration.keyword())
}

#[test]
fn every_keyword_stops_what_is_before_it() {
    assert_eq!(words_of(&rules(), "stop"), all_keywords());
}

#[test]
fn declarations_are_those_of_the_table() {
    let rules = rules();
    for row in DECLARATIONS {
        let words = words_of(&rules, row.keyword);
        assert!(words.contains(row.keyword), "{} in {words:?}", row.keyword);
    }
}

#[test]
fn a_block_without_its_brace_begins_with_any_of_its_statements() {
    let rules = rules();
    for block in Block::ALL {
        let rule = format!("{}_open", stem(block));
        assert_eq!(words_of(&rules, &rule), keywords_of(block), "{rule}");
    }
}

#[test]
fn every_statement_of_the_grammar_has_a_row_and_every_row_a_rule() {
    let rules = rules();
    for block in Block::ALL {
        let rule = format!("{}_statement", stem(block));
        let mut words = Words::new();
        for statement in parts(&rules[&rule]) {
            match statement {
                Expr::Ident(name) if name != "other" => {
                    words.extend(words_in(&rules, first(&rules[name])));
                }
                _ => {}
            }
        }
        assert_eq!(words, keywords_of(block), "{rule}");
    }
}

#[test]
fn only_the_message_has_what_ends_the_block_of_its_reply() {
    let message = keywords_of(Block::Message);
    let outer: Words = message
        .difference(&keywords_of(Block::AgentReply))
        .cloned()
        .collect();
    assert_eq!(words_of(&rules(), "outer_only"), outer);
}

/// On the line of an unknown statement, the next statement begins with a keyword that an argument
/// follows, unless the same word can be part of a statement.
#[test]
fn an_unknown_statement_ends_before_keywords_that_only_begin_statements() {
    let with_arguments = STATEMENTS.iter().filter(|row| row.arguments().count() > 0);
    let mut stops: Words = with_arguments.map(|row| row.keyword.to_owned()).collect();
    let inside = STATEMENTS
        .iter()
        .flat_map(StatementInfo::arguments)
        .filter_map(|argument| argument.keyword)
        .chain(WordSet::ALL.iter().flat_map(|set| set.words()))
        .chain(FIELDS.iter().map(|row| row.object));
    for word in inside {
        stops.remove(word);
    }
    // `time` is in many a sentence, and `conversation_control` is alone in its block.
    for word in ["time", "conversation_control"] {
        assert!(stops.remove(word), "{word}");
    }
    assert_eq!(words_of(&rules(), "skip_stop"), stops);
}

#[test]
fn reserved_words_are_those_of_conditions_and_schedules() {
    let rules = rules();
    let kinds = ScheduleKind::ALL
        .iter()
        .map(|kind| kind.as_str().to_owned());
    let kinds: Words = kinds.collect();
    assert_eq!(words_of(&rules, "schedule_kind"), kinds);
    let keywords = all_keywords();
    let mut reserved = words_of(&rules, "condition_word");
    reserved.extend(kinds.into_iter().filter(|kind| !keywords.contains(kind)));
    assert_eq!(reserved, RESERVED.map(str::to_owned).into());
}
