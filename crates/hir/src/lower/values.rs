//! Lowers the arguments of statements: names, words, strings and lists.

use proactive_catalog::{DeclarationKind, Role, Word, WordSet, limits, statements};
use proactive_diagnostics::{
    EmptyWhat, Expected, Fix, LabelKind, Problem, Span, SyntaxProblem, TagProblem, TextRange,
    UrlProblem, WebsiteProblem,
};
use proactive_syntax::ast::{Part, Statement};
use proactive_syntax::{Node, SyntaxKind, literal};

use super::{Lower, is_string, label, word_fix};
use crate::draft::{Name, Slot, Spanned};
use crate::model::Website;
use crate::suggest::{self, suggest};

impl<'a> Lower<'a> {
    /// The value of a string, unless it is broken or empty.
    pub(super) fn string(&mut self, node: Node<'a>) -> Option<Name> {
        let name = self.string_or_empty(node)?;
        if name.value.trim().is_empty() {
            let what = EmptyWhat::Text;
            self.error(name.range, Problem::EmptyValue { what });
            return None;
        }
        Some(name)
    }

    /// The value of a string, which may be empty.
    pub(super) fn string_or_empty(&mut self, node: Node<'a>) -> Option<Name> {
        let source = self.text_of(node);
        let (value, problems) = literal::unquote(source);
        if !problems.is_empty() {
            return None;
        }
        self.confusable(source, node.range());
        Some(Spanned {
            value: value.into(),
            range: node.range(),
        })
    }

    /// The string that is the only argument of a statement.
    pub(super) fn text_argument(&mut self, statement: Statement<'a>) -> Slot<Name> {
        let string = statement.values().next();
        string
            .and_then(|(node, _)| self.string(node))
            .map_or(Slot::Broken, Slot::Given)
    }

    /// The ID of a declaration or an answer. Reserved words are reported, and still used.
    pub(super) fn declared_name(&mut self, word: Node<'a>, kind: Option<DeclarationKind>) -> Name {
        let text = self.text_of(word);
        let of_test = kind == Some(DeclarationKind::Message) && matches!(text, "no" | "nothing");
        if is_word(word.kind()) && (statements::is_reserved(text) || of_test) {
            let word_text = text.to_owned();
            self.error(word.range(), Problem::ReservedName { word: word_text });
        }
        self.name(word)
    }

    pub(super) fn name(&self, word: Node<'a>) -> Name {
        Spanned {
            value: self.text_of(word).into(),
            range: word.range(),
        }
    }

    /// The name in a statement with a single reference.
    pub(super) fn reference(&mut self, statement: Statement<'a>) -> Slot<Name> {
        match statement.values().next() {
            Some((word, _)) => Slot::Given(self.name(word)),
            None => {
                self.draft.may_reference_unseen = true;
                Slot::Broken
            }
        }
    }

    /// The first argument of a statement, if it is a word of a set.
    pub(super) fn word<W: Word>(&mut self, statement: Statement<'a>) -> Slot<Spanned<W>> {
        let Some((node, at)) = statement.values().next() else {
            return Slot::Broken;
        };
        let Role::Word(set) = at.argument.role else {
            return Slot::Broken;
        };
        if is_word(node.kind()) {
            return self.word_of(self.text_of(node), node.range(), set);
        }
        if set == WordSet::History {
            return match self.string(node) {
                Some(name) => self.word_of(&name.value, name.range, set),
                None => Slot::Broken,
            };
        }
        self.expected(node, Expected::Word(set));
        Slot::Broken
    }

    /// The member of a set with this word.
    pub(super) fn word_of<W: Word>(
        &mut self,
        word: &str,
        range: TextRange,
        set: WordSet,
    ) -> Slot<Spanned<W>> {
        if let Some(value) = W::find(word) {
            return Slot::Given(Spanned { value, range });
        }
        let candidates: Vec<&str> = W::ALL.iter().map(|member| member.as_str()).collect();
        self.unknown_value(word, range, set, &candidates);
        Slot::Broken
    }

    pub(super) fn unknown_value(
        &mut self,
        word: &str,
        range: TextRange,
        set: WordSet,
        candidates: &[&'static str],
    ) {
        // `zh` and `th` are two languages, `lun` and `sun` two days.
        let are_codes = set == WordSet::Day || !set.is_listed();
        let mut known = candidates.iter().copied();
        let meant = match are_codes {
            true => known.find(|candidate| suggest::differs_only_by_case(word, candidate)),
            false => suggest(word, known),
        };
        let problem = Problem::UnknownValue {
            set,
            found: word.to_owned(),
            candidates: candidates.iter().map(|&word| word.to_owned()).collect(),
            suggestion: meant.map(str::to_owned),
        };
        let quoted = self
            .text
            .get(usize::from(range.start())..)
            .is_some_and(|text| text.starts_with('"'));
        let fix = meant.map(|meant| {
            let mut fix = word_fix(range, word, meant);
            if quoted {
                for edit in &mut fix.edits {
                    edit.replacement = format!("\"{meant}\"");
                }
            }
            fix
        });
        self.error(range, problem).fixes.extend(fix);
    }

    /// Reports that something else is expected in the place of `node`.
    pub(super) fn expected(&mut self, node: Node<'a>, expected: Expected) {
        let found = Some(self.text_of(node).chars().take(40).collect());
        self.syntax(node.range(), SyntaxProblem::Expected { expected, found });
    }

    /// The words of a list, and whether anything else is in it or an item is missing. What is not a
    /// word is reported.
    fn words_of_list(&mut self, statement: Statement<'a>) -> (Vec<Name>, bool) {
        let (items, broken) = self.items_of_list(statement, is_word);
        let words = items.into_iter().map(|item| self.name(item));
        (words.collect(), broken)
    }

    /// The items of a list whose kind is one that `takes`, and whether anything else is in it or an
    /// item is missing. What has another kind is reported.
    fn items_of_list(
        &mut self,
        statement: Statement<'a>,
        takes: impl Fn(SyntaxKind) -> bool,
    ) -> (Vec<Node<'a>>, bool) {
        let mut items = Vec::new();
        let mut broken = false;
        for part in statement.parts() {
            match part {
                Part::Value(item, _) if takes(item.kind()) => items.push(item),
                Part::Value(item, at) => {
                    self.expected(item, Expected::argument(at.argument.role));
                    broken = true;
                }
                Part::Missing(..) => broken = true,
                Part::Keyword(..)
                | Part::MissingKeyword(..)
                | Part::Separator(_)
                | Part::Excess(_) => {}
            }
        }
        (items, broken)
    }

    /// A list of references.
    pub(super) fn references(&mut self, statement: Statement<'a>) -> Slot<Vec<Name>> {
        let (names, broken) = self.words_of_list(statement);
        self.draft.may_reference_unseen |= broken;
        self.duplicate_values(&names);
        if broken && names.is_empty() {
            Slot::Broken
        } else {
            Slot::Given(names)
        }
    }

    /// A list of websites. It is broken if one of them is: nobody knows where the channel is then.
    pub(super) fn websites(&mut self, statement: Statement<'a>) -> Slot<Vec<Spanned<Website>>> {
        let (items, mut broken) = self.items_of_list(statement, is_string);
        let mut websites = Vec::new();
        let mut names = Vec::new();
        for item in items {
            let website = self.string(item).and_then(|text| self.website(&text));
            broken |= website.is_none();
            names.extend(website.as_ref().map(|website| Spanned {
                value: website.value.to_string().into(),
                range: website.range,
            }));
            websites.extend(website);
        }
        self.duplicate_values(&names);
        match broken {
            true => Slot::Broken,
            false => Slot::Given(websites),
        }
    }

    /// A website. `invalid-url`
    fn website(&mut self, text: &Name) -> Option<Spanned<Website>> {
        let range = text.range;
        match Website::parse(&text.value) {
            Ok(value) => Some(Spanned { value, range }),
            Err(problem) => {
                let fix = website_fix(range, &problem);
                let found = text.value.to_string();
                self.error(range, Problem::InvalidUrl { found, problem })
                    .fixes
                    .extend(fix);
                None
            }
        }
    }

    /// A list of words; `None` if an item has an error.
    pub(super) fn words(&mut self, statement: Statement<'a>) -> Option<Vec<Name>> {
        let (words, broken) = self.words_of_list(statement);
        self.duplicate_values(&words);
        (!broken).then_some(words)
    }

    /// A list of tags: words, or strings.
    pub(super) fn tags(&mut self, statement: Statement<'a>) -> Slot<Vec<Name>> {
        let mut tags = Vec::new();
        for (item, _) in statement.values() {
            let text = self.text_of(item);
            if is_string(item.kind()) {
                if let Some(tag) = self.string(item) {
                    self.tag(&tag);
                    tags.push(tag);
                }
            } else if item.kind() == SyntaxKind::Malformed {
                let fix = Fix::quote(
                    Span::local(item.range()),
                    literal::quote(text.trim_matches('\'')),
                );
                self.expected(item, Expected::Tag);
                // Signs alone are no tag.
                let says_something = text.chars().any(char::is_alphanumeric);
                if let Some(finding) = self.draft.errors.last_mut().filter(|_| says_something) {
                    finding.fixes.push(fix);
                }
            } else if statements::is_reserved(text) {
                let fix = Fix::quote(Span::local(item.range()), literal::quote(text));
                let word = text.to_owned();
                self.syntax(item.range(), SyntaxProblem::ReservedValue { word })
                    .fixes
                    .push(fix);
            } else {
                let tag = self.name(item);
                self.tag(&tag);
                tags.push(tag);
            }
        }
        self.duplicate_values(&tags);
        Slot::Given(tags)
    }

    /// Reports values that are in the list already. `duplicate-value`
    pub(super) fn duplicate_values(&mut self, values: &[Name]) {
        let mut seen: std::collections::BTreeMap<&str, TextRange> =
            std::collections::BTreeMap::new();
        for (previous, value) in std::iter::once(None)
            .chain(values.iter().map(Some))
            .zip(values)
        {
            match seen.get(&*value.value).copied() {
                None => {
                    seen.insert(&value.value, value.range);
                }
                Some(first) => {
                    let text = value.value.to_string();
                    // The fix removes the comma before it, too.
                    let from = previous.map_or(value.range.start(), |name| name.range.end());
                    let gone = TextRange::new(from, value.range.end());
                    let finding = self.lint(
                        value.range,
                        Problem::DuplicateValue {
                            value: text.clone(),
                        },
                    );
                    finding.labels.push(label(first, LabelKind::FirstValue));
                    finding.fixes.push(Fix::remove(Span::local(gone), &text));
                }
            }
        }
    }
}

/// The website that was meant. Leaving out a query, a fragment or a user name may leave out what the
/// author cares about.
fn website_fix(range: TextRange, problem: &UrlProblem) -> Option<Fix> {
    let span = Span::local(range);
    match problem {
        UrlProblem::NotHttp { meant: Some(meant) }
        | UrlProblem::Website {
            problem: WebsiteProblem::Star,
            meant: Some(meant),
        } => Some(Fix::replace(span, literal::quote(meant))),
        UrlProblem::Website {
            problem: WebsiteProblem::Query | WebsiteProblem::Fragment | WebsiteProblem::User,
            meant: Some(meant),
        } => Some(Fix::suggest(span, literal::quote(meant))),
        UrlProblem::NotHttp { meant: None }
        | UrlProblem::Malformed { .. }
        | UrlProblem::Website { meant: None, .. } => None,
    }
}

pub(super) fn is_word(kind: SyntaxKind) -> bool {
    matches!(kind, SyntaxKind::Word | SyntaxKind::ReservedWord)
}

impl<'a> Lower<'a> {
    /// Reports what is wrong with a tag. `invalid-tag`
    fn tag(&mut self, tag: &Name) {
        let found = tag.value.to_string();
        let blank = tag.value.contains(char::is_whitespace);
        let character = tag
            .value
            .chars()
            .find(|character| matches!(character, ',' | '"' | '\'') || character.is_control());
        let problem = match character {
            _ if blank => TagProblem::Blank,
            Some(character) => TagProblem::Character(character),
            None if tag.value.chars().count() > limits::MAX_TAG_CHARACTERS => TagProblem::TooLong,
            None => return,
        };
        let fix = blank.then(|| {
            let corrected = found.split_whitespace().collect::<Vec<_>>().join("_");
            Fix::replace(Span::local(tag.range), format!("\"{corrected}\""))
        });
        self.error(tag.range, Problem::InvalidTag { found, problem })
            .fixes
            .extend(fix);
    }
}
