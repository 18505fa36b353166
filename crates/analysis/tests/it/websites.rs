//! Conditions of messages whose channel has websites, compared with all pages of a small universe.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proactive_analysis::{
    Audiences, Competition, OverlapScope, SetRelation, Visitor, compare, overlaps,
};
use proactive_catalog::{Field, FieldMap, FieldType};
use proactive_diagnostics::{Code, Finding, LabelKind, Problem, Witness};
use proactive_hir::model::Model;
use proactive_hir::{Settings, Workspace};
use proptest::prelude::*;
use proptest::sample::select;

use crate::random_conditions::RandomCondition;
use crate::reference::meets;
use crate::workspaces::{codes, insensitive, message, model, proved, single, workspace};

const WEBSITES: [&str; 10] = [
    "https://a.b/",
    "https://a.b/h",
    "https://a.b/H/",
    "http://a.b/",
    "https://c.a.b/",
    "https://*.a.b/",
    "https://*.a.b/h",
    "https://*.c.a.b/",
    "https://*.a.b:8/h/",
    "https://d.e/",
];

/// The values that addresses are compared with.
const VALUES: [&str; 18] = [
    "https://a.b/",
    "https://a.b/h",
    "https://a.b/h/",
    "https://c.a.b/h",
    "https://d.e/",
    "https://",
    "//c.",
    "//a.b",
    "/c",
    "c.a.b/",
    "x.a.b/h",
    ".b/h",
    "/h",
    "h/",
    "H",
    "?",
    "#",
    "c",
];

fn websites() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::collection::vec(select(WEBSITES.as_slice()), 0..3)
}

fn comparison() -> impl Strategy<Value = RandomCondition> {
    let operator = select(vec![
        "is",
        "is not",
        "contains",
        "contains",
        "does not contain",
    ]);
    let one = proptest::collection::vec(select(VALUES.as_slice()), 1);
    let several = proptest::sample::subsequence(VALUES.to_vec(), 2..=4).prop_shuffle();
    let values = prop_oneof![3 => one, 2 => several];
    let address = (operator, values).prop_map(|(operator, values)| {
        RandomCondition::Comparison(Field::VisitorUrl, operator, values)
    });
    let language = select(vec!["is", "is not"]).prop_map(|operator| {
        RandomCondition::Comparison(Field::DeviceLanguage, operator, vec!["fr"])
    });
    prop_oneof![6 => address, 1 => language]
}

fn condition() -> impl Strategy<Value = RandomCondition> {
    comparison().prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            3 => proptest::collection::vec(inner.clone(), 2..4).prop_map(RandomCondition::And),
            3 => proptest::collection::vec(inner.clone(), 2..4).prop_map(RandomCondition::Or),
            1 => inner.prop_map(|part| RandomCondition::Not(Box::new(part))),
        ]
    })
}

/// Whether a page is on a website, by the parts of their addresses.
fn covers(website: &str, page: &str) -> bool {
    let split = |address: &str| -> Option<(String, String, String)> {
        let (scheme, rest) = address.split_once("://")?;
        let at = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, rest) = rest.split_at(at);
        let path = rest.split(['?', '#']).next()?;
        Some((scheme.to_owned(), host.to_owned(), path.to_owned()))
    };
    let Some((scheme, host, path)) = split(page) else {
        return false;
    };
    let website = split(website).unwrap();
    let is_host = match website.1.strip_prefix("*.") {
        None => host == website.1,
        Some(domain) => {
            let subdomain = host.strip_suffix(&format!(".{domain}"));
            subdomain.is_some_and(|it| !it.is_empty() && !it.contains(['@', ':']))
        }
    };
    let below = format!("{}/", website.2.trim_end_matches('/'));
    scheme == website.0 && is_host && (path == website.2 || path.starts_with(&below))
}

fn is_on(websites: &[&str], page: &str) -> bool {
    websites.is_empty() || websites.iter().any(|website| covers(website, page))
}

/// Addresses that differ in what they are and contain, and in the websites that they are on.
static ADDRESSES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut hosts = Vec::new();
    for subdomain in [
        "", "c.", "x.", "c.c.", "xc.", "~.", "c~x.", "x~.", "c~.", "~x.c.",
    ] {
        for port in ["", ":8"] {
            hosts.push(format!("https://{subdomain}a.b{port}"));
        }
    }
    hosts.extend(["http://a.b", "https://d.e", "~", "https://a.b.d.e"].map(str::to_owned));
    let mut addresses: Vec<String> = Vec::new();
    for host in &hosts {
        for path in ["", "/", "/h", "/H", "/h/", "/H/", "/hc", "/x"] {
            for tail in ["", "?", "#", "/", "?#", "h/"] {
                addresses.push(format!("{host}{path}{tail}"));
            }
        }
    }
    addresses.extend(VALUES.map(str::to_owned));
    addresses.extend(VALUES.map(str::to_lowercase));
    // Everything that values can add, separated so that nothing else comes with it.
    let starts: Vec<String> = addresses.clone();
    let mut seen = BTreeSet::new();
    let mut level: Vec<String> = addresses;
    let mut found: Vec<String> = Vec::new();
    for _ in 0..5 {
        let mut next = Vec::new();
        for address in level {
            let key: Vec<bool> = VALUES
                .iter()
                .flat_map(|value| [address == *value, address.contains(value)])
                .chain(
                    VALUES
                        .iter()
                        .map(|value| address.to_lowercase().contains(&value.to_lowercase())),
                )
                .chain(WEBSITES.iter().map(|website| covers(website, &address)))
                .collect();
            let is_start = starts.contains(&address);
            if seen.insert(key) || is_start {
                next.extend(VALUES.iter().map(|value| format!("{address}~{value}~")));
                found.push(address);
            }
        }
        level = next.into_iter().filter(|it| it.len() < 90).collect();
    }
    found
});

fn visitors(websites: &[&str]) -> Vec<Visitor> {
    let pages = ADDRESSES.iter().filter(|page| is_on(websites, page));
    pages.flat_map(|page| visitors_of(page)).collect()
}

fn visitors_of(page: &str) -> [Visitor; 2] {
    ["fr", "en"].map(|language| Visitor {
        values: FieldMap::from_fn(|field| match field.info().ty {
            FieldType::Text if field == Field::VisitorUrl => page.into(),
            FieldType::Text => "".into(),
            FieldType::History => field.words()[0].into(),
            FieldType::Language => language.into(),
        }),
        moment: None,
    })
}

fn text(websites: &[&str], messages: &[String]) -> String {
    let quoted: Vec<String> = websites.iter().map(|it| format!("\"{it}\"")).collect();
    let statement = match websites {
        [] => String::new(),
        _ => format!("website {}", quoted.join(", ")),
    };
    let messages: String = messages.concat();
    format!("brand acme\nchannel web {{ brand acme {statement} }}\n{messages}")
}

fn of(websites: &[&str], conditions: &[&RandomCondition], case: bool) -> Workspace {
    let settings = if case {
        Settings::default()
    } else {
        insensitive()
    };
    let messages = conditions.iter().enumerate();
    let messages: Vec<String> = messages
        .map(|(at, condition)| message(&format!("m{at}"), &condition.text(), ""))
        .collect();
    workspace(settings, &[("main.proactive", &text(websites, &messages))])
}

fn gets(model: &Model, at: usize, visitor: &Visitor) -> bool {
    let condition = model.messages[at].condition.as_ref();
    condition.is_none_or(|condition| meets(model, condition, visitor))
}

fn audience(model: &Model, at: usize, visitors: &[Visitor]) -> Vec<bool> {
    let visitors = visitors.iter();
    visitors.map(|visitor| gets(model, at, visitor)).collect()
}

fn page(witness: &Witness) -> &str {
    &witness.values[Field::VisitorUrl]
}

fn witness_of(finding: &Finding) -> Option<&Witness> {
    match &finding.problem {
        Problem::NeverMatches { witness, .. }
        | Problem::AlwaysMatches { witness, .. }
        | Problem::RedundantCondition { witness, .. }
        | Problem::NegativesJoinedByOr { witness, .. } => witness.as_deref(),
        Problem::ShadowedMessage { witness, .. } | Problem::DuplicateMessage { witness, .. } => {
            Some(witness)
        }
        problem => panic!("{problem:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lints_are_true_and_complete_on_websites(
        websites in websites(),
        written in condition(),
        case in any::<bool>(),
    ) {
        let workspace = of(&websites, &[&written], case);
        let model = model(&workspace);
        let visitors = visitors(&websites);
        let audience = audience(&model, 0, &visitors);
        let found = proved(&workspace);
        let codes = codes(&found);
        let text = written.text();
        prop_assert_eq!(
            codes.contains(&Code::NeverMatches), !audience.contains(&true), "never: {}", text
        );
        prop_assert_eq!(
            codes.contains(&Code::AlwaysMatches), !audience.contains(&false), "always: {}", text
        );
        let idle = codes.contains(&Code::RedundantCondition);
        if audience.contains(&true) && audience.contains(&false) {
            let droppable = written.without_a_part().into_iter().any(|smaller| {
                let smaller = crate::workspaces::model(&of(&websites, &[&smaller], case));
                self::audience(&smaller, 0, &visitors) == audience
            });
            let is_told_otherwise = codes.contains(&Code::NegativesJoinedByOr);
            prop_assert!(!idle || droppable, "redundant: {}", text);
            prop_assert!(idle || is_told_otherwise || !droppable, "not redundant: {}", text);
        }
        for finding in &found {
            if let Some(witness) = witness_of(finding) {
                prop_assert!(is_on(&websites, page(witness)), "{:?}", finding);
            }
            // What is claimed of the websites alone is not true elsewhere.
            let names_websites = finding
                .labels
                .iter()
                .any(|label| matches!(label.kind, LabelKind::OnlyOnWebsites { .. }));
            let elsewhere = proved(&of(&[], &[&written], case));
            let is_same = |other: &Finding| other.code() == finding.code()
                && match (&other.problem, &finding.problem) {
                    (
                        Problem::RedundantCondition { part: one, .. },
                        Problem::RedundantCondition { part: other, .. },
                    ) => one == other,
                    _ => true,
                };
            let is_known = elsewhere.iter().any(is_same);
            prop_assert!(names_websites || is_known, "{:?}", finding);
        }
        let rules = Audiences::of_model(&model);
        let example = rules.example(model.message_ids().next().unwrap());
        prop_assert_eq!(example.is_some(), audience.contains(&true));
        if let Some(example) = example {
            prop_assert!(is_on(&websites, &example.values[Field::VisitorUrl]), "{:?}", example);
            prop_assert!(gets(&model, 0, &example));
        }
    }

    #[test]
    fn messages_are_compared_on_websites(
        websites in websites(),
        first in condition(),
        second in condition(),
        case in any::<bool>(),
    ) {
        let workspace = of(&websites, &[&first, &second], case);
        let model = model(&workspace);
        let visitors = visitors(&websites);
        let (one, other) = (audience(&model, 0, &visitors), audience(&model, 1, &visitors));
        let found = overlaps(&model);
        let both = one.iter().zip(&other).any(|(one, other)| *one && *other);
        prop_assert_eq!(found.len(), usize::from(both), "{} and {}", first.text(), second.text());
        for overlap in &found {
            let page = &overlap.visitor.values[Field::VisitorUrl];
            prop_assert!(is_on(&websites, page), "{page}");
            prop_assert!(gets(&model, 0, &overlap.visitor) && gets(&model, 1, &overlap.visitor));
        }
        let includes = one.iter().zip(&other).all(|(one, other)| *one || !other);
        let shadowed = proved(&workspace).into_iter().find(|finding| {
            matches!(finding.code(), Code::ShadowedMessage | Code::DuplicateMessage)
        });
        prop_assert_eq!(shadowed.is_some(), includes && other.contains(&true));
        if let Some(finding) = shadowed {
            prop_assert!(is_on(&websites, page(witness_of(&finding).unwrap())));
        }
    }

    #[test]
    fn messages_are_compared_on_one_page(
        websites in websites(),
        first in condition(),
        second in condition(),
        page in select(ADDRESSES.as_slice()),
        case in any::<bool>(),
    ) {
        let model = model(&of(&websites, &[&first, &second], case));
        let here = match is_on(&websites, &page) {
            true => visitors_of(&page).to_vec(),
            false => Vec::new(),
        };
        let (one, other) = (audience(&model, 0, &here), audience(&model, 1, &here));
        let scope = OverlapScope { page: Some(&page), as_published: &[] };
        let competition = Competition::new(&model, scope);
        let found = competition.overlaps();
        let channels = model.channel_ids();
        let shown = channels.flat_map(|channel| competition.messages(channel));
        let shown: Vec<usize> = shown.map(|message| message.index()).collect();
        let expected = [&one, &other].into_iter().enumerate();
        let expected: Vec<usize> =
            expected.filter(|(_, gets)| gets.contains(&true)).map(|(at, _)| at).collect();
        prop_assert_eq!(shown, expected);
        let both = one.iter().zip(&other).any(|(one, other)| *one && *other);
        prop_assert_eq!(found.len(), usize::from(both));
        for overlap in &found {
            prop_assert_eq!(&*overlap.visitor.values[Field::VisitorUrl], &*page);
            prop_assert!(gets(&model, 0, &overlap.visitor) && gets(&model, 1, &overlap.visitor));
        }
    }

    #[test]
    fn changes_of_websites_are_compared(
        before in (websites(), condition()),
        now in (websites(), condition()),
        same in any::<bool>(),
    ) {
        let written = if same { &before.1 } else { &now.1 };
        let (old, new) = (of(&before.0, &[&before.1], true), of(&now.0, &[written], true));
        let (old, new) = (model(&old), model(&new));
        let all = visitors(&[]);
        let gets_it = |model: &Model, websites: &[&str], visitor: &Visitor| {
            is_on(websites, &visitor.values[Field::VisitorUrl]) && gets(model, 0, visitor)
        };
        let gets_both = |visitor: &Visitor| {
            (gets_it(&old, &before.0, visitor), gets_it(&new, &now.0, visitor))
        };
        let seen: BTreeSet<(bool, bool)> = all.iter().map(gets_both).collect();
        let changes = compare(&old, &new);
        let expected = match (seen.contains(&(false, true)), seen.contains(&(true, false))) {
            (false, false) => SetRelation::Equal,
            (true, false) => SetRelation::Wider,
            (false, true) => SetRelation::Narrower,
            (true, true) => SetRelation::Other,
        };
        let audience = changes.changed.first().map(|change| &change.audience);
        let relation = audience.map_or(SetRelation::Equal, |audience| audience.relation);
        prop_assert_eq!(relation, expected, "{} and {}", before.1.text(), written.text());
        if let Some(audience) = audience {
            if let Some(visitor) = &audience.newly_in {
                prop_assert_eq!(gets_both(visitor), (false, true), "{:?}", visitor);
            }
            if let Some(visitor) = &audience.newly_out {
                prop_assert_eq!(gets_both(visitor), (true, false), "{:?}", visitor);
            }
        }
    }
}

#[test]
fn websites_decide_what_is_redundant_and_never_matches() {
    let lints = |websites: &[&str], condition: &str| {
        let text = text(websites, &[message("m", condition, "")]);
        codes(&proved(&single(&text)))
    };
    let acme: &[&str] = &["https://www.acme.fr", "https://acme.example/help"];
    let elsewhere = r#"visitor.url is "https://elsewhere.example/""#;
    assert_eq!(lints(acme, elsewhere), [Code::NeverMatches]);
    assert_eq!(lints(&[], elsewhere), []);
    let there = r#"visitor.url contains "https://www.acme.fr/" and visitor.history is new"#;
    assert_eq!(lints(&acme[..1], there), [Code::RedundantCondition]);
    assert_eq!(lints(acme, there), []);
    let host = r#"visitor.url does not contain "https://""#;
    assert_eq!(lints(acme, host), [Code::NeverMatches]);
    let always = r#"visitor.url contains any of ["https://www.acme.fr/", "acme.example/help"]"#;
    assert_eq!(lints(acme, always), [Code::AlwaysMatches]);
}

/// What an address must contain has to fit around and into the subdomain, if nothing may follow.
#[test]
fn values_fit_into_a_subdomain() {
    let is_never = |required: &[&str]| {
        let required = required
            .iter()
            .map(|it| format!(" and visitor.url contains \"{it}\""));
        let condition = format!(
            "visitor.url does not contain any of [\"?\", \"#\", \"h/\"]{}",
            required.collect::<String>()
        );
        let text = text(&["https://*.a.b/h"], &[message("m", &condition, "")]);
        let found = proved(&single(&text));
        found
            .iter()
            .any(|finding| finding.code() == Code::NeverMatches)
    };
    assert!(!is_never(&["//c."]));
    assert!(!is_never(&["//c.", "x.a.b/h", "y"]));
    assert!(!is_never(&["//c.a.b/h"]));
    assert!(!is_never(&["//c.a.b/h", "c.a"]));
    assert!(is_never(&["//c.", "//d."]));
    assert!(is_never(&["x.a.b/h", "y.a.b/h"]));
    assert!(is_never(&["//c.a.b/h", "x"]));
    assert!(!is_never(&["/x"]));
    assert!(is_never(&["/x/"]));
    assert!(is_never(&["//.a.b/h"]));
}
