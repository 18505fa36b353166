//! Measures a page event: a page loads, and every message that may be due is decided.
//!
//! `cargo bench -p proactive-engine` reports the time and the allocations per event for workspaces
//! of 140, 1,000 and 10,000 messages with eight comparisons each.

#![allow(
    clippy::expect_used,
    reason = "a benchmark of something broken may stop"
)]

use divan::counter::ItemsCount;
use divan::{AllocProfiler, Bencher, black_box};
use proactive_config::json::History;
use proactive_config::{Configuration, compile};
use proactive_engine::{Program, Simulation, Visitor, prepare};
use proactive_hir::{Settings, SourceFile, Workspace};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const MESSAGES: [usize; 3] = [140, 1_000, 10_000];

fn main() {
    divan::main();
}

/// A shop with `count` messages. One in fifty has no keys and is evaluated on every page.
fn configuration(count: usize, case_sensitive: bool) -> Configuration {
    let mut text = String::from(
        "brand acme\nchannel web { brand acme }\n\
         schedule office { timezone \"Europe/Paris\" open mon-fri 09:00-18:00 }\n",
    );
    for i in 0..count {
        let condition = if i % 50 == 49 {
            format!(
                "visitor.url does not contain any of [\"/legal-{i}\", \"/jobs-{i}\"] \
                 and visitor.title is not \"Shop\""
            )
        } else {
            format!(
                "visitor.url contains any of [\"/category-{}/\", \"/product-{i}\"] \
                 and visitor.url does not contain any of [\"/checkout\", \"/legal\"] \
                 and (device.language is fr or device.language is nl) \
                 and visitor.history is new \
                 and visitor.title does not contain \"Sold out {}\" \
                 and (visitor.title contains \"Sale {}\" \
                      or visitor.url contains \"campaign={}\")",
                i % 97,
                i % 13,
                i % 31,
                i % 41,
            )
        };
        let trigger = match i % 4 {
            0 => "on page_load".to_owned(),
            rest => format!("after {}s on page_view", rest * 10),
        };
        let schedule = match i % 3 {
            0 => "schedule business_hours office",
            _ => "schedule anytime",
        };
        text += &format!(
            "message m{i} {{ text \"Hello\" reply agent \"One moment\" when {condition} \
             {trigger} {schedule} frequency once_per_visit }}\n"
        );
    }
    let file = SourceFile {
        path: "shop.proactive".into(),
        text: text.into(),
    };
    let settings = Settings {
        case_sensitive,
        max_messages: (u64::MAX, None),
        ..Settings::default()
    };
    let workspace = Workspace::new(settings, vec![file]);
    compile(&workspace.check().model().expect("the workspace is right"))
}

fn program(count: usize, case_sensitive: bool) -> Program {
    prepare(&configuration(count, case_sensitive)).expect("the configuration is right")
}

const VISITOR: Visitor<'static> = Visitor {
    history: History::New,
    language: "fr-BE",
    start: 1_767_607_200,
    channel: None,
};

/// URLs of ordinary length.
fn pages() -> Vec<String> {
    (0..64)
        .map(|i| format!("https://www.acme.example/fr-be/category-{i}/item?product={i}&ref=home"))
        .collect()
}

/// A page loads on which no message is shown.
fn nothing_shown(bencher: Bencher<'_, '_>, program: &Program) {
    let pages = pages();
    let mut simulation = Simulation::new(program, &VISITOR);
    let mut next = pages.iter().cycle();
    bencher.counter(ItemsCount::new(1_usize)).bench_local(|| {
        if let Some(page) = next.next() {
            simulation.visit(black_box(page), black_box("Shop"));
        }
        assert!(simulation.shown().is_empty());
    });
}

#[divan::bench(args = MESSAGES)]
fn page_load(bencher: Bencher<'_, '_>, count: usize) {
    nothing_shown(bencher, &program(count, true));
}

#[divan::bench(args = MESSAGES)]
fn page_load_without_case(bencher: Bencher<'_, '_>, count: usize) {
    nothing_shown(bencher, &program(count, false));
}

/// A page loads, half a minute passes, a message is shown and dismissed.
#[divan::bench(args = MESSAGES)]
fn page_with_a_message(bencher: Bencher<'_, '_>, count: usize) {
    let program = program(count, true);
    let mut simulation = Simulation::new(&program, &VISITOR);
    bencher.counter(ItemsCount::new(1_usize)).bench_local(|| {
        simulation.visit(
            black_box("https://www.acme.example/fr-be/category-5/item?campaign=5"),
            black_box("Shop"),
        );
        simulation.wait(30);
        assert!(!simulation.shown().is_empty());
        let dismissed = simulation.dismiss();
        simulation.leave();
        simulation.clear_data();
        dismissed
    });
}

/// The same page as in `page_load`, recorded to explain decisions.
#[divan::bench(args = MESSAGES)]
fn page_load_with_reasons(bencher: Bencher<'_, '_>, count: usize) {
    let program = program(count, true);
    let pages = pages();
    let mut simulation = Simulation::recording(&program, &VISITOR);
    let mut next = pages.iter().cycle();
    bencher.counter(ItemsCount::new(1_usize)).bench_local(|| {
        if let Some(page) = next.next() {
            simulation.visit(black_box(page), black_box("Shop"));
        }
        simulation.trace()
    });
}

/// Preparing a configuration.
#[divan::bench(args = MESSAGES, sample_count = 10)]
fn preparing(bencher: Bencher<'_, '_>, count: usize) {
    let configuration = configuration(count, true);
    bencher.bench_local(|| prepare(black_box(&configuration)));
}
