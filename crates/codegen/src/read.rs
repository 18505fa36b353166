//! Reading a grammar with pest's own crates. No other file names their types.

use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use pest_meta::ast::RuleType;
use pest_meta::optimizer::{OptimizedExpr, OptimizedRule, optimize};
use pest_meta::parser::{self, Rule as Meta};
use pest_meta::validator::validate_pairs;

use crate::error::GrammarError;
use crate::grammar::{Expr, Leaves, Rule};
use crate::symbols::Symbols;

/// Reads a grammar: its rules in the order of the file.
pub(crate) fn read(text: &str) -> Result<Vec<Rc<Rule>>, GrammarError> {
    let pairs = parser::parse(Meta::grammar_rules, text).map_err(|error| invalid(vec![error]))?;
    validate_pairs(pairs.clone()).map_err(invalid)?;
    let sources = pairs
        .clone()
        .filter(|pair| {
            let mut parts = pair.clone().into_inner();
            parts
                .next()
                .is_some_and(|part| part.as_rule() == Meta::identifier)
        })
        .map(|pair| {
            let source = pair.as_str().trim();
            let (name, body) = source.split_once('=').unwrap_or((source, ""));
            format!("{} ={body}", name.trim_end())
        });
    let rules = parser::consume_rules(pairs).map_err(invalid)?;
    let rules: Vec<OptimizedRule> = optimize(rules);
    let written = rules.iter().zip(sources).enumerate();
    let mut reader = Reader {
        written: written
            .map(|(index, (rule, source))| {
                (
                    rule.name.as_str(),
                    Written {
                        index,
                        rule,
                        source,
                    },
                )
            })
            .collect(),
        read: BTreeMap::new(),
        open: Vec::new(),
        root: rules.first().map_or("", |rule| &rule.name),
    };
    rules.iter().map(|rule| reader.rule(&rule.name)).collect()
}

fn invalid<E: fmt::Display>(errors: Vec<E>) -> GrammarError {
    let errors: Vec<String> = errors.iter().map(E::to_string).collect();
    GrammarError::Invalid(errors.join("\n"))
}

/// A rule as pest gives it.
struct Written<'a> {
    index: usize,
    rule: &'a OptimizedRule,
    source: String,
}

struct Reader<'a> {
    written: BTreeMap<&'a str, Written<'a>>,
    read: BTreeMap<String, Rc<Rule>>,
    /// The rules that are being read, each used by the one before.
    open: Vec<String>,
    root: &'a str,
}

impl Reader<'_> {
    fn rule(&mut self, name: &str) -> Result<Rc<Rule>, GrammarError> {
        if let Some(rule) = self.read.get(name) {
            return Ok(Rc::clone(rule));
        }
        let Some(Written {
            index,
            rule,
            source,
        }) = self.written.get(name)
        else {
            return Err(self.unsupported(format!("the built-in rule `{name}`")));
        };
        let (index, rule, source) = (*index, *rule, source.clone());
        if self.open.iter().any(|open| open == name) {
            return Err(GrammarError::Recursive(name.to_owned()));
        }
        self.open.push(name.to_owned());
        if matches!(name, "WHITESPACE" | "COMMENT") {
            return Err(self.unsupported("what is skipped between all parts".to_owned()));
        }
        let leaves = match rule.ty {
            RuleType::Normal => Leaves::Node,
            RuleType::Silent => Leaves::Parts,
            RuleType::Atomic => Leaves::Token,
            RuleType::CompoundAtomic => return Err(self.unsupported("`$`".to_owned())),
            RuleType::NonAtomic => return Err(self.unsupported("`!` before `{`".to_owned())),
        };
        let expr = match &rule.expr {
            // Parsing begins there.
            OptimizedExpr::Seq(first, rest) if name == self.root && is_start(first) => rest,
            expr => expr,
        };
        let expr = self.expr(expr)?;
        self.open.pop();
        let first = expr.first();
        let rule = Rc::new(Rule {
            name: name.to_owned(),
            index,
            source,
            leaves,
            expr,
            first,
        });
        self.read.insert(name.to_owned(), Rc::clone(&rule));
        Ok(rule)
    }

    fn unsupported(&self, what: String) -> GrammarError {
        let rule = self.open.last().cloned().unwrap_or_default();
        GrammarError::Unsupported { rule, what }
    }

    fn expr(&mut self, expr: &OptimizedExpr) -> Result<Expr, GrammarError> {
        Ok(match expr {
            OptimizedExpr::Str(text) => literal(text),
            OptimizedExpr::Range(from, to) => match (from.as_bytes(), to.as_bytes()) {
                ([from], [to]) => Expr::Class(Symbols::of(*from..=*to)),
                _ => return Err(self.unsupported(format!("'{from}'..'{to}', outside of ASCII"))),
            },
            OptimizedExpr::Ident(name) => self.name(name)?,
            OptimizedExpr::PosPred(inner) => Expr::Ahead(self.boxed(inner)?),
            OptimizedExpr::NegPred(inner) => Expr::NotAhead(self.boxed(inner)?),
            OptimizedExpr::Opt(inner) => Expr::Optional(self.boxed(inner)?),
            OptimizedExpr::Rep(inner) => Expr::Repeat(self.boxed(inner)?),
            OptimizedExpr::Skip(texts) => Expr::Until(texts.clone()),
            OptimizedExpr::Seq(first, rest) => {
                let mut parts = Vec::new();
                for part in [first, rest] {
                    match self.expr(part)? {
                        Expr::Sequence(inner) => parts.extend(inner),
                        part => parts.push(part),
                    }
                }
                Expr::Sequence(parts)
            }
            OptimizedExpr::Choice(first, rest) => {
                let mut parts = Vec::new();
                for part in [first, rest] {
                    match self.expr(part)? {
                        Expr::Choice(inner) => parts.extend(inner),
                        part => parts.push(part),
                    }
                }
                Expr::Choice(parts)
            }
            OptimizedExpr::Insens(text) => {
                return Err(self.unsupported(format!("^\"{text}\"")));
            }
            OptimizedExpr::PeekSlice(..)
            | OptimizedExpr::Push(_)
            | OptimizedExpr::RestoreOnErr(_) => {
                return Err(self.unsupported("the stack".to_owned()));
            }
        })
    }

    fn boxed(&mut self, expr: &OptimizedExpr) -> Result<Box<Expr>, GrammarError> {
        self.expr(expr).map(Box::new)
    }

    /// A rule, or one of pest's own, by its name.
    fn name(&mut self, name: &str) -> Result<Expr, GrammarError> {
        let letters = || Symbols::of(b'a'..=b'z').or(Symbols::of(b'A'..=b'Z'));
        let digits = || Symbols::of(b'0'..=b'9');
        Ok(match name {
            "ANY" => Expr::Class(Symbols::BYTES),
            "ASCII_ALPHA" => Expr::Class(letters()),
            "ASCII_ALPHANUMERIC" => Expr::Class(letters().or(digits())),
            "ASCII_DIGIT" => Expr::Class(digits()),
            "EOI" => Expr::End,
            _ => Expr::Rule(self.rule(name)?),
        })
    }
}

fn literal(text: &str) -> Expr {
    match text.as_bytes() {
        [] => Expr::Sequence(Vec::new()),
        [byte] => Expr::Class(Symbols::of([*byte])),
        _ => Expr::Literal(text.to_owned()),
    }
}

fn is_start(expr: &OptimizedExpr) -> bool {
    matches!(expr, OptimizedExpr::Ident(name) if name == "SOI")
}
