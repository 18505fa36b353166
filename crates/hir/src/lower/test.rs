//! A test: what it assumes, and its steps in their order.

use proactive_catalog::{WordSet, assumed};
use proactive_diagnostics::{LabelKind, Problem, StepRule, TextRange, TimeProblem, UrlProblem};
use proactive_syntax::{Node, SyntaxKind};
use url::Url;

use super::values::is_word;
use super::{Lower, Statements, is_string, label};
use crate::draft::{Expectation, Moment, Name, Slot, Spanned, Step, Test};

/// Where the steps of a test have come to.
struct Progress {
    /// A step was there.
    stepped: bool,
    /// A page was visited.
    visited: bool,
    /// A visit is going on.
    in_visit: bool,
    /// The clock, in seconds since 1970; none once a broken step hides it.
    clock: Option<i64>,
    /// The zone in which the clock is shown.
    zone: Box<str>,
}

impl<'a> Lower<'a> {
    pub(super) fn test(&mut self, statements: &Statements<'a>) -> Test {
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
            clock: Some(assumed::START),
            zone: assumed::ZONE.into(),
        };
        let mut first_time: Option<TextRange> = None;
        for &node in &statements.nodes {
            let keyword = node.child(SyntaxKind::Keyword).unwrap_or(node);
            let word = self.text_of(keyword);
            match node.kind() {
                SyntaxKind::Visitor | SyntaxKind::Device | SyntaxKind::ChannelRef => {
                    if progress.stepped {
                        self.misplaced_step(keyword, StepRule::BelongsAbove);
                    }
                    match node.kind() {
                        SyntaxKind::Visitor => test.visitor = self.word(node, WordSet::History),
                        SyntaxKind::Device => test.device = self.device(node),
                        _ => test.channel = self.reference(node),
                    }
                }
                SyntaxKind::Time if !progress.stepped => match first_time {
                    None => {
                        first_time = Some(keyword.range());
                        match self.moment(node) {
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
                    Some(first) => {
                        let problem = Problem::DuplicateStatement {
                            statement: word.to_owned(),
                            first: None,
                        };
                        self.error(keyword.range(), problem)
                            .labels
                            .push(label(first, LabelKind::FirstGiven));
                    }
                },
                _ => {
                    let step = self.step(node, keyword, &mut progress);
                    test.steps.push(Spanned {
                        value: step,
                        range: node.range(),
                    });
                }
            }
        }
        test
    }

    fn misplaced_step(&mut self, keyword: Node<'a>, rule: StepRule) {
        let step = self.text_of(keyword).to_owned();
        self.error(keyword.range(), Problem::MisplacedStep { step, rule });
    }

    fn step(&mut self, node: Node<'a>, keyword: Node<'a>, progress: &mut Progress) -> Step {
        progress.stepped = true;
        let word = self.text_of(keyword);
        let needs_visit = matches!(word, "expect" | "open" | "dismiss" | "reply");
        if needs_visit && !progress.visited {
            self.misplaced_step(keyword, StepRule::NeedsVisit);
        }
        match word {
            "visit" => self.visit(node, progress),
            "wait" => {
                let seconds = node
                    .child(SyntaxKind::Amount)
                    .and_then(|amount| self.duration(amount));
                progress.pass(seconds);
                seconds.map_or(Step::Broken, Step::Wait)
            }
            "time" => {
                let allowed = progress.visited && !progress.in_visit;
                if !allowed {
                    self.misplaced_step(keyword, StepRule::BetweenVisits);
                }
                match self.moment(node) {
                    Some(moment) => {
                        if allowed {
                            self.no_way_back(node, &moment, progress);
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
            "expect" => self.expect(node),
            "open" => Step::Open,
            "dismiss" => Step::Dismiss,
            "reply" => Step::Reply,
            "end_conversation" => Step::EndConversation,
            "leave" => {
                progress.in_visit = false;
                Step::Leave
            }
            "clear_data" => {
                progress.in_visit = false;
                Step::ClearData
            }
            _ => Step::Broken,
        }
    }

    /// The clock of a test never goes back.
    fn no_way_back(&mut self, node: Node<'a>, moment: &Moment, progress: &Progress) {
        let Some(clock) = progress.clock.filter(|&clock| moment.unix_seconds < clock) else {
            return;
        };
        let amounts: Vec<Node<'a>> = node
            .children()
            .filter(|child| child.kind() == SyntaxKind::Amount)
            .collect();
        let range = match amounts.as_slice() {
            [first, .., last] => first.range().cover(last.range()),
            _ => node.range(),
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

    fn visit(&mut self, node: Node<'a>, progress: &mut Progress) -> Step {
        progress.visited = true;
        progress.in_visit = true;
        let strings: Vec<Node<'a>> = node
            .children()
            .filter(|child| is_string(child.kind()))
            .collect();
        let keywords: Vec<&str> = node
            .children()
            .filter(|child| child.kind() == SyntaxKind::Keyword)
            .map(|child| self.text_of(child))
            .collect();
        let has_address = node
            .children()
            .nth(1)
            .is_some_and(|child| is_string(child.kind()));
        let mut strings = strings.into_iter();
        let url = if has_address { strings.next() } else { None };
        let url = url
            .and_then(|node| self.string(node))
            .and_then(|url| self.page(&url));
        let title = match strings.next() {
            Some(node) => self.string(node).map(|title| title.value),
            None if keywords.contains(&"title") => None,
            None => Some("".into()),
        };
        let stay = match node.child(SyntaxKind::Amount) {
            Some(amount) => self.duration(amount),
            None if keywords.contains(&"for") => None,
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
    fn device(&mut self, node: Node<'a>) -> Slot<Name> {
        let Some(argument) = node.children().nth(1) else {
            return Slot::Broken;
        };
        let tag = if is_word(argument.kind()) {
            self.name(argument)
        } else if is_string(argument.kind()) {
            match self.string(argument) {
                Some(tag) => tag,
                None => return Slot::Broken,
            }
        } else {
            return Slot::Broken;
        };
        if !is_language_tag(&tag.value) {
            self.unknown_value(&tag.value, tag.range, WordSet::DeviceTag, &[]);
            return Slot::Broken;
        }
        Slot::Given(tag)
    }

    fn expect(&mut self, node: Node<'a>) -> Step {
        let second = node.children().nth(1);
        let keyword = second.filter(|child| child.kind() == SyntaxKind::Keyword);
        match keyword.map(|keyword| self.text_of(keyword)) {
            Some("nothing") => return Step::Expect(Expectation::Nothing),
            Some("no") => {
                return match self.one_name(node.children().collect()) {
                    Slot::Given(name) => Step::Expect(Expectation::NoMessage(name)),
                    Slot::Absent | Slot::Broken => Step::Broken,
                };
            }
            Some(_) | None => {}
        }
        let Slot::Given(name) = self.one_name(node.children().collect()) else {
            return Step::Broken;
        };
        let after = node.child(SyntaxKind::Amount);
        let seconds = after.map(|amount| self.duration(amount));
        match seconds {
            None => Step::Expect(Expectation::Message(name, None)),
            Some(Some(seconds)) => Step::Expect(Expectation::Message(name, Some(seconds))),
            // The message is still looked for.
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

/// The address of a page as a browser shows it.
pub(super) fn page_address(text: &str) -> Result<Box<str>, UrlProblem> {
    let lower = text.to_ascii_lowercase();
    let http = lower.starts_with("http://") || lower.starts_with("https://");
    match Url::parse(text) {
        Ok(parsed) if http => Ok(String::from(parsed).into()),
        Err(error) if http => Err(UrlProblem::Malformed {
            reason: error.to_string(),
        }),
        Ok(_) | Err(_) => Err(UrlProblem::NotHttp),
    }
}

/// Whether it is a well-formed language tag.
pub(super) fn is_language_tag(text: &str) -> bool {
    oxilangtag::LanguageTag::parse(text).is_ok()
}

/// A moment on the clocks of a zone, for a sentence.
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
