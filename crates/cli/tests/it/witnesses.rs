//! Every example visitor demonstrates what it is an example of: the engine simulates all of them, from
//! the cases in `tests/ui` and from random workspaces.

use std::ops::Range;

use proactive_analysis::{Overlap, Visitor, compare, lints, overlaps};
use proactive_catalog::{ConversationControl, DeclarationKind, Field, FieldMap, test_defaults};
use proactive_diagnostics::{Finding, Problem, Span, Witness};
use proactive_engine::{Obstacle, Program, Simulation, prepare};
use proactive_hir::lower::parse_value::WrittenMoment;
use proactive_hir::model::{Account, Condition, Message, Model, Trigger};
use proactive_hir::{Settings, SourceFile, Workspace};
use proactive_testing::ui;
use proptest::prelude::*;
use proptest::sample::select;

use crate::corpus;

/// What happened to a message on the page of a visitor.
#[derive(Debug)]
struct Played {
    conditions: bool,
    /// The other obstacles, apart from its conditions.
    obstacles: Vec<String>,
}

/// What happens to every message of `model` on the page of a visitor who stays until the last one is
/// due.
fn play(model: &Model, visitor: &Visitor) -> Vec<Played> {
    let program = program(model);
    let mut simulation = Simulation::recording(
        &program,
        &proactive_engine::Visitor {
            history: visitor.history(),
            language: &visitor.values[Field::DeviceLanguage],
            start: visitor
                .moment
                .as_ref()
                .map_or(test_defaults::START, |moment| moment.unix_seconds),
            channel: None,
        },
    );
    simulation.visit_page(&FieldMap::from_fn(|field| &*visitor.values[field]));
    simulation.wait(model.messages.iter().map(due).max().unwrap_or(0));
    let trace = simulation.trace().expect("a page");
    let other = |message: proactive_engine::MessageId| program[message].id.to_string();
    trace
        .messages
        .iter()
        .map(|message| Played {
            conditions: message.conditions,
            obstacles: message
                .obstacles
                .iter()
                .filter(|obstacle| **obstacle != Obstacle::Conditions)
                .map(|obstacle| match obstacle {
                    Obstacle::OtherFirst(by) | Obstacle::OtherShown(by) => other(*by),
                    obstacle => format!("{obstacle:?}"),
                })
                .collect(),
        })
        .collect()
}

fn program(model: &Model) -> Program {
    prepare(&proactive_config::compile(model)).expect("a configuration that can be played")
}

fn due(message: &Message) -> u32 {
    match message.trigger {
        Trigger::PageLoad => 0,
        Trigger::PageView { after_seconds } => after_seconds,
    }
}

/// The workspace with only these messages, and with conversations released.
fn only(model: &Model, ids: &[&str]) -> Model {
    let mut model = model.clone();
    model.messages.retain(|message| ids.contains(&&*message.id));
    model.tests.clear();
    model.account = Some(Account {
        name: None,
        conversation_control: ConversationControl::Release,
    });
    model
}

fn visitor(witness: &Witness) -> Visitor {
    let moment = witness.moment.as_ref().map(|words| {
        let moment = WrittenMoment::parse(words).and_then(|written| written.resolve(0, "UTC"));
        let moment = moment.expect("a moment");
        proactive_analysis::WitnessMoment {
            unix_seconds: moment.unix_seconds,
            zone: moment.zone,
            words: words.as_str().into(),
        }
    });
    Visitor {
        values: FieldMap::from_fn(|field| witness.values[field].as_str().into()),
        moment,
    }
}

/// The visitor would get both, gets the winner, and does not get the other because of it.
fn wins(model: &Model, winner: &str, other: &str, visitor: &Visitor) -> Result<(), String> {
    let pair = only(model, &[winner, other]);
    let played = play(&pair, visitor);
    let of = |id: &str| {
        let position = pair.messages.iter().position(|message| &*message.id == id);
        played.get(position?)
    };
    let (Some(first), Some(second)) = (of(winner), of(other)) else {
        return Err(format!("`{winner}` or `{other}` is no message"));
    };
    let right = first.conditions
        && first.obstacles.is_empty()
        && second.conditions
        && second.obstacles == [winner];
    match right {
        true => Ok(()),
        false => Err(format!(
            "`{winner}`: {first:?}, `{other}`: {second:?}, for {visitor:?}"
        )),
    }
}

/// Whether a visitor matches a condition of `model`.
fn meets(model: &Model, condition: &Condition, visitor: &Visitor) -> bool {
    let mut model = only(model, &[]);
    let mut message = ANY_MESSAGE.with(Clone::clone);
    message.condition = Some(condition.clone());
    model.messages.push(message);
    play(&model, visitor)[0].conditions
}

thread_local! {
    /// A message that is valid in every workspace with a channel.
    static ANY_MESSAGE: Message = {
        let text = format!("{GROUND}{}", message("hello", "always", "channel web on page_load"));
        let model = checked(&workspace(Settings::default(), &text)).1.expect("no error");
        model.messages[0].clone()
    };
}

/// The condition around a place.
fn around(model: &Model, span: Span) -> &Condition {
    let messages = model.messages.iter();
    let messages = messages.filter_map(|message| message.condition.as_ref());
    let segments = model.segments.iter().map(|segment| &segment.condition);
    messages
        .chain(segments)
        .find(|it| it.span.file == span.file && it.span.range.contains_range(span.range))
        .expect("a condition")
}

fn checked(workspace: &Workspace) -> (Vec<Finding>, Option<Model>) {
    let mut found = Vec::new();
    let checked = workspace.check_with(|model| {
        found = lints(model);
        Vec::new()
    });
    (found, checked.model())
}

/// Simulates the example visitor of each finding, and returns their number.
fn confirm_findings(workspace: &Workspace) -> Result<usize, String> {
    let (findings, model) = checked(workspace);
    let Some(model) = model else { return Ok(0) };
    let mut confirmed = 0;
    for finding in &findings {
        let witness = match &finding.problem {
            Problem::ShadowedMessage {
                name,
                by: winner,
                advice: _,
                witness,
            }
            | Problem::DuplicateMessage {
                name,
                of: winner,
                witness,
            } => {
                wins(&model, winner, name, &visitor(witness))?;
                confirmed += 1;
                continue;
            }
            Problem::NeverMatches { witness, .. }
            | Problem::AlwaysMatches { witness, .. }
            | Problem::RedundantCondition { witness, .. }
            | Problem::NegativesJoinedByOr { witness, .. } => witness,
            problem => return Err(format!("{problem:?}")),
        };
        let Some(witness) = witness else { continue };
        let visitor = visitor(witness);
        let condition = around(&model, finding.span);
        let lets_in = meets(&model, condition, &visitor);
        let expected = match &finding.problem {
            Problem::NeverMatches { .. } => false,
            Problem::AlwaysMatches { .. } => true,
            // The condition has the same result without a redundant part, and another one when the
            // negatives are joined otherwise.
            problem => {
                let fixed = fixed(workspace, finding);
                let (_, fixed) = checked(&fixed);
                let fixed = fixed.ok_or("the fix breaks the workspace")?;
                let start = Span {
                    range: proactive_diagnostics::TextRange::empty(condition.span.range.start()),
                    ..condition.span
                };
                let result = meets(&fixed, around(&fixed, start), &visitor);
                match problem {
                    Problem::NegativesJoinedByOr { .. } if result => {
                        return Err(format!("{problem:?} is not excluded: {visitor:?}"));
                    }
                    Problem::NegativesJoinedByOr { .. } => true,
                    _ => result,
                }
            }
        };
        if lets_in != expected {
            return Err(format!("{:?} for {visitor:?}", finding.problem));
        }
        confirmed += 1;
    }
    Ok(confirmed)
}

/// The workspace with the first fix of a finding applied.
fn fixed(workspace: &Workspace, finding: &Finding) -> Workspace {
    let mut files = workspace.files().to_vec();
    let fix = finding.fixes.first().expect("a fix");
    for edit in fix.edits.iter().rev() {
        let file = &mut files[edit.span.file.0 as usize];
        let mut text = file.text.to_string();
        text.replace_range(Range::<usize>::from(edit.span.range), &edit.replacement);
        file.text = text.into();
    }
    Workspace::new(workspace.settings().clone(), files)
}

/// Simulates the example visitor of each overlapping pair, and returns their number.
fn confirm_overlaps(model: &Model) -> Result<usize, String> {
    let pairs: Vec<Overlap> = overlaps(model);
    for pair in &pairs {
        let (winner, other) = (&model[pair.winner].id, &model[pair.other].id);
        wins(model, winner, other, &pair.visitor)?;
    }
    Ok(pairs.len())
}

/// Simulates the example visitors of each change, and returns their number.
fn confirm_changes(old: &Model, new: &Model) -> Result<usize, String> {
    let changes = compare(old, new);
    let mut confirmed = 0;
    for change in &changes.changed {
        let gets = |model: &Model, message: &Message, visitor: &Visitor| {
            play(&only(model, &[&message.id]), visitor)[0].conditions
        };
        let is_open = |model: &Model, message: &Message, at: &proactive_analysis::WitnessMoment| {
            let mut message = message.clone();
            message.condition = None;
            message.trigger = Trigger::PageLoad;
            let mut model = only(model, &[]);
            model.messages.push(message);
            let mut values = FieldMap::<Box<str>>::default();
            values[Field::VisitorUrl] = "https://www.example.com/".into();
            values[Field::VisitorHistory] = "new".into();
            values[Field::DeviceLanguage] = "en".into();
            let visitor = Visitor {
                values,
                moment: Some(at.clone()),
            };
            play(&model, &visitor)[0].obstacles.is_empty()
        };
        let (before, now) = (&old[change.old], &new[change.new]);
        for (visitor, newly) in [
            (&change.audience.newly_in, true),
            (&change.audience.newly_out, false),
        ] {
            let Some(visitor) = visitor else { continue };
            let gets = (gets(old, before, visitor), gets(new, now, visitor));
            if gets != (!newly, newly) {
                return Err(format!("{gets:?} for {visitor:?}"));
            }
            confirmed += 1;
        }
        for (moment, newly) in [
            (&change.hours.newly_in, true),
            (&change.hours.newly_out, false),
        ] {
            let Some(moment) = moment else { continue };
            let open = (is_open(old, before, moment), is_open(new, now, moment));
            if open != (!newly, newly) {
                return Err(format!("{open:?} at {moment:?}"));
            }
            confirmed += 1;
        }
    }
    for pair in &changes.reordered {
        let (winner, loser) = (&new[pair.winner].id, &new[pair.loser].id);
        let Some(visitor) = &pair.visitor else {
            continue;
        };
        wins(new, winner, loser, visitor)?;
        wins(old, loser, winner, visitor)?;
        confirmed += 1;
    }
    Ok(confirmed)
}

fn workspace(settings: Settings, text: &str) -> Workspace {
    let file = SourceFile {
        path: "main.proactive".into(),
        text: text.into(),
    };
    Workspace::new(settings, vec![file])
}

#[test]
fn of_the_cases() {
    let mut confirmed = 0;
    for page in [
        "never-matches",
        "always-matches",
        "redundant-condition",
        "shadowed-message",
        "duplicate-message",
        "quiet",
    ] {
        for case in ui::cases(&corpus::project(), page).unwrap() {
            let fixture = case.workspace();
            let manifest = fixture.file("proactive.toml");
            let settings = Settings {
                case_sensitive: !manifest.is_some_and(|it| it.text.contains("\"insensitive\"")),
                ..Settings::default()
            };
            let files = fixture.files.iter();
            let files = files.filter(|file| file.path.ends_with(".proactive"));
            let mut files: Vec<SourceFile> = files
                .map(|file| SourceFile {
                    path: file.path.as_str().into(),
                    text: file.text.as_str().into(),
                })
                .collect();
            files.sort_by(|one, other| one.path.cmp(&other.path));
            let workspace = Workspace::new(settings, files);
            let failed = |reason: String| panic!("{}: {reason}", case.name());
            confirmed += confirm_findings(&workspace).unwrap_or_else(failed);
            if let Some(model) = checked(&workspace).1 {
                confirmed += confirm_overlaps(&model).unwrap_or_else(failed);
            }
        }
    }
    assert!(confirmed > 50, "{confirmed}");
}

#[test]
fn of_the_examples() {
    let mut confirmed = 0;
    for example in [
        "outdoor-shop",
        "french-shop",
        "onboarding",
        "help-centre",
        "three-brands",
    ] {
        let folder = corpus::project().join("examples").join(example);
        let mut paths = corpus::files(&folder, "proactive");
        for brand in ["groenwulp", "marmelune", "tilvano"] {
            paths.extend(corpus::files(&folder.join(brand), "proactive"));
        }
        paths.sort();
        let files = paths.iter().map(|path| SourceFile {
            path: path.strip_prefix(&folder).unwrap().to_string_lossy().into(),
            text: corpus::read(path).into(),
        });
        let workspace = Workspace::new(Settings::default(), files.collect());
        if let Some(model) = checked(&workspace).1 {
            confirmed += confirm_overlaps(&model).unwrap();
        }
    }
    assert!(confirmed > 50, "{confirmed}");
}

const GROUND: &str = r#"
brand acme
schedule day { timezone "Europe/Paris" open mon-fri 09:00-18:00 }
schedule wide { timezone "America/New_York" open mon-sat 01:00-20:00 closed 2026-12-25 }
channel web { brand acme business_hours day }
channel shop { brand acme business_hours day, wide }
"#;

fn message(name: &str, condition: &str, more: &str) -> String {
    format!(
        "message {name} {{\n  text \"Hello\"\n  reply agent \"One moment\"\n  \
         when {condition}\n  frequency once_per_visit\n  {more}\n}}\n"
    )
}

/// The source of a comparison, with values that overlap so that many things can be proved.
fn comparison() -> impl Strategy<Value = String> {
    let text = || {
        select(vec![
            "\"/cart\"",
            "\"/car\"",
            "\"/cart/Pay\"",
            "\"art\"",
            "\"/help\"",
        ])
    };
    let contains = select(vec!["contains", "does not contain"]);
    let is = select(vec!["is", "is not"]);
    let language = select(vec!["fr", "fr-CA", "nl", "en", "en-GB"]);
    let history = select(vec!["new", "returning"]);
    let field = || select(vec!["visitor.url", "visitor.title"]);
    prop_oneof![
        4 => (field(), contains, text()).prop_map(|(field, how, text)| format!("{field} {how} {text}")),
        1 => (field(), is.clone(), text()).prop_map(|(field, how, text)| format!("{field} {how} {text}")),
        1 => (field(), text(), text())
            .prop_map(|(field, one, other)| format!("{field} contains any of [{one}, {other}]")),
        2 => (is, language).prop_map(|(how, tag)| format!("device.language {how} {tag}")),
        1 => history.prop_map(|word| format!("visitor.history is {word}")),
    ]
}

fn condition() -> impl Strategy<Value = String> {
    comparison().prop_recursive(3, 8, 3, |inner| {
        let several = || proptest::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            several().prop_map(|parts| format!("({})", parts.join(" and "))),
            several().prop_map(|parts| format!("({})", parts.join(" or "))),
            inner.clone().prop_map(|part| format!("not ({part})")),
        ]
    })
}

/// The rest of a message.
fn more() -> impl Strategy<Value = String> {
    let due = select(vec![
        "on page_load",
        "after 0s on page_view",
        "after 5s on page_view",
        "after 30s on page_view",
    ]);
    let hours = select(vec![
        "",
        "",
        "schedule business_hours day",
        "schedule business_hours wide",
        "schedule outside_business_hours",
    ]);
    let channel = select(vec!["channel web", "channel web", "channel shop"]);
    (due, hours, channel).prop_map(|(due, hours, channel)| format!("{channel} {due} {hours}"))
}

fn messages() -> impl Strategy<Value = String> {
    proptest::collection::vec((condition(), more()), 4).prop_map(|messages| {
        let mut text = GROUND.to_owned();
        for (number, (condition, more)) in messages.iter().enumerate() {
            text.push_str(&message(&format!("m{number}"), condition, more));
        }
        text
    })
}

fn settings(case_sensitive: bool) -> Settings {
    Settings {
        case_sensitive,
        ..Settings::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn of_findings_and_pairs(text in messages(), case in any::<bool>()) {
        let workspace = workspace(settings(case), &text);
        let confirmed = confirm_findings(&workspace);
        prop_assert!(confirmed.is_ok(), "{confirmed:?}");
        let model = checked(&workspace).1.expect("no error");
        let confirmed = confirm_overlaps(&model);
        prop_assert!(confirmed.is_ok(), "{confirmed:?}");
    }

    #[test]
    fn of_changes(old in messages(), new in messages(), case in any::<bool>()) {
        let of = |text: &str| checked(&workspace(settings(case), text)).1.expect("no error");
        let confirmed = confirm_changes(&of(&old), &of(&new));
        prop_assert!(confirmed.is_ok(), "{confirmed:?}");
    }
}

#[test]
fn of_segments() {
    let text = format!(
        "{GROUND}segment nobody when visitor.history is new and visitor.history is returning\n{}",
        message(
            "hello",
            "nobody or visitor.url contains \"/cart\"",
            "channel web on page_load"
        )
    );
    let workspace = workspace(Settings::default(), &text);
    let (findings, _) = checked(&workspace);
    let kinds = findings.iter().map(|finding| match &finding.problem {
        Problem::NeverMatches { kind, .. } => Some(*kind),
        _ => None,
    });
    assert!(
        kinds
            .into_iter()
            .any(|kind| kind == Some(DeclarationKind::Segment))
    );
    assert!(confirm_findings(&workspace).unwrap() > 0);
}
