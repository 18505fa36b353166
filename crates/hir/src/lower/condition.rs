//! Conditions: fields, operators, values and their types, and the lints that need no other item.

use proactive_catalog::aliases;
use proactive_catalog::{
    FIELDS, Field, FieldType, History, LANGUAGES, Language, Operator, Word, WordSet,
};
use proactive_diagnostics::{
    Edit, EmptyWhat, Expected, Fix, FixTitle, Problem, Span, SyntaxProblem, TextRange,
};
use proactive_syntax::condition::{self, Expr, Value, WrittenOperator};
use proactive_syntax::{Node, literal};

use super::text_value::Comparing;
use super::{Lower, word_fix};
use crate::draft::{Comparison, Condition, ConditionKind, Name, Spanned};
use crate::suggest::suggest;

impl<'a> Lower<'a> {
    /// Parses a condition. `before` is the range of the word before it.
    pub(super) fn shape(&mut self, tokens: Node<'a>, before: TextRange) -> Expr {
        let (expr, findings) = condition::shape(tokens, before, self.text);
        self.misshapen = !findings.is_empty();
        for mut finding in findings {
            // The possible operators depend on the field before.
            if let Problem::Syntax(SyntaxProblem::Expected {
                expected: Expected::Operator { operators },
                found: None,
            }) = &mut finding.problem
                && let Some(field) = find_field(self.at(finding.span.range))
            {
                *operators = operator_words(field);
            }
            self.draft.may_reference_unseen = true;
            self.draft.errors.push(finding);
        }
        expr
    }

    fn at(&self, range: TextRange) -> &'a str {
        self.text
            .get(std::ops::Range::<usize>::from(range))
            .unwrap_or("")
    }

    /// Lowers a condition.
    pub(super) fn condition(&mut self, expr: &Expr) -> Condition {
        self.condition_in(expr, false)
    }

    /// Lowers a condition. Its nesting is limited by the parser, so this can recurse. `is_tight` is
    /// whether one joined by `and` needs parentheses in its place.
    fn condition_in(&mut self, expr: &Expr, is_tight: bool) -> Condition {
        let range = expr.range();
        let all = |lower: &mut Self, parts: &[Expr], is_tight| {
            let parts = parts.iter();
            parts
                .map(|part| lower.condition_in(part, is_tight))
                .collect()
        };
        let kind = match expr {
            Expr::And(parts) => ConditionKind::And(all(self, parts, false)),
            Expr::Or(parts) => {
                self.mixed_and_or(parts);
                ConditionKind::Or(all(self, parts, true))
            }
            Expr::Not(_, inner) => ConditionKind::Not(Box::new(self.condition_in(inner, true))),
            Expr::Group(_, inner) => self.condition_in(inner, false).kind,
            Expr::Comparison(comparison) => self
                .comparison(comparison, is_tight)
                .map_or(ConditionKind::Broken, ConditionKind::Comparison),
            Expr::Name(range) => self.segment_name(*range),
            Expr::Always(range) => {
                self.syntax(*range, SyntaxProblem::AlwaysInCondition);
                ConditionKind::Broken
            }
            Expr::Broken(_) => ConditionKind::Broken,
        };
        Condition { range, kind }
    }

    /// Lowers a bare word: a segment, unless it is half of a field.
    fn segment_name(&mut self, range: TextRange) -> ConditionKind {
        let word = self.at(range);
        if !proactive_catalog::fields::is_object(word) {
            let value = word.into();
            return ConditionKind::Segment(Spanned { value, range });
        }
        if !self.misshapen {
            let object = word.to_owned();
            let problem = SyntaxProblem::Expected {
                expected: Expected::Field { object },
                found: None,
            };
            self.syntax(range, problem);
        }
        ConditionKind::Broken
    }

    /// Reports `and` next to `or` without parentheses. `mixed-and-or`
    fn mixed_and_or(&mut self, parts: &[Expr]) {
        let mixed: Vec<TextRange> = parts
            .iter()
            .filter(|part| matches!(part, Expr::And(_)))
            .map(Expr::range)
            .collect();
        let Some(&first) = mixed.first() else { return };
        let edits = mixed
            .iter()
            .flat_map(|range| {
                let edit = |at, replacement: &str| Edit {
                    span: Span::local(TextRange::empty(at)),
                    replacement: replacement.to_owned(),
                };
                [edit(range.start(), "("), edit(range.end(), ")")]
            })
            .collect();
        let fix = Fix::certain(FixTitle::AddParentheses, edits);
        self.lint(first, Problem::MixedAndOr).fixes.push(fix);
    }

    fn comparison(
        &mut self,
        written: &condition::Comparison,
        is_tight: bool,
    ) -> Option<Comparison> {
        let field = self.field(written.path)?;
        let (range, operator) = written.operator;
        let operator = self.operator(field, range, operator)?;
        let mut values = Vec::with_capacity(written.values.len());
        let mut broken = written.values.is_empty();
        for value in &written.values {
            match self.value(field, value) {
                Some(value) => values.push(value),
                None => broken = true,
            }
        }
        self.duplicate_values(&values);
        if broken {
            return None;
        }
        let comparing = Comparing {
            field,
            operator,
            range: written.range,
            operator_range: range,
            any_of: written.list.is_some(),
            is_tight,
        };
        self.text_lints(comparing, &values);
        Some(Comparison {
            field,
            operator,
            any_of: written.list.is_some(),
            values,
        })
    }

    fn field(&mut self, range: TextRange) -> Option<Field> {
        let path = self.at(range);
        if let Some(field) = find_field(path) {
            return Some(field);
        }
        if proactive_catalog::fields::is_object(path) {
            let object = path.to_owned();
            let expected = Expected::Field { object };
            let found = None;
            self.syntax(range, SyntaxProblem::Expected { expected, found });
            return None;
        }
        let (object, name) = path.split_once('.').unwrap_or(("", path));
        // If the field exists on another object, that one is probably meant.
        let by_name = || {
            FIELDS
                .iter()
                .find(|row| row.name == name)
                .map(|row| row.path)
        };
        let of_object = || {
            let names = FIELDS
                .iter()
                .filter(|row| row.object == object)
                .map(|row| row.name);
            let meant = suggest(name, names)?;
            let row = FIELDS
                .iter()
                .find(|row| row.object == object && row.name == meant)?;
            Some(row.path)
        };
        let of_any = || suggest(path, FIELDS.iter().map(|row| row.path)).or_else(by_name);
        let meant = match proactive_catalog::fields::is_object(object) {
            true => of_object(),
            false => of_any(),
        };
        let candidates = match FIELDS.iter().any(|row| row.object == object) {
            true => FIELDS
                .iter()
                .filter(|row| row.object == object)
                .collect::<Vec<_>>(),
            false => FIELDS.iter().collect(),
        };
        let problem = Problem::UnknownField {
            found: path.to_owned(),
            candidates: candidates.iter().map(|row| row.path.to_owned()).collect(),
            suggestion: meant.map(str::to_owned),
        };
        let fix = meant.map(|meant| word_fix(range, path, meant));
        self.error(range, problem).fixes.extend(fix);
        None
    }

    fn operator(
        &mut self,
        field: Field,
        range: TextRange,
        written: WrittenOperator,
    ) -> Option<Operator> {
        let known = match written {
            WrittenOperator::Is => Some(Operator::Is),
            WrittenOperator::IsNot => Some(Operator::IsNot),
            WrittenOperator::Contains => Some(Operator::Contains),
            WrittenOperator::DoesNotContain => Some(Operator::DoesNotContain),
            WrittenOperator::Unknown => None,
        };
        let info = field.info();
        if let Some(operator) = known.filter(|operator| info.operators.contains(operator)) {
            return Some(operator);
        }
        let found = self
            .at(range)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let operators = operator_words(field);
        let sure = match found.as_str() {
            "=" | "==" | "===" | "equals" => Some("is"),
            "!=" | "!==" | "<>" => Some("is not"),
            _ => None,
        };
        let meant = match known {
            Some(_) => None,
            None => sure.or_else(|| {
                // A distance could lose a negation, as from `not contains` to `contains`.
                let meant = suggest(&found, operators.iter().copied())?;
                let is_negative = |phrase: &str| phrase.split(' ').any(|word| word == "not");
                let negated = aliases::operator(&found).is_some_and(|it| it.operator.is_negative());
                (is_negative(meant) == (negated || is_negative(&found))).then_some(meant)
            }),
        };
        let fix = meant.map(|meant| match sure {
            Some(_) => {
                // `visitor.title=="x"` needs spaces around a word.
                let before = self.text.get(..usize::from(range.start())).unwrap_or("");
                let after = self.text.get(usize::from(range.end())..).unwrap_or("");
                let pad = |needed: bool| if needed { " " } else { "" };
                let lead = pad(!before.ends_with([' ', '\t', '\n']));
                let trail = pad(!after.starts_with([' ', '\t', '\n', '\r']));
                Fix::replace(Span::local(range), format!("{lead}{meant}{trail}"))
            }
            None => word_fix(range, &found, meant),
        });
        let problem = Problem::OperatorMismatch {
            field: info.path.to_owned(),
            found,
            operators,
            suggestion: meant.map(str::to_owned),
        };
        self.error(range, problem).fixes.extend(fix);
        None
    }

    fn value(&mut self, field: Field, value: &Value) -> Option<Name> {
        let source = self.at(value.range);
        let text = if value.quoted {
            let (text, problems) = literal::unquote(source);
            if !problems.is_empty() {
                return None;
            }
            if text.trim().is_empty() {
                let what = EmptyWhat::Text;
                self.error(value.range, Problem::EmptyValue { what });
                return None;
            }
            self.confusable_value(source, value.range, field);
            text.into_owned()
        } else {
            source.to_owned()
        };
        match field.info().ty {
            FieldType::Text if !value.quoted => {
                let inside = source.trim_matches('\'');
                let fix = Fix::quote(Span::local(value.range), literal::quote(inside));
                let problem = Problem::ValueTypeMismatch {
                    field: field.info().path.to_owned(),
                    expected: FieldType::Text,
                    found: source.to_owned(),
                };
                self.error(value.range, problem).fixes.push(fix);
                return None;
            }
            FieldType::Text => {}
            FieldType::History => {
                if History::find(&text).is_none() {
                    let words: Vec<&'static str> = field.words();
                    self.unknown_value(&text, value.range, WordSet::History, &words);
                    return None;
                }
            }
            FieldType::Language => {
                if Language::find(&text).is_none() {
                    self.unknown_language(&text, value.range);
                    return None;
                }
            }
        }
        Some(Spanned {
            value: text.into(),
            range: value.range,
        })
    }

    fn unknown_language(&mut self, tag: &str, range: TextRange) {
        let tags: Vec<&'static str> = LANGUAGES.iter().map(|row| row.tag).collect();
        let same = tags.iter().any(|known| known.eq_ignore_ascii_case(tag));
        // `fr-BE`: the language without its region covers it. `French`: the name.
        let primary = tag.split(['-', '_']).next().unwrap_or(tag).to_lowercase();
        let general = LANGUAGES
            .iter()
            .find(|row| row.tag == primary || row.name.eq_ignore_ascii_case(tag))
            .map(|row| row.tag);
        match general.filter(|_| !same) {
            Some(meant) => {
                let problem = Problem::UnknownValue {
                    set: WordSet::Language,
                    found: tag.to_owned(),
                    candidates: tags.iter().map(|&tag| tag.to_owned()).collect(),
                    suggestion: Some(meant.to_owned()),
                };
                let fix = Fix::suggest(Span::local(range), meant);
                self.error(range, problem).fixes.push(fix);
            }
            None => self.unknown_value(tag, range, WordSet::Language, &tags),
        }
    }
}

fn find_field(path: &str) -> Option<Field> {
    let (object, name) = path.split_once('.')?;
    Field::find(object, name)
}

fn operator_words(field: Field) -> Vec<&'static str> {
    field
        .info()
        .operators
        .iter()
        .map(|operator| operator.words())
        .collect()
}
