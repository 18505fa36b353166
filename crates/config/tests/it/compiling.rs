//! What a workspace is compiled to.

use proactive_config::{Configuration, compile};
use proactive_hir::Settings;
use proptest::prelude::*;
use serde_json::Value;

use crate::schema::VALIDATOR;
use crate::workspaces::{build, model, with_condition};
use crate::written::segments;

/// A shop with a brand, a channel, a bot and a schedule, and its two messages.
#[test]
fn a_whole_workspace() {
    let model = model(
        Settings::default(),
        &[
            (
                "account.proactive",
                include_str!("example/account.proactive"),
            ),
            ("cart.proactive", include_str!("example/cart.proactive")),
        ],
    );
    assert_eq!(
        compile(&model).to_json(),
        include_str!("example/configuration.json")
    );
}

/// What has a default is written, what has none is left out.
#[test]
fn the_least_of_each() {
    let text = r#"
account "Acme"
brand acme
channel web { brand acme }
bot aria
schedule never { timezone "UTC" }
message hello {
  text "Hello"
  reply agent "One moment"
  when always
  on page_load
  frequency every_time
}
"#;
    insta::assert_snapshot!(build(text).to_json());
}

#[test]
fn nothing_at_all() {
    let settings = Settings {
        case_sensitive: false,
        ..Settings::default()
    };
    insta::assert_snapshot!(compile(&model(settings, &[])).to_json());
}

#[test]
fn everything_given() {
    let text = r#"
account "Acme" { conversation_control keep }
brand acme "Acme Outdoor" { external_id "b1" }
schedule night "Night shift" {
  external_id "s1"
  closed 2026-12-24 to 2026-12-26 "Christmas"
  closed 2027-01-01
  open sat-mon 22:00-24:00, 00:00-06:00
  open wed, tue 09:00-12:30
  timezone "America/New_York"
}
schedule day { timezone "Europe/Paris" }
channel web "Widget" {
  external_id "c1"
  website "https://Acme.example", "https://*.acme.example:443/help", "https://acme.example/"
  business_hours night, day, night
  type web_widget
  brand acme
}
bot aria "Aria" {
  external_id "a1"
  answer returns "Returns"
  answer other
  status draft
  channels web, web
}
bot luna { channels web answer hours }
message all "All statements" {
  status paused
  frequency once_per_customer
  schedule outside_business_hours
  tags b, "a", b
  after 1m05s on page_view
  when visitor.history is not new
  reply agent {
    ask email, name, email
    text "One\nmoment"
  }
  text "Hello \"you\""
  channel web
  brand acme
}
message asks_nothing {
  text "Hello"
  reply agent { text "One moment" ask nothing }
  when always
  after 0s on page_view
  frequency every_time
  schedule business_hours night
  status draft
}
message answers {
  text "Hello"
  reply bot luna answer hours
  when always
  on page_load
  frequency every_time
  schedule anytime
}
"#;
    insta::assert_snapshot!(build(text).to_json());
}

/// Without a name, the hours are those of the channel's only schedule.
#[test]
fn the_only_schedule() {
    let text = r#"
brand acme
schedule day { timezone "UTC" open mon 09:00-17:00 }
channel web { brand acme business_hours day }
message hello {
  text "Hello"
  reply agent "One moment"
  when always
  on page_load
  frequency every_time
  schedule business_hours
}
"#;
    let hours = &build(text).messages[0].schedule;
    assert_eq!(
        serde_json::to_string(hours).unwrap(),
        r#"{"type":"business_hours","schedules":["day"]}"#
    );
}

#[test]
fn conditions() {
    let conditions = [
        "always",
        r#"visitor.url is "a""#,
        r#"not visitor.url is not "a""#,
        r#"visitor.url is any of ["a", "b", "a"]"#,
        r#"visitor.url is not any of ["a", "b"]"#,
        r#"visitor.title contains "a""#,
        r#"visitor.title contains any of ["a", "b", "a"]"#,
        r#"not visitor.title contains any of ["a", "b"]"#,
        r#"visitor.history is not new"#,
        r#"visitor.history is any of [new, "returning"]"#,
        r#"device.language is not "pt-BR""#,
        r#"visitor.url is "a" or visitor.url is "b" and visitor.url is "c""#,
        r#"(visitor.url is "a" or visitor.url is "b") and visitor.url is "c""#,
        r#"not (visitor.url is "a" or visitor.history is new and device.language is fr)"#,
        "home",
        "not home",
        "home and fresh",
        "home or fresh",
        "fresh and not (home and not fresh)",
        "(fresh or fresh) and fresh",
    ];
    let segments = r#"
segment home when visitor.url is "a" or visitor.url is "b"
segment fresh when visitor.history is new and device.language is fr
"#;
    let lines: Vec<String> = conditions
        .iter()
        .map(|condition| {
            let configuration = build(&(with_condition(condition) + segments));
            let compiled = serde_json::to_string(&configuration.messages[0].conditions).unwrap();
            format!("{condition}\n  {compiled}\n")
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

proptest! {
    /// What is compiled is valid, and read again it is the same.
    #[test]
    fn what_is_compiled_is_valid(written in segments()) {
        let configuration = build(&written.text());
        let document = configuration.to_json();
        let value: Value = serde_json::from_str(&document).unwrap();
        prop_assert!(VALIDATOR.validate(&value).is_ok(), "{document}");
        prop_assert_eq!(Configuration::from_json(&document).unwrap(), configuration);
    }
}
