//! Nothing is allocated while no message is shown.

use allocation_counter::measure;
use proactive_config::json::History;
use proactive_engine::{Simulation, Visitor};
use proactive_hir::{Settings, SourceFile};

use crate::workspaces::workspace;

const SHOP: &str = r#"
brand acme
schedule office {
  timezone "Europe/Paris"
  open mon-fri 09:00-12:30
  closed 2026-01-05
}
channel web { brand acme business_hours office }

# It holds on every page, but not today.
message tomorrow {
  text "Need a hand?"
  reply agent "One moment"
  when visitor.url contains "/" and not visitor.title is "Nothing"
  after 10s on page_view
  schedule business_hours
  frequency once_per_visit
}
message elsewhere {
  text "Here!"
  reply agent "One moment"
  when visitor.url contains any of ["/cart", "/été"] and device.language is nl
  on page_load
  frequency once_per_customer
}
"#;

#[track_caller]
fn allocates_nothing(case_sensitive: bool) {
    let settings = Settings {
        case_sensitive,
        ..Settings::default()
    };
    let file = SourceFile {
        path: "shop.proactive".into(),
        text: SHOP.into(),
    };
    let play = workspace(settings, vec![file]);
    let visitor = Visitor {
        history: History::New,
        language: "fr-BE",
        start: 1_767_607_200,
        channel: None,
    };
    let mut simulation = Simulation::new(&play.program, &visitor);
    let measured = measure(|| {
        for _ in 0..10 {
            simulation.visit("https://acme.example/cart?step=1", "Your CART");
            simulation.wait(15);
            simulation.visit("https://acme.example/ÉTÉ", "Été");
            simulation.wait(60);
            simulation.leave();
            simulation.wait_until(simulation.now() + 60);
        }
        simulation.clear_data();
    });
    assert!(simulation.shown().is_empty());
    assert_eq!(measured.count_total, 0, "{measured:?}");
}

/// The counter itself works.
#[test]
fn the_counter_counts() {
    let measured = measure(|| drop(std::hint::black_box(Box::new(1))));
    assert_eq!(measured.count_total, 1);
}

#[test]
fn pages_without_messages() {
    allocates_nothing(true);
    allocates_nothing(false);
}
