//! The requests, a file each: convert what is asked, ask, convert the answer.

pub(crate) mod definition;
pub(crate) mod diagnostic;
pub(crate) mod workspace_diagnostic;
