//! Generated input for other tools, similar to our messages.

use std::fmt::Write as _;

/// A Python file of `bytes` bytes, rounded up to a whole function, in which `ruff check` finds no
/// problems.
#[must_use]
pub fn python(bytes: usize) -> String {
    let mut text = String::from(
        "\"\"\"Rules for proactive messages.\"\"\"\n\n\
         from rules import Device, Reply, Visitor, agent, bot\n",
    );
    let mut number = 0;
    while text.len() < bytes {
        let language = ["fr", "nl", "de", "it", "es"]
            .get(number % 5)
            .unwrap_or(&"");
        let _ = write!(
            text,
            "\n\ndef offer_{number:06}(visitor: Visitor, device: Device) -> Reply | None:\n    \
             \"\"\"Livraison offerte, offer {number}.\"\"\"\n    \
             if any(part in visitor.url for part in (\"/panier/{number}\", \"/checkout/{number}\")) and (\n        \
             device.language == \"{language}\" or visitor.title != \"My orders {number}\"\n    ):\n        "
        );
        text.push_str(if number.is_multiple_of(3) {
            "return bot(\"aria\", answer=\"order_status\", after=30, tags=[\"cart\"])\n"
        } else {
            "return agent(\"Je vous mets en relation.\", ask=[\"name\", \"email\"], after=45)\n"
        });
        text.push_str("    return None\n");
        number += 1;
    }
    text
}

/// `number` policies in the notation of Cedar.
#[must_use]
pub fn cedar_policies(number: usize) -> String {
    let mut text = String::new();
    for number in 0..number {
        let language = ["fr", "nl", "de", "it", "es"]
            .get(number % 5)
            .unwrap_or(&"");
        let _ = write!(
            text,
            "@id(\"offer_{number:06}\")\n@text(\"Livraison offerte dès 40 € — besoin d'aide ?\")\n\
             @frequency(\"once_per_visit\")\n\
             permit (\n  principal,\n  action == Action::\"page_view\",\n  resource == Channel::\"acme_web\"\n)\n\
             when {{\n  (context.url like \"*/panier/{number}*\" || context.url like \"*/checkout/{number}*\")\n  \
             && (context.language == \"{language}\" || context.title != \"My orders {number}\")\n  \
             && principal.history == \"new\"\n}};\n\n"
        );
    }
    text
}

/// The Cedar schema of the policies.
#[must_use]
pub fn cedar_schema() -> &'static str {
    "entity Visitor = { history: String };\n\
     entity Channel;\n\
     action page_view appliesTo {\n  principal: [Visitor],\n  resource: [Channel],\n  \
     context: { url: String, title: String, language: String }\n};\n"
}
