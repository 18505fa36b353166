//! A `match` over the tables of the language names every row, so that a new row makes the compiler
//! point at every place that must know it.

use std::collections::BTreeSet;

use proactive_catalog::{Block, WordSet};
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};
use syn::{Arm, ExprMatch, ItemImpl, Pat, Path, Type};

use crate::rust_source;

/// The enums whose variants are rows of the catalog's tables, or columns that many places read.
fn tables() -> BTreeSet<String> {
    let named = [
        "Field",
        "FieldType",
        "Operator",
        "Role",
        "StatementKind",
        "WordSet",
    ];
    let statements = Block::ALL.map(|block| format!("{block:?}Statement"));
    // A set that is listed in the catalog has an enum of its words, of the same name.
    let words = WordSet::ALL.iter().map(|set| format!("{set:?}"));
    named
        .map(str::to_owned)
        .into_iter()
        .chain(statements)
        .chain(words)
        .collect()
}

/// Where in a pattern something is: the constructors around it, and its position in each.
type Position = Vec<(String, usize)>;

/// Where a pattern names a row of a table, and where it takes anything.
#[derive(Default)]
struct Shape {
    named: BTreeSet<Position>,
    wild: BTreeSet<Position>,
}

/// Finds the matches with a wildcard where another arm names a row.
struct Matches<'a> {
    path: &'a str,
    tables: BTreeSet<String>,
    /// The type whose `impl` is being read, for `Self::…`.
    of: Vec<String>,
    found: Vec<String>,
}

impl Matches<'_> {
    fn is_row(&self, path: &Path) -> bool {
        let segments: Vec<String> = path
            .segments
            .iter()
            .map(|it| it.ident.to_string())
            .collect();
        let [.., of, variant] = segments.as_slice() else {
            return false;
        };
        let of = if of == "Self" {
            self.of.last()
        } else {
            Some(of)
        };
        variant.starts_with(char::is_uppercase) && of.is_some_and(|of| self.tables.contains(of))
    }

    fn read(&self, pattern: &Pat, at: &mut Position, shape: &mut Shape) {
        match pattern {
            Pat::Or(or) => or.cases.iter().for_each(|case| self.read(case, at, shape)),
            Pat::Guard(it) => self.read(&it.pat, at, shape),
            Pat::Paren(inner) => self.read(&inner.pat, at, shape),
            Pat::Reference(inner) => self.read(&inner.pat, at, shape),
            Pat::Path(path) if self.is_row(&path.path) => {
                shape.named.insert(at.clone());
            }
            Pat::Struct(it) if self.is_row(&it.path) => {
                shape.named.insert(at.clone());
            }
            Pat::TupleStruct(it) => {
                if self.is_row(&it.path) {
                    shape.named.insert(at.clone());
                }
                let name = it.path.segments.last().map(|it| it.ident.to_string());
                self.read_all(name.unwrap_or_default(), it.elems.iter(), at, shape);
            }
            Pat::Tuple(it) => self.read_all(String::new(), it.elems.iter(), at, shape),
            Pat::Ident(it) => match &it.subpat {
                Some((_, inner)) => self.read(inner, at, shape),
                None if it.ident.to_string().starts_with(char::is_lowercase) => {
                    shape.wild.insert(at.clone());
                }
                None => {}
            },
            Pat::Wild(_) | Pat::Rest(_) => {
                shape.wild.insert(at.clone());
            }
            _ => {}
        }
    }

    fn read_all<'p>(
        &self,
        constructor: String,
        patterns: impl Iterator<Item = &'p Pat>,
        at: &mut Position,
        shape: &mut Shape,
    ) {
        for (position, pattern) in patterns.enumerate() {
            at.push((constructor.clone(), position));
            self.read(pattern, at, shape);
            at.pop();
        }
    }

    /// The line of an arm that takes anything where other arms name rows.
    fn wild_arm(&self, arms: &[Arm]) -> Option<usize> {
        let mut named = BTreeSet::new();
        let mut wild = Vec::new();
        for arm in arms {
            let mut shape = Shape::default();
            self.read(&arm.pat, &mut Position::new(), &mut shape);
            named.extend(shape.named);
            // A guard hides nothing: another arm must still take what it declines.
            if !matches!(arm.pat, Pat::Guard(_)) {
                wild.extend(shape.wild.into_iter().map(|at| (at, arm.pat.span())));
            }
        }
        let hides = |at: &Position| named.iter().any(|named| named.starts_with(at));
        let found = wild.into_iter().find(|(at, _)| hides(at));
        found.map(|(_, span)| span.start().line)
    }
}

impl<'ast> Visit<'ast> for Matches<'_> {
    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        let of = match &*item.self_ty {
            Type::Path(it) => it.path.segments.last().map(|it| it.ident.to_string()),
            _ => None,
        };
        self.of.push(of.unwrap_or_default());
        visit::visit_item_impl(self, item);
        self.of.pop();
    }

    fn visit_expr_match(&mut self, expr: &'ast ExprMatch) {
        if let Some(line) = self.wild_arm(&expr.arms) {
            self.found.push(format!("{}:{line}", self.path));
        }
        visit::visit_expr_match(self, expr);
    }
}

fn wild_matches(path: &str, text: &str) -> Vec<String> {
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut matches = Matches {
        path,
        tables: tables(),
        of: Vec::new(),
        found: Vec::new(),
    };
    matches.visit_file(&file);
    matches.found
}

#[test]
fn a_match_on_a_table_of_the_language_names_every_row() {
    let found: Vec<String> = rust_source::rust_files()
        .into_iter()
        .filter(rust_source::RustFile::is_source)
        .flat_map(|file| wild_matches(&file.path, &file.text))
        .collect();
    assert!(
        found.is_empty(),
        "a wildcard arm hides rows of a table: {found:#?}"
    );
}

#[test]
fn wildcards_are_found_wherever_they_hide_a_row() {
    for (arms, is_wild) in [
        ("Field::A => 1, Field::B => 2", false),
        ("Field::A => 1, _ => 2", true),
        ("Field::A => 1, other => 2", true),
        (
            "Field::A => 1, Field::B if x => 2, _ if y => 3, Field::B => 4",
            false,
        ),
        ("(Field::A, 1) => 1, (_, 2) => 2", true),
        ("(Field::A, 1) => 1, (Field::B, _) => 2", false),
        ("Some(catalog::Field::A | Field::B) => 1, None => 2", false),
        ("Some(Field::A) => 1, Some(_) | None => 2", true),
        ("Ok(Field::A) => 1, Err(_) => 2", false),
        (
            "StatementKind::Test(_) => 1, StatementKind::Bot(_) => 2",
            false,
        ),
        (
            "StatementKind::Test(TestStatement::A) => 1, StatementKind::Test(_) => 2",
            true,
        ),
        ("SyntaxKind::A => 1, _ => 2", false),
    ] {
        let text = format!("fn f() {{ match it {{ {arms} }} }}");
        assert_eq!(!wild_matches("", &text).is_empty(), is_wild, "{arms}");
    }
    let own = "impl Field { fn f(self) { match self { Self::A => 1, _ => 2 } } }";
    assert_eq!(wild_matches("it.rs", own), ["it.rs:1"]);
}
