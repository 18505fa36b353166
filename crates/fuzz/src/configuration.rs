//! What must hold for any compiled configuration.

use std::sync::LazyLock;

use jsonschema::Validator;
use proactive_config::{Configuration, import as imported, schema};
use proactive_engine::prepare;

static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| {
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&schema())
        .expect("the schema of the project is valid")
});

/// Checks a configuration with its schema, and that reading what is written gives it back.
pub(crate) fn assert_valid(configuration: &Configuration) {
    let json = configuration.to_json();
    let value = serde_json::from_str(&json).expect("a configuration is JSON");
    if let Err(error) = VALIDATOR.validate(&value) {
        panic!("not valid: {error}\n{json}");
    }
    let read = Configuration::from_json(&json).expect("what is written can be read");
    assert_eq!(read, *configuration);
}

/// A document that is read is valid. If it can be imported, its normal form is imported to itself.
pub(crate) fn import(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let Ok(configuration) = Configuration::from_json(&text) else {
        return;
    };
    assert_valid(&configuration);
    // Names that it does not declare are a clear error.
    let _ = prepare(&configuration);
    let Ok(import) = imported(&configuration) else {
        return;
    };
    let again = imported(&import.configuration).expect("a normal form can be imported");
    assert_eq!(again.text(), import.text());
    assert_eq!(again.configuration, import.configuration);
}
