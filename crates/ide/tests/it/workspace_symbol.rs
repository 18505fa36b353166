//! Workspace symbols.

use std::fmt::Write as _;

use proactive_ide::workspace_symbol::workspace_symbols;
use proactive_testing::Fixture;

use crate::support::{slice, snapshot};

fn search(query: &str) -> String {
    let snapshot = snapshot(&Fixture::parse(
        r#"#- /account.proactive
account "Cartography" { }
bot aria "Aria" { answer cart "Cart and basket" answer order_status "Where is my order?" }
channel car "Cars" { }

#- /messages.proactive
segment belgian_cart when device.language is nl
message cart_nudge "Nudge" { }
message scarlet_tent { }
message carrot_tray { }
message nudge "The cart" { }
test "An empty cart" { }
"#,
    ));
    let found = workspace_symbols(&snapshot, query, 20);
    let mut drawn = String::new();
    for symbol in found {
        let place = slice(&snapshot, symbol.place.file, symbol.place.range);
        let _ = writeln!(
            drawn,
            "{:?} {} {:?} in {} [{place}]",
            symbol.kind, symbol.name, symbol.title, symbol.container
        );
    }
    drawn
}

#[test]
fn best_match_comes_first() {
    insta::assert_snapshot!(search("Cart"));
}

#[test]
fn empty_query_matches_everything() {
    insta::assert_snapshot!(search(""));
}

#[test]
fn no_match() {
    assert_eq!(search("zebra"), "");
    assert_eq!(search("the cart and more than that"), "");
}

#[test]
fn limit() {
    let snapshot = snapshot(&Fixture::parse("message a { }\nmessage b { }"));
    let found = workspace_symbols(&snapshot, "", 1);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].name, "a");
}
