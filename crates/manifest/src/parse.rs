//! Parsing a manifest: every problem is reported, and the valid rest still applies.

use std::ops::Range;

use proactive_catalog::adapters::Adapter;
use proactive_catalog::limits::MAX_VISIT_GAP_MINUTES;
use proactive_diagnostics::{Code, Finding, Fix, GlobKey, Kind, ManifestProblem, Problem, Span};
use proactive_hir::{Level, Override, OverridePath, Patterns};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::keys::{self, Key, OVERRIDE_LINTS, OVERRIDES, Row, SENSITIVE, TABLES, Table};
use super::outline::Outline;
use super::span::span;
use super::{Manifest, VisitGap, fixes};

/// Parses a manifest. The places of the findings are in [`FileId::MANIFEST`].
#[must_use]
pub fn parse(text: &str) -> (Manifest, Vec<Finding>) {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader {
        text,
        manifest: Manifest::default(),
        current: Override::default(),
        findings: Vec::new(),
    };
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

struct Reader<'t> {
    text: &'t str,
    manifest: Manifest,
    /// The override that is being read.
    current: Override,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn report(&mut self, problem: ManifestProblem, range: Range<usize>, fix: Option<Fix>) {
        let finding = Finding::new(Problem::Manifest(problem), span(range));
        self.findings.push(Finding {
            fixes: fix.into_iter().collect(),
            ..finding
        });
    }

    fn top(&mut self, name: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) {
        let written = name.get_ref().as_ref();
        let table = match keys::table(written).filter(|table| table.is_top()) {
            Some(table) if table.repeats => return self.overrides(name, value),
            Some(Table { name, .. }) => *name,
            None => return self.entry("", name, value),
        };
        self.table(table, value);
    }

    fn table(&mut self, table: &str, value: &Spanned<DeValue<'_>>) {
        let Some(entries) = value.get_ref().as_table() else {
            self.wrong_type(table.to_owned(), "a table", value.span(), None);
            return;
        };
        for (name, value) in entries {
            self.entry(table, name, value);
        }
    }

    /// Reads `[[overrides]]`, the only table that repeats.
    fn overrides(&mut self, name: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) {
        let Some(entries) = value.get_ref().as_array() else {
            if value.get_ref().as_table().is_none() {
                self.wrong_type(OVERRIDES.to_owned(), "a list of tables", value.span(), None);
                return;
            }
            let table = OVERRIDES.to_owned();
            let Range { start, end } = name.span();
            let header = start.saturating_sub(1)..end + 1;
            let is_whole = self.text.get(header.clone()) == Some(&format!("[{table}]"));
            let fix = Fix::replace(span(header), format!("[[{table}]]"));
            let problem = ManifestProblem::SingleTable { table };
            self.report(problem, name.span(), is_whole.then_some(fix));
            return;
        };
        for entry in entries {
            let Some(table) = entry.get_ref().as_table() else {
                self.wrong_type(OVERRIDES.to_owned(), "a list of tables", entry.span(), None);
                continue;
            };
            for (name, value) in table {
                match name.get_ref().as_ref() {
                    "lints" => self.table(OVERRIDE_LINTS, value),
                    _ => self.entry(OVERRIDES, name, value),
                }
            }
            if !table
                .iter()
                .any(|(name, _)| name.get_ref().as_ref() == "paths")
            {
                let problem = ManifestProblem::MissingKey {
                    key: keys::path(OVERRIDES, "paths"),
                    example: "paths = [\"archive\"]",
                };
                self.report(problem, entry.span(), None);
            }
            let read = std::mem::take(&mut self.current);
            self.manifest.settings.overrides.push(read);
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
        let has_lints = table == "lints" || table == OVERRIDE_LINTS;
        if has_lints && code.is_ok_and(|code| code.kind() == Kind::Error) {
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
        let mut others: Vec<Row> = keys::rows().filter(|row| row.name == written).collect();
        // Of the tables with such a key, one in this table is the nearest.
        let inner = |row: &Row| row.table.strip_prefix(table)?.strip_prefix('.');
        others.sort_by_key(|row| inner(row).is_none());
        let elsewhere = others.first().map(Row::path);
        let mut here: Vec<_> = keys::rows()
            .filter(|row| row.table == table)
            .map(|row| row.name)
            .collect();
        if table.is_empty() {
            let tables = TABLES.iter().filter(|table| table.is_top());
            here.extend(tables.map(|table| table.name));
        }
        if table == OVERRIDES {
            here.push("lints");
        }
        let meant = match elsewhere {
            Some(_) => None,
            None => proactive_hir::suggest(written, here.iter().copied()),
        };
        let fix = match (&elsewhere, meant) {
            (None, Some(meant)) => Some(fixes::word(span(name.span()), written, meant, meant)),
            // The tables below this one can be part of the key.
            (Some(_), _) => others.first().and_then(|row| {
                let path = match table {
                    "" => Some(row.table).filter(|table| !table.starts_with(OVERRIDES)),
                    _ => inner(row),
                };
                let path = keys::path(path?, row.name);
                Some(Fix::suggest(span(name.span()), path))
            }),
            (None, None) => None,
        };
        self.report(
            ManifestProblem::UnknownKey {
                key: keys::path(table, written),
                suggestion: elsewhere.or_else(|| meant.map(|name| keys::path(table, name))),
                // There are too many lints for a sentence.
                candidates: if has_lints { Vec::new() } else { here },
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
                if let Some(level) = self.level(row, value) {
                    self.manifest.settings.levels.insert(code, level);
                }
            }
            Key::OverrideLevel(code) => {
                if let Some(level) = self.level(row, value) {
                    self.current.levels.insert(code, level);
                }
            }
            Key::OverridePaths => {
                let paths = self.globs(row, GlobKey::Paths, value);
                self.current.paths = paths.unwrap_or_default();
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
            Key::Adapter => {
                let word = self.choice(row, value);
                let mut adapters = Adapter::ALL.iter().copied();
                let named = adapters.find(|adapter| Some(adapter.as_str()) == word);
                self.manifest.settings.adapter = named.map(|adapter| (adapter, span(value.span())));
            }
            Key::VisitGap => {
                if let Some(minutes) = self.minutes(row, value) {
                    self.manifest.visit_gap = VisitGap(minutes);
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

    fn level(&mut self, row: &Row, value: &Spanned<DeValue<'_>>) -> Option<Level> {
        let word = self.choice(row, value)?;
        let (_, level) = Level::ALL.iter().find(|(name, _)| *name == word)?;
        Some(*level)
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

    fn minutes(&mut self, row: &Row, value: &Spanned<DeValue<'_>>) -> Option<u16> {
        let number = value.get_ref().as_integer();
        let number = number
            .and_then(|number| u16::from_str_radix(number.as_str(), number.radix()).ok())
            .filter(|minutes| (1..=MAX_VISIT_GAP_MINUTES).contains(minutes));
        if number.is_none() {
            self.wrong_shape(row, value);
        }
        number
    }

    fn patterns(
        &mut self,
        row: &Row,
        key: GlobKey,
        value: &Spanned<DeValue<'_>>,
    ) -> Option<Patterns> {
        let mut patterns = Patterns::default();
        for path in self.globs(row, key, value)? {
            patterns.append(path.pattern);
        }
        Some(patterns)
    }

    /// The valid patterns of a list; `None` if it is no list.
    fn globs(
        &mut self,
        row: &Row,
        key: GlobKey,
        value: &Spanned<DeValue<'_>>,
    ) -> Option<Vec<OverridePath>> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_shape(row, value);
            return None;
        };
        let mut paths = Vec::new();
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
                continue;
            }
            match Patterns::of(pattern) {
                Ok(glob) => paths.push(OverridePath {
                    written: pattern.to_owned(),
                    span: span(item.span()),
                    pattern: glob,
                }),
                Err(reason) => self.report(
                    ManifestProblem::Glob {
                        pattern: pattern.to_owned(),
                        reason,
                    },
                    item.span(),
                    None,
                ),
            }
        }
        Some(paths)
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
