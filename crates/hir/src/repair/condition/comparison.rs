//! One comparison in any words: a field, an operator, one value or several.

use proactive_catalog::aliases::{Connective, Quantifier};
use proactive_catalog::{DeclarationKind, FIELDS, Field, FieldType, Operator};

use super::super::token::{Kind, Token};
use super::super::words::{self, Comparing};
use super::Reader;
use super::fields::find_field;

impl Reader<'_, '_> {
    pub(super) fn comparison(&mut self) -> Option<()> {
        self.attempt(Self::field_first)
    }

    /// `visitor.url contains "/cart"`, in any words.
    fn field_first(&mut self) -> Option<()> {
        let before = self.at;
        let (field, called) = self.field()?;
        let named = self.tokens.get(before..self.at).unwrap_or_default();
        let is_exact = !matches!(named, [only] if find_field(only.source).is_none()
            && words::field(only.source).is_some_and(|alias| !alias.is_exact));
        let mut operator = match called {
            Some(operator) => {
                self.certain = false;
                operator
            }
            None => self.operator(field)?,
        };
        let field = self.field_of_value(field);
        // A path or a host is only a part of a URL.
        let value = self.peek().map_or(String::new(), Token::content);
        if field == Field::VisitorUrl && !is_exact && !value.contains("://") {
            self.certain = false;
            operator.operator = match operator.operator {
                Operator::Is | Operator::Contains => Operator::Contains,
                Operator::IsNot | Operator::DoesNotContain => Operator::DoesNotContain,
            };
        }
        self.values(field, operator)
    }

    /// The field that the value tells, where it cannot be of the field that is written:
    /// `visitor.history contains "/cart"`.
    fn field_of_value(&mut self, field: Field) -> Field {
        let Some(value) = self.peek() else {
            return field;
        };
        let meant = match field.info().ty {
            FieldType::Text if value.kind == Kind::Word => {
                let is = |ty| words::field_value(ty, value.source).is_some_and(|it| it.certain);
                match value.source {
                    "new" | "returning" if is(FieldType::History) => Field::VisitorHistory,
                    _ => field,
                }
            }
            FieldType::History if value.content().contains('/') => Field::VisitorUrl,
            FieldType::Text | FieldType::History | FieldType::Language => field,
        };
        self.certain &= meant == field;
        meant
    }

    /// A field, and the operator of `visitor.url.includes(…)`.
    pub(super) fn field(&mut self) -> Option<(Field, Option<Comparing>)> {
        let first = self.peek().filter(|token| token.kind == Kind::Word)?;
        if let Some(field) = find_field(first.source) {
            self.advance();
            return Some((field, None));
        }
        // `visitor url`
        if let Some(field) = self
            .phrase(2)
            .and_then(|it| find_field(&it.replace(' ', ".").to_lowercase()))
        {
            self.certain = false;
            self.advance();
            self.advance();
            return Some((field, None));
        }
        for count in (1..=4).rev() {
            let Some(phrase) = self.phrase(count) else {
                continue;
            };
            if let Some(alias) = words::field(&phrase).filter(|alias| alias.value.is_none()) {
                self.certain &= alias.is_exact;
                for _ in 0..count {
                    self.advance();
                }
                return Some((alias.field, None));
            }
        }
        // `visitor is new`, `device is fr`: the object alone, told by its value.
        if let Some(field) = self.field_of_object() {
            self.certain = false;
            self.advance();
            return Some((field, None));
        }
        let (path, method) = first.source.rsplit_once('.')?;
        let field = find_field(path).or_else(|| words::field(path).map(|alias| alias.field))?;
        let operator = words::operator(method)?;
        self.advance();
        Some((field, Some(operator)))
    }

    fn field_of_object(&self) -> Option<Field> {
        let object = self.peek()?.source;
        let rest = self.tokens.get(self.at + 1..)?;
        let value = rest
            .iter()
            .take(3)
            .find(|token| words::operator(token.source).is_none() && !token.is_word("not"))?;
        let is_address = value.as_string().is_some() && value.content().contains('/');
        let mut rows = FIELDS.iter().filter(|row| row.object == object);
        rows.find(|row| match row.ty {
            FieldType::Text => is_address && row.field == Field::VisitorUrl,
            FieldType::History | FieldType::Language => {
                words::field_value(row.ty, &value.content()).is_some_and(|it| it.certain)
            }
        })
        .map(|row| row.field)
    }

    /// An operator: as many words as can be one.
    fn operator(&mut self, field: Field) -> Option<Comparing> {
        for count in (1..=5).rev() {
            let Some(phrase) = self.phrase(count) else {
                continue;
            };
            let Some(operator) = words::operator(&phrase) else {
                continue;
            };
            for _ in 0..count {
                self.advance();
            }
            self.certain &= operator.certain;
            return Some(operator);
        }
        // `visitor.history new`: only equality is possible.
        match field.info().ty {
            FieldType::History | FieldType::Language => {
                self.certain = false;
                Some(Comparing {
                    operator: Operator::Is,
                    quantifier: Quantifier::One,
                    certain: false,
                })
            }
            FieldType::Text => None,
        }
    }

    /// The values, and then the whole comparison.
    pub(super) fn values(&mut self, field: Field, operator: Comparing) -> Option<()> {
        let Comparing {
            operator,
            quantifier: mut values,
            ..
        } = operator;
        let separator = self.written.separator.take();
        let ty = field.info().ty;
        let opener = self
            .peek()
            .filter(|token| token.is_sign("[") || token.is_sign("(") || token.is_sign("{"));
        let mut list = Vec::new();
        let mut joined_by_and = false;
        if opener.is_some() {
            self.at += 1;
            while let Some(token) = self.peek() {
                if matches!(token.source, "]" | ")" | "}") && token.kind == Kind::Sign {
                    self.at += 1;
                    break;
                }
                if token.kind == Kind::Sign && matches!(token.source, "," | ";" | "|" | "||")
                    || token.is_word("or")
                    || token.is_word("and")
                {
                    self.at += 1;
                    continue;
                }
                list.push(self.value(ty)?);
            }
            let is_call = opener.is_some_and(|it| it.is_sign("("))
                && list.len() == 1
                && values == Quantifier::One;
            if values == Quantifier::One && !is_call {
                values = Quantifier::AnyOf;
            }
            // The right form itself is no change.
            let is_right = opener.is_some_and(|it| it.is_sign("["));
            self.certain &= is_right || is_call;
        } else {
            list.push(self.value(ty)?);
            while let Some(and) = self.another_value(field, operator) {
                joined_by_and |= and;
                self.certain = false;
                list.push(self.value(ty)?);
            }
        }
        let operator = words::for_field(operator, field);
        let path = field.info().path;
        self.written.separator = separator;
        let is_negative = matches!(operator, Operator::IsNot | Operator::DoesNotContain);
        let each = values == Quantifier::AllOf && !is_negative
            || joined_by_and && operator == Operator::Contains;
        if let ([only], Quantifier::One) = (list.as_slice(), values) {
            for word in [path, operator.words(), only.as_str()] {
                self.written.word(word);
            }
        } else if each {
            for (position, value) in list.iter().enumerate() {
                if position > 0 {
                    self.written.word("and");
                }
                for word in [path, operator.words(), value.as_str()] {
                    self.written.word(word);
                }
            }
        } else {
            let list = format!("[{}]", list.join(", "));
            for word in [path, operator.words(), "any of", list.as_str()] {
                self.written.word(word);
            }
        }
        Some(())
    }

    /// Whether `or "/checkout"` or `, nl` follows: another value, and no condition. Says whether it is
    /// joined by `and`.
    fn another_value(&mut self, field: Field, operator: Operator) -> Option<bool> {
        let ty = field.info().ty;
        let mut at = self.at;
        let mut joined_by_and = false;
        let mut joins = 0;
        while let Some(token) = self.tokens.get(at) {
            match words::connective(token.source)
                .filter(|_| matches!(token.kind, Kind::Word | Kind::Sign))
            {
                Some((Connective::And, _)) => joined_by_and |= token.source != ",",
                Some((Connective::Or, _)) => {}
                _ if matches!(token.source, "nor" | ";" | "/") => {}
                _ => break,
            }
            joins += 1;
            at += 1;
        }
        // `contains "/cart" or contains "/checkout"`: the operator again.
        let again = (1..=3).rev().find(|count| {
            let words = self.tokens.get(at..at + count).unwrap_or_default();
            let phrase: Vec<&str> = words.iter().map(|token| token.source).collect();
            words.len() == *count
                && words::operator(&phrase.join(" ")).is_some_and(|it| it.operator == operator)
        });
        at += again.filter(|_| joins > 0).unwrap_or(0);
        let token = self.tokens.get(at).filter(|_| joins > 0)?;
        let is_value = match ty {
            FieldType::Text => token.as_string().is_some(),
            FieldType::History | FieldType::Language => {
                let is_segment = self
                    .names
                    .find(DeclarationKind::Segment, token.source)
                    .is_some();
                token.kind != Kind::Sign
                    && !is_segment
                    && words::field_value(ty, &token.content()).is_some()
            }
        };
        // A value with an operator after it is a field or a segment.
        let next = self.tokens.get(at + 1).map_or("", |token| token.source);
        let compares = words::operator(next).is_some() || matches!(next, "does" | "is" | "in");
        if !is_value || compares {
            return None;
        }
        while self.at < at {
            self.at += 1;
        }
        Some(joined_by_and)
    }

    /// A value of a field, as the language writes it.
    fn value(&mut self, ty: FieldType) -> Option<String> {
        let token = self.peek()?;
        match ty {
            FieldType::Text => {
                let text = token.as_string()?;
                self.at += 1;
                let pattern = text
                    .strip_prefix("\"/\\/")
                    .and_then(|it| it.strip_suffix("/\""));
                if let Some(inside) = pattern.filter(|_| token.kind == Kind::Address) {
                    self.certain = false;
                    return Some(format!(
                        "\"/{}\"",
                        inside.replace("\\\\", "").replace('\\', "")
                    ));
                }
                Some(text)
            }
            FieldType::History | FieldType::Language => {
                // `Chinese (Simplified)`
                if let Some([name, open, variant, close]) = self.tokens.get(self.at..self.at + 4)
                    && open.is_sign("(")
                    && close.is_sign(")")
                    && let Some(reading) =
                        words::field_value(ty, &format!("{} ({})", name.source, variant.source))
                {
                    self.at += 4;
                    self.certain = false;
                    return Some(reading.text);
                }
                for count in (1..=3).rev() {
                    let tokens = self.tokens.get(self.at..self.at + count);
                    let Some(tokens) = tokens else { continue };
                    let is_name = |it: &Token<'_>| {
                        it.kind == Kind::Word && words::connective(it.source).is_none()
                    };
                    let plain = count == 1 || tokens.iter().all(is_name);
                    let phrase: Vec<String> = tokens.iter().map(Token::content).collect();
                    let Some(reading) = words::field_value(ty, &phrase.join(" ")).filter(|_| plain)
                    else {
                        continue;
                    };
                    self.at += count;
                    self.certain &= reading.certain;
                    let is_same = tokens.len() == 1 && token.content() == reading.text;
                    return Some(if is_same {
                        token.source.to_owned()
                    } else {
                        reading.text
                    });
                }
                None
            }
        }
    }

    /// `"/cart" in visitor.url`.
    pub(super) fn reversed(&mut self) -> Option<()> {
        self.attempt(|reader| {
            let value = reader.peek()?.as_string()?;
            reader.advance();
            let negative = reader.peek().is_some_and(|token| token.is_word("not"));
            if negative {
                reader.advance();
            }
            let joins = reader.peek()?.source.to_lowercase();
            if joins == "is" {
                reader.advance();
            }
            let word = reader.peek()?.source.to_lowercase();
            if matches!(word.as_str(), "in" | "dans" | "within" | "part" | "sur") {
                reader.advance();
            } else if joins != "is" {
                return None;
            }
            let (field, _) = reader.field()?;
            if field.info().ty != FieldType::Text {
                return None;
            }
            reader.certain = false;
            reader.written.separator = None;
            let operator = if negative {
                Operator::DoesNotContain
            } else {
                Operator::Contains
            };
            for word in [field.info().path, operator.words(), value.as_str()] {
                reader.written.word(word);
            }
            Some(())
        })
    }
}
