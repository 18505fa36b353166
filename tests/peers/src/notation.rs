//! The rules in the notation of each engine.

use proactive_engine::Program;
use proactive_hir::{Settings, SourceFile, Workspace};

use crate::contest::{Field, Rule};

/// The rules as messages, ready to run.
pub fn program(rules: &[Rule]) -> Program {
    let mut text = String::from("brand acme\n");
    for (number, rule) in rules.iter().enumerate() {
        text += &format!(
            "channel c{number} {{ brand acme }}\nmessage m{number} {{\n  channel c{number}\n  \
             text \"Hello\"\n  reply agent \"One moment\"\n  when {}\n  on page_load\n  \
             frequency every_time\n}}\n",
            proactive(rule)
        );
    }
    let file = SourceFile {
        path: "main.proactive".into(),
        text: text.into(),
    };
    let workspace = Workspace::new(Settings::default(), vec![file]);
    let model = workspace.check().model().expect("no error");
    proactive_engine::prepare(&proactive_config::compile(&model)).expect("a configuration")
}

fn proactive(rule: &Rule) -> String {
    let joined = |rules: &[Rule], word: &str| {
        let rules: Vec<String> = rules.iter().map(proactive).collect();
        format!("({})", rules.join(word))
    };
    let name = |field: &Field| match field {
        Field::Url => "visitor.url",
        Field::Title => "visitor.title",
        Field::History => "visitor.history",
    };
    match rule {
        Rule::All(rules) => joined(rules, " and "),
        Rule::Any(rules) => joined(rules, " or "),
        Rule::Contains(field, text) => format!("{} contains {text:?}", name(field)),
        Rule::DoesNotContain(field, text) => format!("{} does not contain {text:?}", name(field)),
        Rule::Is(field, text) => format!("{} is {text:?}", name(field)),
        Rule::Speaks(tag) => format!("device.language is {tag}"),
    }
}

/// A rule as an expression of the Common Expression Language.
pub fn cel(rule: &Rule) -> String {
    let joined = |rules: &[Rule], sign: &str| {
        let rules: Vec<String> = rules.iter().map(cel).collect();
        format!("({})", rules.join(sign))
    };
    let name = |field: &Field| match field {
        Field::Url => "url",
        Field::Title => "title",
        Field::History => "history",
    };
    match rule {
        Rule::All(rules) => joined(rules, " && "),
        Rule::Any(rules) => joined(rules, " || "),
        Rule::Contains(field, text) => format!("{}.contains({text:?})", name(field)),
        Rule::DoesNotContain(field, text) => format!("!{}.contains({text:?})", name(field)),
        Rule::Is(field, text) => format!("{} == {text:?}", name(field)),
        Rule::Speaks(tag) => format!("(language == {tag:?} || language.startsWith(\"{tag}-\"))"),
    }
}
