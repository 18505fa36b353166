//! The `proactive` command.
