//! Traces of a simulation that records.

use std::fmt::Write;

use proactive_catalog::{Field, History, Word as _};
use proactive_engine::{Program, Simulation, Visitor, words};
use proactive_syntax::literal;

use crate::workspaces::play;

const SHOP: &str = r#"
brand acme
schedule office {
  timezone "Europe/Paris"
  open mon-fri 09:00-12:30
}
channel web { brand acme business_hours office }
channel shop { brand acme }

message cart {
  channel web
  text "Need a hand?"
  reply agent "One moment"
  when visitor.url contains any of ["/cart", "/checkout"] and (device.language is fr or visitor.history is returning)
  after 10s on page_view
  schedule business_hours
  frequency once_per_visit
}
message rival {
  channel web
  text "Me too!"
  reply agent "One moment"
  when visitor.url does not contain "/nothing"
  after 10s on page_view
  frequency every_time
}
message away {
  channel web
  text "We are away"
  reply agent "One moment"
  when visitor.title is not "Cart" or visitor.title is "Careers"
  after 20s on page_view
  schedule outside_business_hours
  frequency every_time
}
message elsewhere {
  channel shop
  text "Elsewhere"
  reply agent "One moment"
  when always
  on page_load
  frequency once_per_customer
}
message someday {
  channel shop
  text "Some day"
  reply agent "One moment"
  when always
  after 5m on page_view
  frequency once_per_customer
  status draft
}
"#;

fn described(program: &Program, simulation: &Simulation<'_>) -> String {
    let page = simulation.trace().unwrap();
    let mut described = format!(
        "{} {} {:?} {}, stayed {}\n",
        literal::quote(page.value(Field::VisitorUrl)),
        literal::quote(page.value(Field::VisitorTitle)),
        History::find(page.value(Field::VisitorHistory)).unwrap(),
        page.value(Field::DeviceLanguage),
        literal::duration(page.stayed)
    );
    for trace in &page.messages {
        let id = &program[trace.message].id;
        let due = words::moment(trace.due, "Europe/Paris");
        writeln!(described, "{id}, due {due}: {:?}", trace.obstacles).unwrap();
        for line in words::why(program, &page, trace) {
            writeln!(described, "    {line}").unwrap();
        }
        for leaf in &trace.leaves {
            let asked = leaf.comparison.notation();
            let (holds, decides) = (leaf.holds, leaf.decides);
            writeln!(described, "  {asked}: {holds}, decides: {decides}").unwrap();
        }
        for schedule in &trace.schedules {
            let id = &program[schedule.schedule].id;
            writeln!(
                described,
                "  {id} at {}: {}",
                schedule.local, schedule.is_open
            )
            .unwrap();
        }
    }
    described
}

#[test]
fn a_whole_visit() {
    let play = play(SHOP);
    let visitor = Visitor {
        history: History::New,
        language: "fr-BE",
        start: 1_767_607_200,
        channel: None,
    };
    let mut simulation = Simulation::recording(&play.program, &visitor);
    assert_eq!(simulation.trace(), None);
    let mut story = Vec::new();
    simulation.visit("https://acme.example/cart", "Cart");
    story.push(described(&play.program, &simulation));
    simulation.wait(10);
    story.push(described(&play.program, &simulation));
    simulation.wait(60);
    simulation.leave();
    simulation.wait_until(1_767_626_400);
    simulation.visit("https://acme.example/\"checkout\"", "");
    simulation.wait(60);
    story.push(described(&play.program, &simulation));
    assert_eq!(
        simulation
            .open()
            .map(|it| play.program[it].id.to_string())
            .ok(),
        Some("rival".to_owned())
    );
    simulation.visit("https://acme.example/nothing", "");
    simulation.wait(20);
    story.push(described(&play.program, &simulation));
    insta::assert_snapshot!(story.join("\n"));
}

/// A simulation that does not record has no trace.
#[test]
fn a_simulation_that_does_not_record() {
    let play = play(SHOP);
    let visitor = Visitor {
        history: History::New,
        language: "fr-BE",
        start: 0,
        channel: None,
    };
    let mut simulation = Simulation::new(&play.program, &visitor);
    simulation.visit("https://acme.example/cart", "Cart");
    assert_eq!(simulation.trace(), None);
    assert!(simulation.coverage().is_none());
}
