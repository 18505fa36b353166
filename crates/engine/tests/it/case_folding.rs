//! Comparison without case.

use proactive_config::json::History;
use proactive_engine::{Simulation, Visitor};
use proactive_hir::{Settings, SourceFile};

use crate::workspaces::workspace;

/// Whether a title equals `value` when case is ignored.
fn same(value: char, title: char) -> bool {
    let text = format!(
        r#"
brand acme
channel web {{ brand acme }}
message hello {{
  text "Hello"
  reply agent "One moment"
  when visitor.title is "x\u{{{:X}}}"
  on page_load
  frequency every_time
}}
"#,
        u32::from(value)
    );
    let settings = Settings {
        case_sensitive: false,
        ..Settings::default()
    };
    let file = SourceFile {
        path: "workspace.proactive".into(),
        text: text.into(),
    };
    let play = workspace(settings, vec![file]);
    let visitor = Visitor {
        history: History::New,
        language: "en",
        start: 0,
        channel: None,
    };
    let mut simulation = Simulation::new(&play.program, &visitor);
    simulation.visit("https://acme.example/", &format!("X{title}"));
    !simulation.shown().is_empty()
}

/// Folding maps one character to one, in any language. Characters that fold to several stay as they
/// are.
#[test]
fn characters_fold_one_to_one() {
    let alike = [
        ('a', 'A'),
        ('é', 'É'),
        ('σ', 'Σ'),
        ('σ', 'ς'),
        ('ς', 'Σ'),
        ('k', '\u{212A}'), // the sign for Kelvin
        ('s', 'ſ'),
        ('ß', 'ẞ'),
        ('å', '\u{212B}'), // the sign for Ångström
        ('и', 'И'),
        ('\u{13A0}', '\u{AB70}'), // Cherokee folds to its upper case
        ('\u{10400}', '\u{10428}'),
        ('µ', 'μ'), // micro and mu
    ];
    for (value, title) in alike {
        assert!(same(value, title), "{value} {title}");
        assert!(same(title, value), "{title} {value}");
    }
    let different = [
        ('i', 'İ'),
        ('i', 'ı'),
        ('s', 'ß'),
        ('e', 'é'),
        ('ﬁ', 'f'),
        ('a', 'а'), // the second one is Cyrillic
    ];
    for (value, title) in different {
        assert!(!same(value, title), "{value} {title}");
        assert!(!same(title, value), "{title} {value}");
    }
}
