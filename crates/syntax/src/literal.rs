//! The notation of values: what a literal means, and how a value is written as one.
//!
//! [`unquote`] reads string literals. [`quote`], [`quote_block`], [`text_block`], [`duration`] and [`comparison`]
//! are the only writers of the notation: every tool that writes or shows source text uses them.

mod escapes;
mod read;
mod write;

pub(crate) use escapes::escape_fix;
pub use read::{is_unterminated, unquote};
pub use write::{bare, comparison, duration, quote, quote_block, text_block};
