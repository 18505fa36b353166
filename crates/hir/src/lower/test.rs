//! Lowers tests: what a test assumes, and its steps in order.

use proactive_catalog::{ReferenceKind, Role, TestStatement, TextRole, WordSet, test_defaults};
use proactive_diagnostics::{LabelKind, Problem, StepRule, TextRange, TimeProblem};
use proactive_syntax::Node;
use proactive_syntax::ast::{Part, Statement};

use super::page::{is_language_tag, page_address, page_title, unknown_language};
use super::values::is_word;
use super::{Lower, label};
use crate::draft::{Expectation, Moment, Name, Slot, Spanned, Step, Test};

/// The state of a test between two steps.
struct Progress {
    /// Whether there has been a step.
    stepped: bool,
    /// Whether a page has been visited.
    visited: bool,
    /// Whether a visit has begun and not ended.
    in_visit: bool,
    /// The clock, in seconds since 1970; `None` after a step with an error.
    clock: Option<i64>,
    /// The time zone of the clock in messages.
    zone: Box<str>,
}

impl<'a> Lower<'a> {
    pub(super) fn test(&mut self, node: Node<'a>, place: TextRange, lost: &[&'a str]) -> Test {
        let mut test = Test {
            visitor: Slot::Absent,
            device: Slot::Absent,
            time: Slot::Absent,
            channel: Slot::Absent,
            steps: Vec::new(),
        };
        let mut progress = Progress {
            stepped: false,
            visited: false,
            in_visit: false,
            clock: Some(test_defaults::START),
            zone: test_defaults::ZONE.into(),
        };
        let mut first_time: Option<TextRange> = None;
        for (kind, statement) in self.block(node, place, lost) {
            let step = match kind {
                TestStatement::Visitor => {
                    self.belongs_above(statement, &progress);
                    test.visitor = self.word(statement);
                    continue;
                }
                TestStatement::Device => {
                    self.belongs_above(statement, &progress);
                    test.device = self.device(statement);
                    continue;
                }
                TestStatement::Channel => {
                    self.belongs_above(statement, &progress);
                    test.channel = self.reference(statement);
                    continue;
                }
                TestStatement::Time if !progress.stepped => {
                    self.opening(statement, &mut first_time, &mut progress, &mut test);
                    continue;
                }
                TestStatement::Time => self.time(statement, &mut progress),
                TestStatement::Visit => self.visit(statement, &mut progress),
                TestStatement::Wait => {
                    let amount = statement.value(Role::Duration);
                    let seconds = amount.and_then(|amount| self.duration(amount));
                    progress.pass(seconds);
                    seconds.map_or(Step::Broken, Step::Wait)
                }
                TestStatement::Expect => {
                    self.needs_visit(statement, &progress);
                    self.expect(statement)
                }
                TestStatement::Open => {
                    self.needs_visit(statement, &progress);
                    Step::Open
                }
                TestStatement::Dismiss => {
                    self.needs_visit(statement, &progress);
                    Step::Dismiss
                }
                TestStatement::Reply => {
                    self.needs_visit(statement, &progress);
                    Step::Reply
                }
                TestStatement::EndConversation => Step::EndConversation,
                TestStatement::Leave => {
                    progress.in_visit = false;
                    Step::Leave
                }
                TestStatement::ClearData => {
                    progress.in_visit = false;
                    Step::ClearData
                }
            };
            progress.stepped = true;
            test.steps.push(Spanned {
                value: step,
                range: statement.node.range(),
            });
        }
        test
    }

    /// The first `time` of a test, which sets its clock. A second one before all steps is one too
    /// many.
    fn opening(
        &mut self,
        statement: Statement<'a>,
        first_time: &mut Option<TextRange>,
        progress: &mut Progress,
        test: &mut Test,
    ) {
        let keyword = statement.keyword().range();
        if let Some(first) = *first_time {
            let problem = Problem::DuplicateStatement {
                statement: statement.row.keyword.to_owned(),
                first: None,
            };
            self.error(keyword, problem)
                .labels
                .push(label(first, LabelKind::FirstGiven));
            return;
        }
        *first_time = Some(keyword);
        match self.moment(statement) {
            Some(moment) => {
                progress.clock = Some(moment.unix_seconds);
                progress.zone = moment.zone.clone();
                test.time = Slot::Given(moment);
            }
            None => {
                progress.clock = None;
                test.time = Slot::Broken;
            }
        }
    }

    /// Reports what a test assumes when it comes after a step.
    fn belongs_above(&mut self, statement: Statement<'a>, progress: &Progress) {
        if progress.stepped {
            self.misplaced_step(statement, StepRule::BelongsAbove);
        }
    }

    /// Reports a step that needs a page when none was visited.
    fn needs_visit(&mut self, statement: Statement<'a>, progress: &Progress) {
        if !progress.visited {
            self.misplaced_step(statement, StepRule::NeedsVisit);
        }
    }

    fn misplaced_step(&mut self, statement: Statement<'a>, rule: StepRule) {
        let step = statement.row.keyword.to_owned();
        let range = statement.keyword().range();
        self.error(range, Problem::MisplacedStep { step, rule });
    }

    /// A `time` after a step: the clock moves on between two visits.
    fn time(&mut self, statement: Statement<'a>, progress: &mut Progress) -> Step {
        let allowed = progress.visited && !progress.in_visit;
        if !allowed {
            self.misplaced_step(statement, StepRule::BetweenVisits);
        }
        match self.moment(statement) {
            Some(moment) => {
                if allowed {
                    self.no_way_back(statement, &moment, progress);
                }
                progress.clock = Some(moment.unix_seconds);
                progress.zone = moment.zone.clone();
                Step::Time(moment)
            }
            None => {
                progress.clock = None;
                Step::Broken
            }
        }
    }

    /// Reports a step that sets the clock back.
    fn no_way_back(&mut self, statement: Statement<'a>, moment: &Moment, progress: &Progress) {
        let Some(clock) = progress.clock.filter(|&clock| moment.unix_seconds < clock) else {
            return;
        };
        let ends = statement.value(Role::Date).zip(statement.value(Role::Time));
        let range = match ends {
            Some((date, time)) => date.range().cover(time.range()),
            None => statement.node.range(),
        };
        let found = format!(
            "{} {:02}:{:02}",
            moment.date,
            moment.minutes / 60,
            moment.minutes % 60
        );
        let words = LabelKind::ClockIsAt {
            moment: show(clock, &progress.zone),
        };
        self.invalid_time(range, &found, TimeProblem::Backwards)
            .labels
            .push(label(range, words));
    }

    fn visit(&mut self, statement: Statement<'a>, progress: &mut Progress) -> Step {
        progress.visited = true;
        progress.in_visit = true;
        let url = statement
            .value(Role::Text(TextRole::Url))
            .and_then(|node| self.string(node))
            .and_then(|url| {
                let value = self.page(&url)?;
                Some(Spanned {
                    value,
                    range: url.range,
                })
            });
        let title = match statement.value(Role::Text(TextRole::Title)) {
            Some(node) => self.string(node).map(|title| page_title(&title.value)),
            None if statement.has_keyword("title") => None,
            None => Some("".into()),
        };
        let stay = match statement.value(Role::Duration) {
            Some(amount) => self.duration(amount),
            None if statement.has_keyword("for") => None,
            None => Some(0),
        };
        progress.pass(stay);
        match (url, title, stay) {
            (Some(url), Some(title), Some(stay)) => Step::Visit { url, title, stay },
            _ => Step::Broken,
        }
    }

    /// The address of a page, as a browser shows it.
    fn page(&mut self, url: &Name) -> Option<Box<str>> {
        match page_address(&url.value) {
            Ok(shown) => Some(shown),
            Err(problem) => {
                let found = url.value.to_string();
                self.error(url.range, Problem::InvalidUrl { found, problem });
                None
            }
        }
    }

    /// The tag of the visitor's device: any that is well-formed.
    fn device(&mut self, statement: Statement<'a>) -> Slot<Name> {
        let argument = statement.values().next();
        let tag = argument.and_then(|(node, _)| match is_word(node.kind()) {
            true => Some(self.name(node)),
            false => self.string(node),
        });
        let Some(tag) = tag else {
            return Slot::Broken;
        };
        if !is_language_tag(&tag.value) {
            self.unknown_value(&tag.value, tag.range, WordSet::DeviceTag, &[]);
            return Slot::Broken;
        }
        if let Some(problem) = unknown_language(&tag.value) {
            self.unknown_subtag(&tag, problem);
        }
        Slot::Given(tag)
    }

    fn expect(&mut self, statement: Statement<'a>) -> Step {
        let choice = match statement.parts().next() {
            Some(Part::Keyword(_, at)) => Some(at.argument.role),
            Some(
                Part::Value(..)
                | Part::Missing(..)
                | Part::MissingKeyword(..)
                | Part::Separator(_)
                | Part::Excess(_),
            )
            | None => None,
        };
        if choice == Some(Role::Nothing) {
            return Step::Expect(Expectation::Nothing);
        }
        let Slot::Given(name) = self.optional_name(statement, ReferenceKind::Message) else {
            return Step::Broken;
        };
        if choice.is_some() {
            return Step::Expect(Expectation::NoMessage(name));
        }
        let after = statement.value(Role::Duration);
        let seconds = after.map(|amount| self.duration(amount));
        match seconds {
            None => Step::Expect(Expectation::Message(name, None)),
            Some(Some(seconds)) => Step::Expect(Expectation::Message(name, Some(seconds))),
            // The name of the message is still checked.
            Some(None) => Step::Expect(Expectation::Message(name, None)),
        }
    }
}

impl Progress {
    fn pass(&mut self, seconds: Option<u32>) {
        self.clock = match (self.clock, seconds) {
            (Some(clock), Some(seconds)) => Some(clock + i64::from(seconds)),
            (None, _) | (_, None) => None,
        };
    }
}

/// A moment in a time zone, for a message.
fn show(unix_seconds: i64, zone: &str) -> String {
    let timestamp = jiff::Timestamp::from_second(unix_seconds).unwrap_or_default();
    let tz = jiff::tz::TimeZoneDatabase::bundled()
        .get(zone)
        .unwrap_or(jiff::tz::TimeZone::UTC);
    format!(
        "{} {zone}",
        tz.to_datetime(timestamp).strftime("%Y-%m-%d %H:%M:%S")
    )
}
