//! The grammar has the words of the catalog's tables, and no others.
//!
//! The grammar cannot read the tables, so the words are in both. These tests read the text of the
//! grammar and compare.

use std::collections::{BTreeMap, BTreeSet};

use proactive_catalog::statements::{self, RESERVED};
use proactive_catalog::{
    Block, DECLARATIONS, FIELDS, STATEMENTS, ScheduleKind, StatementInfo, Word as _, WordSet,
};

type Words = BTreeSet<String>;

const GRAMMAR: &str = include_str!("../../../../grammar/proactive.pest");

/// The rules of the grammar by their names, each with the text of its body.
fn rules() -> BTreeMap<&'static str, String> {
    let mut rules = BTreeMap::new();
    let mut name = "";
    for line in GRAMMAR.lines() {
        if line.starts_with("//") {
            continue;
        }
        let body = match line.split_once(" = ") {
            Some((rule, body)) if line.starts_with(|it: char| it.is_ascii_lowercase()) => {
                name = rule.trim();
                body.trim_start_matches(['_', '@', '$', '!'])
            }
            _ => line,
        };
        let rule: &mut String = rules.entry(name).or_default();
        rule.push_str(body);
        rule.push(' ');
    }
    rules
}

/// Reads a body, and makes all the texts that its strings spell. Other rules, signs, and what
/// must not follow, spell nothing.
struct Spell<'a> {
    tokens: std::iter::Peekable<std::vec::IntoIter<&'a str>>,
}

impl<'a> Spell<'a> {
    fn new(body: &'a str) -> Self {
        let mut tokens = Vec::new();
        let mut rest = body.trim();
        while !rest.is_empty() {
            let length = match rest.as_bytes()[0] {
                b'"' => {
                    let mut end = 1;
                    while rest.as_bytes()[end] != b'"' {
                        end += if rest.as_bytes()[end] == b'\\' { 2 } else { 1 };
                    }
                    end + 1
                }
                byte if byte.is_ascii_alphanumeric() || byte == b'_' => rest
                    .find(|it: char| !(it.is_ascii_alphanumeric() || it == '_'))
                    .unwrap_or(rest.len()),
                _ => rest.chars().next().unwrap().len_utf8(),
            };
            let (token, after) = rest.split_at(length);
            tokens.push(token);
            rest = after.trim_start();
        }
        Self {
            tokens: tokens.into_iter().peekable(),
        }
    }

    fn choice(&mut self) -> Words {
        let mut all = self.sequence();
        while self.tokens.next_if_eq(&"|").is_some() {
            all.extend(self.sequence());
        }
        all
    }

    fn sequence(&mut self) -> Words {
        let mut all = self.term();
        while self.tokens.next_if_eq(&"~").is_some() {
            let more = self.term();
            all = all
                .iter()
                .flat_map(|word| more.iter().map(move |more| format!("{word}{more}")))
                .collect();
        }
        all
    }

    fn term(&mut self) -> Words {
        let nothing = || Words::from([String::new()]);
        let mut words = match self.tokens.next().expect("a term") {
            "(" | "{" => {
                let words = self.choice();
                self.tokens.next();
                words
            }
            "!" => {
                self.term();
                return nothing();
            }
            "&" => return self.term(),
            token if token.starts_with('"') => {
                let letter = |it: char| it.is_ascii_lowercase() || it == '_';
                Words::from([token.trim_matches('"').replace(|it| !letter(it), "")])
            }
            "'" => {
                // `'a'..'w'`
                while self.tokens.next_if(|it| *it != ")").is_some() {}
                return nothing();
            }
            _ => nothing(),
        };
        while let Some(mark) = self.tokens.next_if(|it| matches!(*it, "?" | "*" | "+")) {
            if mark == "?" {
                words.extend(nothing());
            }
        }
        words
    }
}

/// The words that a rule spells; a word has at least two letters.
fn words_of(rules: &BTreeMap<&str, String>, rule: &str) -> Words {
    let body = rules.get(rule).unwrap_or_else(|| panic!("no rule {rule}"));
    let spelt = Spell::new(body).choice();
    let is_word = |word: &String| {
        word.len() > 1 && word.bytes().all(|it| it.is_ascii_lowercase() || it == b'_')
    };
    spelt.into_iter().filter(is_word).collect()
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
        let body = rules[rule.as_str()].replace(['{', '}', '(', ')', '|', '!', '~'], " ");
        let names = body.split_whitespace();
        let names = names.filter(|name| !name.contains('"'));
        let names = names.filter(|name| !matches!(*name, "other" | "outer_only"));
        let mut words = Words::new();
        for name in names {
            let body = &rules[name];
            let head = body.split_once("~ keyword").expect("a keyword").0;
            words.extend(Spell::new(&format!("{head} }}")).choice());
        }
        let words: Words = words
            .into_iter()
            .map(|it| it.trim_end_matches('.').to_owned())
            .collect();
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
