//! Decides which conditions are true of a visitor on a page.

use proactive_catalog::FieldMap;
use proactive_config::json::History;

use crate::bit_set::BitSet;
use crate::condition;
use crate::program::{Program, Rule};
use crate::text::speaks;

/// The facts that are known of a visitor. Once created it allocates nothing, except that its buffer
/// grows to the longest text that is folded.
#[derive(Debug)]
pub(crate) struct Matcher<'p> {
    program: &'p Program,
    /// The facts that are true of the visitor's languages, on every page of every visit.
    languages: Vec<u32>,
    /// The facts that are true in this visit on every page, and the rules that these make possible.
    visit: State,
    page: State,
    buffer: String,
}

#[derive(Debug)]
struct State {
    /// The true facts.
    truth: BitSet,
    /// The ranks of the rules that may be true; once a page is loaded, of those that are.
    rules: BitSet,
}

impl State {
    fn learn(&mut self, program: &Program, fact: u32) {
        if self.truth.insert(fact) {
            for &rank in program.index.keyed.get(fact) {
                self.rules.insert(rank);
            }
        }
    }
}

/// The initial capacity for folded texts, in bytes.
const BUFFER: usize = 512;

impl<'p> Matcher<'p> {
    /// `values` has the visitor's languages.
    pub(crate) fn new(program: &'p Program, values: &FieldMap<&str>) -> Self {
        let index = &program.index;
        let state = || State {
            truth: BitSet::new(index.facts),
            rules: BitSet::new(program.rules.len()),
        };
        Self {
            program,
            languages: index
                .languages
                .iter()
                .filter(|(field, range, _)| speaks(values[*field], range.tag))
                .map(|&(_, _, fact)| fact)
                .collect(),
            visit: state(),
            page: state(),
            buffer: String::with_capacity(BUFFER),
        }
    }

    /// Starts a visit.
    pub(crate) fn begin_visit(&mut self, history: History) {
        let index = &self.program.index;
        self.visit.truth.clear();
        self.visit.rules.copy_from(&index.keyless);
        for &fact in &self.languages {
            self.visit.learn(self.program, fact);
        }
        for &(known, fact) in &index.histories {
            if known == history {
                self.visit.learn(self.program, fact);
            }
        }
    }

    /// Loads a page: finds the facts that are true of its texts and the published rules whose
    /// conditions are true.
    pub(crate) fn load(&mut self, values: &FieldMap<&str>) {
        let Self {
            program,
            visit,
            page,
            buffer,
            ..
        } = self;
        let (program, index) = (*program, &program.index);
        page.truth.copy_from(&visit.truth);
        page.rules.copy_from(&visit.rules);
        for (field, text) in &index.texts {
            let value = index.case.fold(values[*field], buffer);
            text.scan(value, |fact| page.learn(program, fact));
        }

        let State { truth, rules } = page;
        rules.retain(|rank| {
            program.rule(rank).is_some_and(|rule| {
                condition::holds(&program.code, rule.section.entry, |fact| {
                    truth.contains(fact)
                })
            })
        });
    }

    /// The first published rule from `rank` on whose conditions are true on this page.
    pub(crate) fn next_from(&self, rank: u32) -> Option<u32> {
        self.page.rules.next_from(rank)
    }

    /// Whether the conditions of a rule, published or not, are true on this page.
    pub(crate) fn holds(&self, rule: &Rule) -> bool {
        condition::holds(&self.program.code, rule.section.entry, |fact| {
            self.page.truth.contains(fact)
        })
    }

    /// Whether each comparison of a rule is true on this page, in source order.
    pub(crate) fn leaves(&self, rule: &Rule) -> Vec<bool> {
        let branches = self.program.branches(rule).iter();
        branches
            .map(|branch| branch.holds(|fact| self.page.truth.contains(fact)))
            .collect()
    }
}
