//! The task: 140 rules of eight comparisons each, and 256 page events.

use serde::Serialize;

/// Rules and events in a form that all engines read.
#[derive(Serialize)]
pub struct Contest {
    pub rules: Vec<Rule>,
    pub events: Vec<Event>,
}

/// A condition.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    All(Vec<Rule>),
    Any(Vec<Rule>),
    /// The field contains the text.
    Contains(Field, String),
    DoesNotContain(Field, String),
    Is(Field, String),
    /// The language is this one, or starts with it and `-`.
    Speaks(String),
}

#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Url,
    Title,
    History,
}

/// A page that loads.
#[derive(Serialize)]
pub struct Event {
    pub url: String,
    pub title: String,
    pub language: String,
    pub history: String,
}

impl Event {
    pub fn is_new(&self) -> bool {
        self.history == "new"
    }
}

impl Contest {
    pub fn new() -> Self {
        Self {
            rules: (0..140).map(rule).collect(),
            events: (0..256).map(event).collect(),
        }
    }
}

/// Requires one of two categories, one of two languages, and so on.
fn rule(number: usize) -> Rule {
    let language = |at: usize| Rule::Speaks(["fr", "nl", "de", "en"][at % 4].to_owned());
    Rule::All(vec![
        Rule::Any(vec![
            Rule::Contains(Field::Url, format!("/category-{}/", number % 47)),
            Rule::Contains(Field::Url, format!("/product-{number}?")),
        ]),
        Rule::DoesNotContain(Field::Url, "/checkout".to_owned()),
        Rule::DoesNotContain(Field::Url, format!("/legal-{}", number % 13)),
        Rule::Any(vec![language(number), language(number / 4 + 1)]),
        Rule::Is(Field::History, ["new", "returning"][number % 2].to_owned()),
        Rule::DoesNotContain(Field::Title, format!("Sold out {}", number % 13)),
    ])
}

fn event(number: usize) -> Event {
    let category = number * 7 % 64;
    let product = number * 11 % 200;
    Event {
        url: format!(
            "https://www.acme.example/fr-be/category-{category}/product-{product}?ref=home"
        ),
        title: match number % 5 {
            0 => format!("Sold out {}", number % 13),
            _ => format!("Product {product}"),
        },
        language: ["fr-BE", "nl", "en-GB", "it"][number / 3 % 4].to_owned(),
        history: ["new", "returning"][number / 2 % 2].to_owned(),
    }
}
