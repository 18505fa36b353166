//! Documents that conform to the schema but are inconsistent.

use proactive_config::Configuration;
use proactive_engine::prepare;

const DOCUMENT: &str = r#"{
  "version": 1,
  "matching": { "case_sensitive": true },
  "brands": [{ "id": "acme", "name": "Acme" }],
  "channels": [{ "id": "web", "name": "web", "type": "web_widget", "brand": "acme", "business_hours": ["office"] }],
  "bots": [{ "id": "aria", "name": "Aria", "status": "published", "channels": ["web"], "answers": [{ "id": "returns", "name": "Returns" }] }],
  "schedules": [{ "id": "office", "name": "office", "timezone": "Europe/Paris",
    "open": [{ "day": "mon", "from": "09:00", "to": "12:30" }], "closed": [{ "from": "2026-12-25", "to": "2026-12-26" }] }],
  "messages": [
    { "id": "hello", "name": "hello", "status": "published", "brand": "acme", "channel": "web", "text": "Hello",
      "reply": { "type": "bot", "bot": "aria", "answer": "returns" }, "conditions": { "all": [] }, "trigger": { "event": "page_load" },
      "schedule": { "type": "business_hours", "schedules": ["office"] }, "frequency": "every_time" },
    { "id": "bye", "name": "bye", "status": "published", "brand": "acme", "channel": "web", "text": "Bye",
      "reply": { "type": "agent", "text": "One moment", "ask": [] }, "conditions": { "all": [] }, "trigger": { "event": "page_load" },
      "schedule": { "type": "outside_business_hours", "schedules": ["office"] }, "frequency": "every_time" }
  ]
}"#;

fn errors(changes: &[(&str, &str)]) -> String {
    let mut document = DOCUMENT.to_owned();
    for (from, to) in changes {
        assert!(document.contains(from), "{from} stands nowhere");
        document = document.replace(from, to);
    }
    let configuration = Configuration::from_json(&document).unwrap();
    prepare(&configuration).unwrap_err().to_string()
}

#[test]
fn the_document_is_valid() {
    prepare(&Configuration::from_json(DOCUMENT).unwrap()).unwrap();
}

#[test]
fn errors_name_the_problem() {
    let all = [
        errors(&[(
            r#""brand": "acme", "channel""#,
            r#""brand": "other", "channel""#,
        )]),
        errors(&[(
            r#""web_widget", "brand": "acme""#,
            r#""web_widget", "brand": "other""#,
        )]),
        errors(&[(r#""channel": "web""#, r#""channel": "shop""#)]),
        errors(&[(r#""channels": ["web"]"#, r#""channels": ["shop"]"#)]),
        errors(&[(r#""bot": "aria""#, r#""bot": "other""#)]),
        errors(&[(r#""answer": "returns""#, r#""answer": "other""#)]),
        errors(&[(r#""schedules": ["office"]"#, r#""schedules": ["other"]"#)]),
        errors(&[(
            r#""business_hours": ["office"]"#,
            r#""business_hours": ["other"]"#,
        )]),
        errors(&[("Europe/Paris", "Europe/Pari")]),
        errors(&[("12:30", "09:00")]),
        errors(&[("2026-12-26", "2026-12-24")]),
        errors(&[(r#""id": "bye""#, r#""id": "hello""#)]),
        errors(&[
            (
                r#""id": "acme", "name": "Acme" }"#,
                r#""id": "acme", "name": "Acme" }, { "id": "acme", "name": "Acme" }"#,
            ),
            ("Europe/Paris", "Paris"),
        ]),
    ];
    insta::assert_snapshot!(all.join("\n"));
}
