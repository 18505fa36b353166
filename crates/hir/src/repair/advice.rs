//! What to tell where nothing can be rewritten: things that do not exist, one value where several
//! stand, two readings that are equally near.

use proactive_catalog::aliases::{self, Wish, WishPlace};
use proactive_catalog::{
    Block, DeclarationKind, Field, FieldType, MessageStatement, Operator, Place, ReferenceKind,
    StatementKind, TestStatement, TextRole, WordSet,
};
use proactive_diagnostics::{
    Advice, Expected, Finding, Problem, Required, SyntaxProblem, TextRange, TextSize, TimeProblem,
};
use proactive_syntax::ast::Statement;
use proactive_syntax::{ParsedSlice, SyntaxKind};

use super::condition::find_field;
use super::context::Context;
use super::{example, read};
use crate::suggest::suggest;

/// The most declarations that an advice names.
const MAX_NAMES: usize = 6;

/// The advice for an error that cannot be repaired, if there is better than the problem's own.
pub(super) fn of(
    context: &Context<'_, '_>,
    slice: &str,
    parsed: &ParsedSlice,
    error: &Finding,
) -> Option<Advice> {
    let wish = |place: WishPlace, phrase: &str| aliases::wish(place, phrase).map(Advice::Wish);
    match &error.problem {
        Problem::UnknownStatement {
            word,
            place: Place::Block(block),
            belongs,
            suggestion,
        } => {
            let line = words_from(slice, error.span.range.start());
            let place = WishPlace::Statement(*block);
            wish_of_words(place, &line)
                .or_else(|| wish(place, word))
                .or_else(|| {
                    named_statement(context, *block, &line)
                        .filter(|_| suggestion.is_none() && belongs.is_empty())
                })
        }
        Problem::UnknownDeclaration { word, .. } => wish(WishPlace::Declaration, word),
        Problem::UnknownField { found, .. } => wish(WishPlace::Field, found),
        Problem::UnknownValue { set, found, .. } => {
            let line = words_from(slice, error.span.range.start());
            wish_of_words(WishPlace::Word(*set), &line)
                .or_else(|| wish(WishPlace::Word(*set), found))
                .or_else(|| either(read::word(*set, found)))
                .or_else(|| schedule_of_hours(context, *set, found))
        }
        Problem::InvalidTime {
            found,
            problem: TimeProblem::DateForm,
        } if read::is_date_without_year(found) => Some(Advice::Year),
        Problem::InvalidTime {
            found,
            problem: TimeProblem::DateForm,
        } => either(read::date(found)),
        Problem::InvalidTime {
            found,
            problem: TimeProblem::NoSuchDate,
        } => either(read::neighbors(found)),
        Problem::InvalidTime {
            found,
            problem: TimeProblem::IntervalOrder | TimeProblem::IntervalForm,
        } => read::overnight(found).map(|hours| Advice::Overnight {
            evening: hours.evening,
            morning: hours.morning,
        }),
        Problem::Syntax(SyntaxProblem::Stray { text })
            if text.starts_with([',', ';', '&', '/']) || text.starts_with("and ") =>
        {
            only_one(slice, parsed, error.span.range)
        }
        Problem::Syntax(SyntaxProblem::Expected { expected, found }) => {
            expectation(context, slice, parsed, error, expected, found.as_deref())
        }
        Problem::MissingStatement { required, .. } => missing(context, required),
        Problem::UnresolvedName {
            kind,
            name,
            of_bot,
            suggestion,
        } => {
            let wanted = kind.declaration();
            if is_everything(name) && wanted.is_some() {
                return Some(match in_list(slice, parsed, error.span.range) {
                    true => Advice::Declared {
                        names: vec![names_of(context, *kind, None).join(", ")],
                        not: name.clone(),
                    },
                    false => Advice::OnlyOne { of: *kind },
                });
            }
            let other = DeclarationKind::ALL
                .into_iter()
                .filter(|kind| kind.has_id() && Some(*kind) != wanted)
                .find(|kind| context.names.find(*kind, name).is_some());
            let declared = names_of(context, *kind, of_bot.as_deref());
            if let Some(is) = other {
                return Some(Advice::OtherKind {
                    name: name.clone(),
                    is,
                    wanted: *kind,
                    such_as: declared.into_iter().next(),
                });
            }
            if *kind == ReferenceKind::Segment {
                let wish = aliases::wish(WishPlace::Field, name);
                let wish = wish.filter(|it| matches!(it, Wish::Clock | Wish::DeviceKind));
                return wish.map(Advice::Wish);
            }
            let is_few = (1..=MAX_NAMES).contains(&declared.len());
            let is_near = suggestion.is_some()
                || suggest(name, declared.iter().map(String::as_str)).is_some();
            (is_few && !is_near).then_some(Advice::Declared {
                names: declared,
                not: name.clone(),
            })
        }
        _ => None,
    }
}

/// The words of a line from an offset on.
fn words_from(slice: &str, start: TextSize) -> Vec<&str> {
    let rest = slice.get(usize::from(start)..).unwrap_or("");
    rest.lines()
        .next()
        .unwrap_or("")
        .split_whitespace()
        .collect()
}

/// The wish that the first words are, as many as possible.
fn wish_of_words(place: WishPlace, line: &[&str]) -> Option<Advice> {
    let found = (2..=3.min(line.len())).rev().find_map(|count| {
        let phrase = line.get(..count)?.join(" ");
        aliases::wish(place, &phrase)
    });
    let is_statement = place == WishPlace::Statement(Block::Message);
    let is_share = is_statement && line.get(1).is_some_and(|it| it.ends_with('%'));
    let share = is_share.then_some(Wish::Experiment);
    found.or(share).map(Advice::Wish)
}

/// A statement of others whose values say nothing: an example of the right one. A condition may wish
/// for a field.
fn named_statement(context: &Context<'_, '_>, block: Block, line: &[&str]) -> Option<Advice> {
    let alias = (1..=2.min(line.len())).rev().find_map(|count| {
        let phrase = line.get(..count)?.join(" ");
        aliases::keyword(block, phrase.trim_end_matches(':'))
    })?;
    if alias.statement == StatementKind::Message(MessageStatement::When) {
        let fields = line.iter().skip(1);
        let wish = fields
            .filter_map(|word| aliases::wish(WishPlace::Field, word))
            .next();
        if let Some(wish) = wish {
            return Some(Advice::Wish(wish));
        }
    }
    Some(Advice::Example {
        text: example::of(context.names, alias.statement),
    })
}

/// Hours or days in the place of the kind of schedule.
fn schedule_of_hours(context: &Context<'_, '_>, set: WordSet, found: &str) -> Option<Advice> {
    let is_hours = set == WordSet::ScheduleKind
        && (!read::days(found).is_empty() || found.contains(|it: char| it.is_ascii_digit()));
    is_hours.then(|| schedule_by_name(context))
}

fn schedule_by_name(context: &Context<'_, '_>) -> Advice {
    let name = names_of(context, ReferenceKind::Schedule, None)
        .into_iter()
        .next();
    Advice::ScheduleOfHours {
        name: name.unwrap_or_else(|| "support".to_owned()),
    }
}

/// Something is missing or wrong in a statement: a complete one.
fn expectation(
    context: &Context<'_, '_>,
    slice: &str,
    parsed: &ParsedSlice,
    error: &Finding,
    expected: &Expected,
    found: Option<&str>,
) -> Option<Advice> {
    let node = parsed.tree.nodes().find(|node| {
        node.kind().is_known_statement() && node.range().contains_range(error.span.range)
    })?;
    let block = parsed
        .tree
        .root()
        .children()
        .find_map(|node| node.kind().declaration())
        .and_then(DeclarationKind::block)?;
    let line = words_from(slice, node.range().start());
    let keyword = line.first()?;
    let row =
        proactive_catalog::statements::find(block, keyword.trim_end_matches(['(', ':', '=']))?;
    let example = || Advice::Example {
        text: example::of(context.names, row.kind),
    };
    match expected {
        Expected::Condition
        | Expected::Operand
        | Expected::Field { .. }
        | Expected::Operator { .. }
        | Expected::Value => {
            let words = line
                .iter()
                .skip(1)
                .map(|it| it.trim_matches(['"', ',', ';']));
            let wish = words
                .filter_map(|word| aliases::wish(WishPlace::Field, word))
                .next();
            match wish {
                Some(wish @ (Wish::Clock | Wish::DeviceKind | Wish::Location)) => {
                    Some(Advice::Wish(wish))
                }
                Some(_) | None => {
                    let is_cut = matches!(expected, Expected::Operator { .. } | Expected::Value);
                    is_cut.then(|| comparison(&line)).flatten()
                }
            }
        }
        Expected::Date
            if found.is_some_and(|it| !read::days(it.trim_end_matches(',')).is_empty()) =>
        {
            Some(Advice::ClosedWeekday)
        }
        Expected::Word(set) if *set == WordSet::ScheduleKind && found.is_some() => {
            Some(schedule_by_name(context))
        }
        // `expect no` and `expect m` mean opposites.
        Expected::Reference(_) | Expected::Duration
            if row.kind == StatementKind::Test(TestStatement::Expect) =>
        {
            None
        }
        Expected::Date if line.contains(&"to") => {
            let days = line.iter().take_while(|it| **it != "to");
            let from = days.copied().collect::<Vec<_>>().join(" ");
            Some(Advice::Example {
                text: format!("{from} to 2026-12-31"),
            })
        }
        Expected::Reference(_)
        | Expected::Duration
        | Expected::Days
        | Expected::Interval
        | Expected::Date
        | Expected::Time
        | Expected::Text(TextRole::Url | TextRole::Timezone) => Some(example()),
        Expected::DeclaredName(_)
        | Expected::AnswerName
        | Expected::Text(
            TextRole::DisplayName
            | TextRole::TestName
            | TextRole::Message
            | TextRole::ExternalId
            | TextRole::Title
            | TextRole::Website,
        )
        | Expected::Word(_)
        | Expected::OpeningBrace
        | Expected::When
        | Expected::OnPageView
        | Expected::AfterDuration
        | Expected::Event
        | Expected::AnswerOfBot
        | Expected::Reply
        | Expected::AgentReply
        | Expected::Tag
        | Expected::AndOr
        | Expected::AnyOf
        | Expected::OpeningBracket
        | Expected::Comma
        | Expected::Expectation => None,
    }
}

/// A complete comparison for one that lacks its operator or its value.
fn comparison(line: &[&str]) -> Option<Advice> {
    let at = line
        .iter()
        .rposition(|word| word.contains('.') && find_field(word).is_some())?;
    let field = find_field(line.get(at)?)?;
    let info = field.info();
    let said = line.get(at + 1..)?.join(" ");
    let operators = info.operators.iter().copied();
    let operator = match said.as_str() {
        // The likeliest: part of an address, one of few values.
        "" if info.ty == FieldType::Text => Operator::Contains,
        "" => Operator::Is,
        said => operators.into_iter().find(|it| it.words() == said)?,
    };
    let value = match field {
        Field::VisitorUrl => "\"/cart\"",
        Field::VisitorTitle => "\"Cart\"",
        Field::VisitorHistory => "new",
        Field::DeviceLanguage => "fr",
    };
    Some(Advice::Example {
        text: format!("{} {} {value}", info.path, operator.words()),
    })
}

/// A missing brand or channel: those that there are.
fn missing(context: &Context<'_, '_>, required: &[Required]) -> Option<Advice> {
    let kind = match required {
        [Required::Statement(keyword)] if *keyword == "brand" => ReferenceKind::Brand,
        [Required::Statement(keyword)] if *keyword == "channel" => ReferenceKind::Channel,
        _ => return None,
    };
    let names = names_of(context, kind, None).into_iter();
    let choices: Vec<String> = names.map(|it| format!("{} {it}", kind.noun())).collect();
    (2..=MAX_NAMES)
        .contains(&choices.len())
        .then_some(Advice::Either { choices })
}

/// The names of the declarations that a reference can mean.
fn names_of(context: &Context<'_, '_>, kind: ReferenceKind, of_bot: Option<&str>) -> Vec<String> {
    let Some(declared) = kind.declaration() else {
        let bots = context.names.entries_of(DeclarationKind::Bot);
        return bots
            .filter(|entry| of_bot.is_none_or(|bot| entry.name() == Some(bot)))
            .filter_map(|entry| entry.declaration.as_bot())
            .flat_map(|bot| &bot.answers)
            .map(|(name, _)| name.value.to_string())
            .collect();
    };
    let entries = context.names.entries_of(declared);
    entries
        .filter_map(|entry| entry.name().map(str::to_owned))
        .collect()
}

/// Whether a place is in a list of names.
fn in_list(slice: &str, parsed: &ParsedSlice, range: TextRange) -> bool {
    let declaration = parsed
        .tree
        .root()
        .children()
        .find_map(|node| node.kind().declaration());
    let block = declaration.and_then(DeclarationKind::block);
    let node = parsed
        .tree
        .nodes()
        .find(|node| node.kind().is_known_statement() && node.range().contains_range(range));
    let statement = block
        .zip(node)
        .and_then(|(block, node)| Statement::of(node, block, slice));
    statement.is_some_and(|it| it.values().any(|value| value.1.argument.is_list))
}

/// Whether a name says "all of them".
fn is_everything(name: &str) -> bool {
    matches!(
        name.to_lowercase().as_str(),
        "all" | "any" | "every" | "everywhere" | "both" | "tous" | "toutes" | "alle" | "todos"
    )
}

/// Several readings of which none is likelier.
fn either(readings: Vec<read::Reading>) -> Option<Advice> {
    let choices: Vec<String> = readings.into_iter().map(|reading| reading.text).collect();
    (choices.len() > 1).then_some(Advice::Either { choices })
}

/// A statement that refers to one declaration, and has more behind it.
fn only_one(slice: &str, parsed: &ParsedSlice, range: TextRange) -> Option<Advice> {
    let declaration = parsed
        .tree
        .root()
        .children()
        .find_map(|node| node.kind().declaration());
    let block = declaration.and_then(DeclarationKind::block)?;
    let node = parsed
        .tree
        .nodes()
        .find(|node| node.kind().is_known_statement() && node.range().contains_range(range))?;
    let statement = Statement::of(node, block, slice)?;
    let last = statement.values().last()?;
    let stray = node.child(SyntaxKind::Stray)?;
    let argument = last.1.argument;
    let is_one = !argument.is_list && stray.range().contains_range(range);
    let of = argument.role.reference().filter(|_| is_one)?;
    Some(Advice::OnlyOne { of })
}
