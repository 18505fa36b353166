//! Parsing a manifest: every problem is reported, and the valid rest still applies.

use std::ops::Range;

use proactive_diagnostics::{Code, Finding, Fix, GlobKey, Kind, ManifestProblem, Problem, Span};
use proactive_hir::Level;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::keys::{self, Key, Row, SENSITIVE, TABLES};
use super::outline::Outline;
use super::patterns::Patterns;
use super::span::span;
use super::{Manifest, fixes};

/// Parses a manifest. The places of the findings are in [`FileId::MANIFEST`].
#[must_use]
pub fn parse(text: &str) -> (Manifest, Vec<Finding>) {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader::default();
    let mut outline = None;
    for (name, value) in document.get_ref() {
        reader.top(name, value);
    }
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        // Findings about a value with a syntax error would not be about what the author wrote.
        reader.findings.retain(|finding| {
            let range = finding.span.range;
            usize::from(range.end()) < span.start || span.end < usize::from(range.start())
        });
        let reason = error.message().replace('\n', ", ");
        let outline = outline.get_or_insert_with(|| Outline::new(text));
        let fix = fixes::syntax(text, outline, &span);
        reader.report(ManifestProblem::Toml { reason }, span, fix);
    }
    reader.findings.sort_by_key(|finding| finding.span);
    (reader.manifest, reader.findings)
}

#[derive(Default)]
struct Reader {
    manifest: Manifest,
    findings: Vec<Finding>,
}

impl Reader {
    fn report(&mut self, problem: ManifestProblem, range: Range<usize>, fix: Option<Fix>) {
        let finding = Finding::new(Problem::Manifest(problem), span(range));
        self.findings.push(Finding {
            fixes: fix.into_iter().collect(),
            ..finding
        });
    }

    fn top(&mut self, name: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) {
        let table = name.get_ref().as_ref();
        if !TABLES.iter().any(|(known, _)| *known == table) {
            self.entry("", name, value);
            return;
        }
        let Some(entries) = value.get_ref().as_table() else {
            self.wrong_type(table.to_owned(), "a table", value.span(), None);
            return;
        };
        for (name, value) in entries {
            self.entry(table, name, value);
        }
    }

    fn entry(&mut self, table: &str, name: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) {
        match keys::find(table, name.get_ref()) {
            Some(row) => self.value(&row, value),
            None => self.unknown_key(table, name),
        }
    }

    fn unknown_key(&mut self, table: &str, name: &Spanned<DeString<'_>>) {
        let written = name.get_ref().as_ref();
        let code = written.parse::<Code>();
        if table == "lints" && code.is_ok_and(|code| code.kind() == Kind::Error) {
            self.report(
                ManifestProblem::NotALint {
                    code: written.to_owned(),
                },
                name.span(),
                None,
            );
            return;
        }
        // A key of another table is a better suggestion than a similar name.
        let elsewhere = keys::rows()
            .find(|row| row.name == written)
            .map(|row| row.path());
        let mut here: Vec<_> = keys::rows()
            .filter(|row| row.table == table)
            .map(|row| row.name)
            .collect();
        if table.is_empty() {
            here.extend(TABLES.iter().map(|(name, _)| *name));
        }
        let meant = match elsewhere {
            Some(_) => None,
            None => proactive_hir::suggest(written, here.iter().copied()),
        };
        let fix = match (&elsewhere, meant) {
            (None, Some(meant)) => Some(fixes::word(span(name.span()), written, meant, meant)),
            // At the top of the file, the table can be part of the key.
            (Some(path), _) if table.is_empty() => {
                Some(Fix::suggest(span(name.span()), path.as_str()))
            }
            (Some(_), _) | (None, None) => None,
        };
        self.report(
            ManifestProblem::UnknownKey {
                key: keys::path(table, written),
                suggestion: elsewhere.or_else(|| meant.map(|name| keys::path(table, name))),
                // There are too many lints for a sentence.
                candidates: if table == "lints" { Vec::new() } else { here },
            },
            name.span(),
            fix,
        );
    }

    fn value(&mut self, row: &Row, value: &Spanned<DeValue<'_>>) {
        match row.key {
            Key::Name => self.manifest.name = self.text(row, value).map(str::to_owned),
            Key::Include => self.manifest.include = self.patterns(row, GlobKey::Include, value),
            Key::Exclude => {
                let patterns = self.patterns(row, GlobKey::Exclude, value);
                self.manifest.exclude = patterns.unwrap_or_default();
            }
            Key::Output => match self.text(row, value) {
                Some("") => self.wrong_type(row.path(), "the name of a file", value.span(), None),
                output => self.manifest.output = output.map(Into::into),
            },
            Key::Level(code) => {
                let word = self.choice(row, value);
                let level = Level::ALL.iter().find(|(name, _)| Some(*name) == word);
                if let Some((_, level)) = level {
                    self.manifest.settings.levels.insert(code, *level);
                }
            }
            Key::RequireReason => match value.get_ref().as_bool() {
                Some(flag) => self.manifest.settings.require_reason = flag,
                None => self.wrong_shape(row, value),
            },
            Key::Case => {
                if let Some(word) = self.choice(row, value) {
                    self.manifest.settings.case_sensitive = word == SENSITIVE;
                }
            }
            Key::MaxMessages => {
                if let Some(limit) = self.count(row, value) {
                    self.manifest.settings.max_messages = limit;
                }
            }
            Key::MaxText => {
                if let Some(limit) = self.count(row, value) {
                    self.manifest.settings.max_text = limit;
                }
            }
        }
    }

    fn text<'v>(&mut self, row: &Row, value: &'v Spanned<DeValue<'_>>) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_shape(row, value);
        }
        text
    }

    fn choice(&mut self, row: &Row, value: &Spanned<DeValue<'_>>) -> Option<&'static str> {
        let words = row.shape.choices();
        let words: Vec<_> = words.iter().map(|choice| choice.word).collect();
        let written = self.text(row, value)?;
        let word = words.iter().copied().find(|word| *word == written);
        if word.is_none() {
            let meant = proactive_hir::suggest(written, words.iter().copied());
            let fix = meant.map(|meant| {
                let new = format!("\"{meant}\"");
                fixes::word(span(value.span()), written, meant, &new)
            });
            self.report(
                ManifestProblem::UnknownValue {
                    key: row.path(),
                    found: written.to_owned(),
                    suggestion: meant.map(str::to_owned),
                    candidates: words,
                },
                value.span(),
                fix,
            );
        }
        word
    }

    fn count(&mut self, row: &Row, value: &Spanned<DeValue<'_>>) -> Option<(u64, Option<Span>)> {
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|number| u64::from_str_radix(number.as_str(), number.radix()).ok());
        if number.is_none() {
            self.wrong_shape(row, value);
        }
        Some((number?, Some(span(value.span()))))
    }

    fn patterns(
        &mut self,
        row: &Row,
        key: GlobKey,
        value: &Spanned<DeValue<'_>>,
    ) -> Option<Patterns> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_shape(row, value);
            return None;
        };
        let mut patterns = Patterns::default();
        for item in items {
            let Some(pattern) = item.get_ref().as_str() else {
                self.wrong_type(row.path(), row.shape.words(), item.span(), None);
                continue;
            };
            if let Some(pattern) = pattern.strip_prefix('!') {
                self.report(
                    ManifestProblem::NegatedGlob {
                        pattern: pattern.to_owned(),
                        key,
                    },
                    item.span(),
                    None,
                );
            } else if let Err(reason) = patterns.add(pattern) {
                self.report(
                    ManifestProblem::Glob {
                        pattern: pattern.to_owned(),
                        reason,
                    },
                    item.span(),
                    None,
                );
            }
        }
        Some(patterns)
    }

    fn wrong_shape(&mut self, row: &Row, value: &Spanned<DeValue<'_>>) {
        let fix = fixes::shape(row.shape, value.get_ref(), span(value.span()));
        self.wrong_type(row.path(), row.shape.words(), value.span(), fix);
    }

    fn wrong_type(
        &mut self,
        key: String,
        expected: &'static str,
        span: Range<usize>,
        fix: Option<Fix>,
    ) {
        self.report(ManifestProblem::WrongType { key, expected }, span, fix);
    }
}
