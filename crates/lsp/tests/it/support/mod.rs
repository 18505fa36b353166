//! A server within the test's process, with in-memory files and a client.

mod memory;
mod session;

pub(crate) use memory::Memory;
pub(crate) use session::{Session, document, place, range, uri};

/// A shop with a valid message.
pub(crate) const SHOP: &str = r#"#- /shop/proactive.toml
#- /shop/shop.proactive
brand acme "Acme"

channel web "Web" {
  brand acme
}

segment cart when visitor.url contains "/cart"
#- /shop/hello.proactive
message hello "Hello" {
  text "Need help?"
  channel web
  reply agent {
    text "One moment"
  }
  when cart and visitor.history is new
  after 0m30s on page_view
  frequency once_per_visit
}

test "hello comes" {
  visit "https://example.com/cart" for 1m
  expect hello after 30s
}
"#;

/// The URI of the message, and of the declarations it needs.
pub(crate) const HELLO: &str = "file:///shop/hello.proactive";
pub(crate) const MAIN: &str = "file:///shop/shop.proactive";

/// Returns the text of a file in a fixture.
pub(crate) fn text_of(fixture: &str, path: &str) -> String {
    let fixture = proactive_testing::Fixture::parse(fixture);
    fixture.file(path).expect("a file").text.clone()
}
