//! Visitors, and which atoms are true of them.

use aho_corasick::AhoCorasick;
use proactive_catalog::case_folding::fold;
use proactive_catalog::{Field, FieldMap, History, Word as _};
use proactive_diagnostics::Witness;

use crate::atom::Atom;
use crate::formula::{Formula, Formulas, Node};
use crate::text_field::{TextField, ValueKind};

/// Larger formulas are evaluated with [`Evaluation`].
pub(crate) const MAX_NODES: u32 = 400;

/// A visitor on a page: an example for a claim about a condition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Visitor {
    /// The value of each field: any text, possibly empty, one of the words of the field, or a BCP
    /// 47 tag.
    pub values: FieldMap<Box<str>>,
    /// When the page is loaded; `None` if any moment will do.
    pub moment: Option<WitnessMoment>,
}

/// The moment of a page load.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct WitnessMoment {
    /// Seconds since 1970-01-01 00:00 UTC.
    pub unix_seconds: i64,
    /// The IANA name of the time zone in which it is displayed.
    pub zone: Box<str>,
    /// For people: `2026-03-16 10:00 Europe/Paris`.
    pub words: Box<str>,
}

impl From<&Visitor> for Witness {
    fn from(visitor: &Visitor) -> Self {
        Self {
            values: FieldMap::from_fn(|field| visitor.values[field].to_string()),
            moment: visitor
                .moment
                .as_ref()
                .map(|moment| moment.words.to_string()),
        }
    }
}

impl Visitor {
    /// Whether it is the first visit.
    #[must_use]
    pub fn history(&self) -> History {
        History::find(&self.values[Field::VisitorHistory]).unwrap_or(History::New)
    }
}

/// A visitor normalized for comparison: texts are case-folded where case is ignored, language tags
/// are in lowercase.
#[derive(Debug)]
pub(crate) struct NormalizedVisitor {
    values: FieldMap<Box<str>>,
}

impl NormalizedVisitor {
    pub(crate) fn new(visitor: &Visitor, case_sensitive: bool) -> Self {
        Self {
            values: FieldMap::from_fn(|field| {
                let value = &visitor.values[field];
                match ValueKind::of(field) {
                    ValueKind::Text(_) if !case_sensitive => fold(value).into(),
                    ValueKind::Language => value.to_ascii_lowercase().into(),
                    ValueKind::Text(_) | ValueKind::Word => value.clone(),
                }
            }),
        }
    }

    pub(crate) fn text(&self, field: TextField) -> &str {
        self.value(field.field())
    }

    /// The normalized value of a field.
    pub(crate) fn value(&self, field: Field) -> &str {
        &self.values[field]
    }

    fn fulfils(&self, atom: &Atom) -> bool {
        atom.holds_of(self.value(atom.field()))
    }

    /// Whether the visitor meets a formula.
    pub(crate) fn meets(&self, formulas: &Formulas, formula: Formula) -> bool {
        if formulas.written_out(formula) <= MAX_NODES {
            self.meets_small(formulas, formula)
        } else {
            Evaluation::new(formulas, self).meets(formula)
        }
    }

    fn meets_small(&self, formulas: &Formulas, formula: Formula) -> bool {
        let holds = match formulas.node(formula.node()) {
            Node::True => true,
            Node::Atom(atom) => self.fulfils(atom),
            Node::All(parts) => parts.iter().all(|part| self.meets_small(formulas, *part)),
        };
        holds != formula.is_negated()
    }
}

/// Evaluates formulas for one visitor, each node at most once.
pub(crate) struct Evaluation<'e> {
    formulas: &'e Formulas,
    visitor: &'e NormalizedVisitor,
    /// Whether each node is true, as far as that was asked.
    values: Vec<Option<bool>>,
}

impl<'e> Evaluation<'e> {
    pub(crate) fn new(formulas: &'e Formulas, visitor: &'e NormalizedVisitor) -> Self {
        Self {
            formulas,
            visitor,
            values: vec![None; formulas.nodes().len()],
        }
    }

    /// Whether the visitor meets a formula. A formula can be as deep as the workspace is long, so
    /// there is no recursion.
    pub(crate) fn meets(&mut self, formula: Formula) -> bool {
        // Nodes, each with the number of its parts that are known to be true.
        let mut waiting = vec![(formula.node(), 0)];
        while let Some((node, known)) = waiting.pop() {
            if self.values.get(node).copied().flatten().is_some() {
                continue;
            }
            let value = match self.formulas.node(node) {
                Node::True => true,
                Node::Atom(atom) => self.visitor.fulfils(atom),
                Node::All(parts) => {
                    let mut left = parts.iter().enumerate().skip(known);
                    match left.find(|(_, part)| self.value(**part) != Some(true)) {
                        None => true,
                        Some((_, part)) if self.value(*part).is_some() => false,
                        Some((at, part)) => {
                            waiting.extend([(node, at), (part.node(), 0)]);
                            continue;
                        }
                    }
                }
            };
            if let Some(slot) = self.values.get_mut(node) {
                *slot = Some(value);
            }
        }
        self.value(formula).unwrap_or(true)
    }

    fn value(&self, formula: Formula) -> Option<bool> {
        let value = self.values.get(formula.node()).copied().flatten()?;
        Some(value != formula.is_negated())
    }
}

/// The values that texts are searched for, and the nodes of their atoms.
#[derive(Default)]
pub(crate) struct SubstringIndex {
    contained: Vec<(Box<str>, usize)>,
    /// `None` if there is too much text for an automaton.
    search: Option<AhoCorasick>,
}

impl SubstringIndex {
    pub(crate) fn new(formulas: &Formulas, of: TextField) -> Self {
        let mut needles = Self::default();
        for (atom, formula) in formulas.atoms() {
            if let Atom::Contains(field, value) = atom
                && *field == of
            {
                needles.contained.push((value.clone(), formula.node()));
            }
        }
        let values = needles.contained.iter().map(|(value, _)| value.as_bytes());
        needles.search = AhoCorasick::new(values).ok();
        needles
    }

    /// Adds the nodes of the `contains` atoms that are true of this text.
    pub(crate) fn parts_of(&self, text: &str, holding: &mut Vec<usize>) {
        match &self.search {
            Some(search) => {
                let found = search.find_overlapping_iter(text);
                let found =
                    found.filter_map(|found| self.contained.get(found.pattern().as_usize()));
                holding.extend(found.map(|(_, node)| *node));
            }
            None => {
                let contained = self.contained.iter();
                let found = contained.filter(|(value, _)| text.contains(&**value));
                holding.extend(found.map(|(_, node)| *node));
            }
        }
    }
}
