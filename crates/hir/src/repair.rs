//! What an author meant by a statement with errors.

#[allow(
    dead_code,
    unused_imports,
    reason = "the readers come before what uses them"
)]
pub(crate) mod read;
