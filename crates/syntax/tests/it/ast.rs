//! The typed view reads back everything that a row of the table of statements can write.

use std::collections::BTreeSet;

use proactive_catalog::{
    Argument, Block, DeclarationKind, ReferenceKind, Role, STATEMENTS, StatementInfo, TextRole,
    WordSet,
};
use proactive_diagnostics::TextSize;
use proactive_syntax::ast::{Declaration, Part, Statement, statement_at, statements_in};
use proactive_syntax::{ParsedSlice, SyntaxKind, parse_slice};

/// A value that an argument can have.
fn sample(argument: &Argument) -> String {
    let one = match argument.role {
        Role::DeclaredId(_) | Role::Reference(_) => "acme".to_owned(),
        Role::Word(WordSet::DeviceTag) => "fr-CA".to_owned(),
        Role::Word(set) => set.words()[0].to_owned(),
        Role::Event(event) => proactive_catalog::Word::as_str(event).to_owned(),
        Role::Text(_) | Role::AgentReply => "\"text\"".to_owned(),
        Role::Tag => "vip".to_owned(),
        Role::Duration => "1m30s".to_owned(),
        Role::Date => "2026-03-16".to_owned(),
        Role::Time => "10:00".to_owned(),
        Role::Days => "mon-fri".to_owned(),
        Role::Interval => "09:00-18:00".to_owned(),
        Role::Condition => "visitor.history is new".to_owned(),
        Role::Nothing => String::new(),
    };
    match argument.is_list {
        true => format!("{one}, {one}"),
        false => one,
    }
}

/// The word that an argument must follow, if there is one.
fn write(argument: &Argument) -> String {
    let value = sample(argument);
    match argument.keyword {
        Some(keyword) => format!("{keyword} {value}").trim_end().to_owned(),
        None => value,
    }
}

/// A statement in its block, where it begins, and where the block is closed.
fn in_block(row: &StatementInfo, statement: &str) -> (String, usize) {
    let head = match row.block.declaration() {
        Some(DeclarationKind::Account) => "account {\n  ".to_owned(),
        Some(DeclarationKind::Test) => "test \"a\" {\n  ".to_owned(),
        Some(kind) => format!("{} a {{\n  ", kind.keyword()),
        None => "message a {\n  reply agent {\n  ".to_owned(),
    };
    let at = head.len();
    (format!("{head}{statement}"), at)
}

/// The first statement of the block of a row.
fn first<'t>(row: &StatementInfo, parsed: &'t ParsedSlice, text: &'t str) -> Statement<'t> {
    let declaration = parsed.tree.root().children().next().expect("a declaration");
    let declaration = Declaration::of(declaration, text).expect("a declaration");
    let first = declaration.statements().next().expect("a statement");
    if row.block != Block::AgentReply {
        return first;
    }
    let inner = first.value(Role::AgentReply).expect("a block");
    let mut inner = statements_in(inner, Block::AgentReply, text);
    inner.next().expect("a statement of the reply")
}

/// Checks that the parts of a statement are the given arguments, each with its keyword.
fn reads_back(row: &'static StatementInfo, form: usize, given: &[usize]) {
    let arguments = given.iter().map(|&position| &row.forms[form][position]);
    let written: Vec<String> = arguments.map(write).collect();
    let statement = format!("{} {}", row.keyword, written.join(" "));
    let (mut text, _) = in_block(row, &statement);
    text.push_str("\n}");
    if row.block == Block::AgentReply {
        text.push_str("\n}");
    }
    let parsed = parse_slice(&text);
    assert_eq!(parsed.findings, [], "{text}");
    let statement = first(row, &parsed, &text);
    assert_eq!(statement.row, row, "{text}");
    assert_eq!(statement.form(), form, "{text}");
    let mut expected = Vec::new();
    for &position in given {
        let argument = &row.forms[form][position];
        if let Some(keyword) = argument.keyword {
            expected.push((position, "keyword", keyword));
        }
        if argument.role != Role::Nothing {
            expected.push((position, "value", ""));
        }
        if argument.is_list {
            expected.push((position, "value", ""));
        }
    }
    let mut found = Vec::new();
    for part in statement.parts() {
        match part {
            Part::Keyword(node, at) => found.push((at.position, "keyword", node.text(&text))),
            Part::Value(_, at) => {
                assert_eq!(at.form, form, "{text}");
                assert_eq!(at.argument, &row.forms[form][at.position], "{text}");
                found.push((at.position, "value", ""));
            }
            Part::Separator(_) => {}
            Part::Missing(..) | Part::MissingKeyword(..) | Part::Excess(_) => {
                panic!("{part:?} in {text}")
            }
        }
    }
    assert_eq!(found, expected, "{text}");
}

#[test]
fn the_node_of_each_statement_is_a_known_statement() {
    for row in STATEMENTS {
        let (text, at) = in_block(row, row.keyword);
        let parsed = parse_slice(&text);
        let at = TextSize::new(u32::try_from(at).expect("a small file"));
        let path = parsed.tree.path_to(at + TextSize::of('a'));
        let [.., node, keyword] = path.as_slice() else {
            panic!("no statement in {text}");
        };
        assert_eq!(keyword.kind(), SyntaxKind::Keyword, "{text}");
        assert!(
            node.kind().is_known_statement(),
            "{:?}, the kind of `{}`, is not listed in `is_known_statement`",
            node.kind(),
            row.keyword
        );
    }
}

#[test]
fn arguments_are_read_back_as_they_are_described() {
    for row in STATEMENTS {
        for (form, arguments) in row.forms.iter().enumerate() {
            let all: Vec<usize> = (0..arguments.len()).collect();
            let required = all.iter().copied();
            let required: Vec<usize> = required.filter(|&it| !arguments[it].is_optional).collect();
            for left_out in all.iter().filter(|&&it| arguments[it].is_optional) {
                let given: Vec<usize> = all.iter().copied().filter(|it| it != left_out).collect();
                reads_back(row, form, &given);
            }
            reads_back(row, form, &required);
            reads_back(row, form, &all);
        }
    }
}

#[test]
fn a_required_argument_that_is_missing_comes_next() {
    for row in STATEMENTS {
        for (form, arguments) in row.forms.iter().enumerate() {
            let mut statement = row.keyword.to_owned();
            for (position, argument) in arguments.iter().enumerate() {
                let (text, _) = in_block(row, &format!("{statement} "));
                let parsed = parse_slice(&text);
                let view = first(row, &parsed, &text);
                let next = view.next();
                let found = next
                    .iter()
                    .find(|next| (next.at.form, next.at.position) == (form, position));
                let is_condition = argument.role == Role::Condition;
                if !is_condition && argument.only_after.is_none() {
                    let found = found.unwrap_or_else(|| panic!("{position} of {text:?}: {next:?}"));
                    assert_eq!(found.needs_keyword, argument.keyword.is_some(), "{text:?}");
                    let hole = view.first_missing();
                    assert_eq!(hole.is_none(), argument.is_optional, "{text:?}");
                }
                statement.push(' ');
                statement.push_str(&write(argument));
            }
        }
    }
}

#[test]
fn only_a_schedule_of_business_hours_is_named() {
    for (word, count) in [("business_hours", 1), ("anytime", 0)] {
        let text = format!("message a {{\n  schedule {word} ");
        let parsed = parse_slice(&text);
        let declaration = parsed.tree.root().children().next().unwrap();
        let statement = Declaration::of(declaration, &text)
            .unwrap()
            .statements()
            .next();
        assert_eq!(statement.unwrap().next().len(), count, "{word}");
    }
}

#[test]
fn expect_can_go_on_in_several_ways() {
    let text = "test \"a\" {\n  expect ";
    let parsed = parse_slice(text);
    let declaration = parsed.tree.root().children().next().unwrap();
    let statement = Declaration::of(declaration, text)
        .unwrap()
        .statements()
        .next()
        .unwrap();
    let next = statement.next();
    let keywords: Vec<_> = next.iter().map(|next| next.at.argument.keyword).collect();
    assert_eq!(keywords, [None, Some("no"), Some("nothing")]);
    assert!(next.iter().all(|next| next.at.is_undecided));
}

/// Returns where an offset is: the keyword of the statement, and the role of the argument.
fn place(marked: &str) -> Option<(&'static str, Option<(Role, bool)>)> {
    let at = marked.find('‸').expect("a mark");
    let text = marked.replace('‸', "");
    let parsed = parse_slice(&text);
    let offset = TextSize::new(u32::try_from(at).unwrap());
    let found = statement_at(&parsed.tree, &text, offset)?;
    let argument = found.part.and_then(|part| {
        let is_there = matches!(part, Part::Value(..));
        part.argument().map(|at| (at.argument.role, is_there))
    });
    Some((found.statement.row.keyword, argument))
}

#[test]
fn a_place_is_in_an_argument_or_where_one_is_missing() {
    let schedule = Role::Reference(ReferenceKind::Schedule);
    for (marked, expected) in [
        ("channel a {\n  bra‸nd acme\n}", Some(("brand", None))),
        (
            "channel a {\n  business_hours week, night‸\n}",
            Some(("business_hours", Some((schedule, true)))),
        ),
        (
            "channel a {\n  business_hours week, ‸\n}",
            Some(("business_hours", Some((schedule, false)))),
        ),
        (
            "test \"a\" {\n  visit \"https://a.example/\" title ‸\n}",
            Some(("visit", Some((Role::Text(TextRole::Title), false)))),
        ),
        (
            "message a {\n  after 0m30s ‸\n}",
            Some((
                "after",
                Some((Role::Event(proactive_catalog::Event::PageView), false)),
            )),
        ),
        (
            "message a {\n  reply agent {\n    ask name, em‸ail\n  }\n}",
            Some(("ask", Some((Role::Word(WordSet::Ask), true)))),
        ),
        ("message a {\n  reply agent {\n  }\n}‸", None),
        ("‸message a {}", None),
    ] {
        assert_eq!(place(marked), expected, "{marked}");
    }
}

#[test]
fn wrong_words_belong_to_no_argument() {
    let text = "message a {\n  reply nobody else\n}";
    let parsed = parse_slice(text);
    let declaration = parsed.tree.root().children().next().unwrap();
    let statement = Declaration::of(declaration, text)
        .unwrap()
        .statements()
        .next()
        .unwrap();
    let kinds: Vec<_> = statement
        .parts()
        .map(|part| match part {
            Part::Excess(node) => node.kind(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(kinds, [SyntaxKind::Word, SyntaxKind::Skipped]);
}

#[test]
fn forms_are_written_from_the_arguments() {
    let forms: BTreeSet<String> = STATEMENTS.iter().map(StatementInfo::syntax).collect();
    for form in [
        "after DURATION on page_view",
        "answer ID [\"Name\"]",
        "ask name, email",
        "business_hours ID, …",
        "closed DATE [to DATE] [\"Name\"]",
        "expect MESSAGE [after DURATION] | expect no MESSAGE | expect nothing",
        "leave",
        "on page_load",
        "open DAYS FROM-TO, …",
        "reply agent … | reply bot ID answer ID",
        "schedule anytime|business_hours [ID]|outside_business_hours",
        "time DATE TIME [\"ZONE\"]",
        "visit \"https://…\" [title \"…\"] [for DURATION]",
        "when CONDITION|always",
    ] {
        assert!(forms.contains(form), "{form} is not among {forms:#?}");
    }
    for row in STATEMENTS {
        for (form, written) in row.forms.iter().zip(row.written_forms()) {
            assert_eq!(form.len(), written.arguments.len(), "{written}");
            for (argument, range) in form.iter().zip(&written.arguments) {
                let part = &written.text[range.clone()];
                let keyword = argument.keyword.unwrap_or_default();
                assert_eq!(
                    part.starts_with('['),
                    argument.is_optional,
                    "{part} of {written}"
                );
                assert!(part.trim_start_matches('[').starts_with(keyword), "{part}");
            }
        }
    }
}
