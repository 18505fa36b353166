//! Fields by their paths.

use proactive_catalog::Field;

/// The field with a path such as `visitor.url`.
pub(in crate::repair) fn find_field(path: &str) -> Option<Field> {
    let (object, name) = path.split_once('.')?;
    Field::find(object, name)
}
