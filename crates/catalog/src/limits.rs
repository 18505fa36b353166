//! Numbers that the language and the platform set.

/// The longest duration: 1440 minutes, in seconds.
pub const MAX_DURATION_SECONDS: u32 = 1440 * 60;

/// The longest tag, in characters (Unicode code points).
pub const MAX_TAG_CHARACTERS: usize = 255;

/// How deep parentheses and `not` can nest in the text, counted together.
pub const MAX_TEXT_NESTING: usize = 64;

/// How deep the groups of a condition can nest, with its segments expanded.
pub const MAX_GROUP_NESTING: usize = 32;

/// The maximum number of comparisons in a condition, with its segments expanded.
pub const MAX_COMPARISONS: u64 = 10_000;

/// The largest file that is read, in bytes.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// The default of `[limits] messages`: the number of messages in a workspace.
pub const DEFAULT_MESSAGES: u64 = 140;

/// The default of `[limits] text`: the number of characters in a text.
pub const DEFAULT_TEXT_CHARACTERS: u64 = 500;

/// The default of `[web] visit_gap_minutes`.
pub const DEFAULT_VISIT_GAP_MINUTES: u16 = 30;

/// The largest `[web] visit_gap_minutes`: a day.
pub const MAX_VISIT_GAP_MINUTES: u16 = 24 * 60;
