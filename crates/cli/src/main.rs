//! The `proactive` command.

fn main() {}
