//! Which conditions hold for a visitor on a page.

use proactive_catalog::FieldMap;
use proactive_config::json::History;

use crate::bit_set::BitSet;
use crate::condition;
use crate::program::{Program, Rule};
use crate::text::speaks;

/// A visitor's memory for facts. It is made once and allocates nothing afterwards, except that its
/// buffer grows with the longest text of those that are folded.
#[derive(Debug)]
pub(crate) struct Matcher<'p> {
    program: &'p Program,
    /// The facts that are true of the visitor's languages, whatever the visit and the page.
    languages: Vec<u32>,
    /// What is true, and which rules may hold, in this visit, whatever the page.
    visit: State,
    page: State,
    buffer: String,
}

#[derive(Debug)]
struct State {
    /// The facts that are true.
    truth: BitSet,
    /// The ranks of the rules that may hold; of a page that is loaded, of those that do.
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

/// What a folded text has room for from the beginning.
const BUFFER: usize = 512;

impl<'p> Matcher<'p> {
    /// `values` has the languages of the visitor.
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

    /// A visit begins.
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

    /// A page with these texts loads: finds what is true there, and which published rules hold.
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

    /// The first published rule from `rank` on whose conditions hold on this page.
    pub(crate) fn next_from(&self, rank: u32) -> Option<u32> {
        self.page.rules.next_from(rank)
    }

    /// Whether the conditions of a rule, published or not, hold on this page.
    pub(crate) fn holds(&self, rule: &Rule) -> bool {
        condition::holds(&self.program.code, rule.section.entry, |fact| {
            self.page.truth.contains(fact)
        })
    }

    /// For each comparison of a rule, in reading order, whether it holds on this page.
    pub(crate) fn leaves(&self, rule: &Rule) -> Vec<bool> {
        let branches = self.program.branches(rule).iter();
        branches
            .map(|branch| branch.holds(|fact| self.page.truth.contains(fact)))
            .collect()
    }
}
