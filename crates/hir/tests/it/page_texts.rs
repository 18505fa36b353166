//! Values that some page has are not reported: pieces of addresses as the `url` crate writes them, and
//! of titles as browsers show them.

use proactive_diagnostics::{Finding, Impossible, Problem};
use proactive_hir::Settings;
use proactive_syntax::literal::quote;
use proptest::prelude::*;
use url::Url;

use crate::workspaces::Files;

/// The findings for conditions on one field, each in a segment of its own.
fn findings(conditions: &[String]) -> Vec<Finding> {
    let segments: String = conditions
        .iter()
        .enumerate()
        .map(|(number, condition)| format!("segment s{number} when {condition}\n"))
        .collect();
    let files = Files {
        name: String::new(),
        files: vec![("main.proactive".into(), segments)],
        settings: Settings::default(),
    };
    let findings = files.findings().into_iter();
    findings
        .filter(|finding| !matches!(finding.problem, Problem::UnusedDeclaration { .. }))
        .collect()
}

fn of_address(operator: &str, values: &[&str]) -> Vec<Finding> {
    let conditions: Vec<String> = values
        .iter()
        .map(|value| format!("visitor.url {operator} {}", quote(value)))
        .collect();
    findings(&conditions)
}

/// Whether a finding is about the form of a text, which an address may have all the same.
fn is_by_form(problem: &Problem) -> bool {
    match problem {
        Problem::PatternInValue { .. } | Problem::WildcardInValue { .. } => true,
        Problem::ImpossibleValue { why, .. } => match why {
            Impossible::Entity { .. }
            | Impossible::Tags
            | Impossible::Link
            | Impossible::Enclosed
            | Impossible::WordsAround
            | Impossible::List
            | Impossible::TextFragment
            | Impossible::ViewSource
            | Impossible::Scheme
            | Impossible::Breadcrumb
            | Impossible::Cut
            | Impossible::Punctuation { .. }
            | Impossible::Backslash
            | Impossible::PercentEncoded
            | Impossible::AddressInTitle => true,
            Impossible::OuterSpace
            | Impossible::InnerSpace
            | Impossible::Decomposed { .. }
            | Impossible::DefaultPort { .. }
            | Impossible::BrowserName { .. }
            | Impossible::WrittenDifferently { .. } => false,
        },
        _ => false,
    }
}

/// An address with whatever characters may be in one.
fn wild_address() -> impl Strategy<Value = String> {
    let host = "(www\\.)?([A-Za-zéü]{1,6}[.-]){0,2}[a-zA-Zß]{1,5}(\\.(example|com|fr|shop))?|10\\.0\\.0\\.1|\\[::1\\]";
    let port = "(:(80|443|8080|4433|))?";
    let rest = "(/[ -~é€\u{301}\u{A0}]{0,12}){0,3}";
    let query = "(\\?[ -\"$-~ü]{0,16})?";
    let fragment = "(#[ -~ü]{0,12})?";
    let pattern = format!("(https?|HTTPS)://({host}){port}{rest}{query}{fragment}");
    proptest::string::string_regex(&pattern)
        .expect("a regular expression")
        .prop_filter_map("not an address", |text| Url::parse(&text).ok())
        .prop_map(String::from)
}

/// An address as shops have them.
fn ordinary_address() -> impl Strategy<Value = String> {
    let segment = "[a-zA-Z0-9_~-]{1,8}(%C3%A9|%20|\\.html|\\.php)?";
    let parameter = "[a-z_]{1,6}=([A-Za-z0-9+_-]|%D0%B9|%d0%b9){0,3}";
    let pattern = format!(
        "https?://(www\\.|shop\\.)?[a-z]{{2,6}}\\.(example|com|fr)(:8080)?(/{segment}){{0,4}}/?\
         (\\?{parameter}(&{parameter}){{0,2}})?(#[a-z-]{{0,6}})?"
    );
    proptest::string::string_regex(&pattern)
        .expect("a regular expression")
        .prop_filter_map("not an address", |text| Url::parse(&text).ok())
        .prop_map(String::from)
}

/// An address and pieces of it.
fn pieces(address: impl Strategy<Value = String>) -> impl Strategy<Value = (String, Vec<String>)> {
    let cuts = proptest::collection::vec(
        (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
        12,
    );
    (address, cuts).prop_map(|(address, cuts)| {
        let pieces = cuts.into_iter().map(|(from, to)| {
            let (from, to) = (from.index(address.len()), to.index(address.len()));
            address[from.min(to)..=from.max(to)].to_owned()
        });
        let pieces: Vec<String> = pieces.filter(|piece| !piece.trim().is_empty()).collect();
        (address, pieces)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn beginnings_of_addresses_are_quiet((address, _) in pieces(wild_address()), at in any::<prop::sample::Index>()) {
        let beginning = &address[..=at.index(address.len())];
        for finding in of_address("contains", &[beginning, &address]) {
            prop_assert!(is_by_form(&finding.problem), "{address}: {finding:?}");
        }
        for finding in of_address("is", &[&address]) {
            prop_assert!(is_by_form(&finding.problem), "{address}: {finding:?}");
        }
    }

    #[test]
    fn pieces_of_addresses_are_quiet((address, pieces) in pieces(wild_address())) {
        for piece in &pieces {
            // A piece of a path may look like a host, one of a fragment like a query.
            let head = piece.split(['/', '?', '#', ':']).next().unwrap_or_default();
            let is_read = piece.starts_with("//")
                || head.contains('.')
                || piece.contains('?') && piece.contains('\'');
            let found = of_address("contains", &[piece]);
            for finding in found {
                prop_assert!(is_read || is_by_form(&finding.problem), "{address}: {finding:?}");
            }
        }
    }

    #[test]
    fn pieces_of_ordinary_addresses_have_no_finding((address, pieces) in pieces(ordinary_address())) {
        // A percent sign at the end is read as a pattern, `/cart%`.
        let whole = |piece: &&str| !piece.ends_with('%');
        let pieces: Vec<&str> = pieces.iter().map(String::as_str).filter(whole).collect();
        let found = of_address("contains", &pieces);
        prop_assert!(found.is_empty(), "{address}: {found:#?}");
        let found = of_address("is", &[&address]);
        prop_assert!(found.is_empty(), "{address}: {found:#?}");
    }

    #[test]
    fn pieces_of_titles_have_no_finding(
        title in "[A-Za-zéü0-9'’&%$!?|,.:€\\-–() 👋]{1,24}",
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
    ) {
        // As `document.title` has it.
        let words: Vec<&str> = title.split_ascii_whitespace().collect();
        let title = words.join(" ");
        prop_assume!(!title.is_empty());
        let characters: Vec<char> = title.chars().collect();
        let (from, to) = (from.index(characters.len()), to.index(characters.len()));
        let piece: String = characters[from.min(to)..=from.max(to)].iter().collect();
        prop_assume!(!piece.trim().is_empty());
        let found = findings(&[
            format!("visitor.title is {}", quote(&title)),
            format!("visitor.title contains {}", quote(&piece)),
        ]);
        for finding in found {
            prop_assert!(is_by_form(&finding.problem), "{finding:?}");
        }
    }
}
