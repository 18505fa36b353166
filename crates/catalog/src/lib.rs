//! The tables of the language and the platform's facts, each written once.
//!
//! The kinds of declarations and blocks ([`declarations`]), the statements of each block
//! ([`statements`]) and what their arguments are ([`arguments`]), the objects, fields and operators
//! of conditions ([`fields`]), the sets of words ([`words`]), the languages ([`languages`]), the
//! names of time zones ([`time_zones`]), the limits ([`limits`]) and what a test assumes
//! ([`test_defaults`]). What people write for these in other languages and tools is in
//! [`aliases`]. The parser, the checker, the
//! compiled configuration, the editor features and the documentation read these tables: a new field
//! or statement is a new row.

/// Defines an enum with `ALL`, the array of its variants, so that no variant is missing there.
macro_rules! listed_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident,)*
        }
    ) => {
        $(#[$meta])*
        pub enum $name {
            $($(#[$variant_meta])* $variant,)*
        }

        impl $name {
            /// All variants.
            pub const ALL: [Self; [$(Self::$variant),*].len()] = [$(Self::$variant),*];
        }
    };
}

pub mod adapters;
pub mod aliases;
pub mod arguments;
pub mod case_folding;
pub mod characters;
pub mod declarations;
mod field_map;
pub mod fields;
mod language_subtags;
pub mod languages;
pub mod limits;
pub mod statements;
pub mod test_defaults;
pub mod time_zones;
pub mod words;

pub use arguments::{Argument, Form, Role, TextRole};
pub use declarations::{
    Block, DECLARATIONS, DeclarationInfo, DeclarationKind, Place, ReferenceKind,
};
pub use field_map::FieldMap;
pub use fields::{FIELDS, Field, FieldInfo, FieldType, Operator};
pub use language_subtags::is_registered_language;
pub use languages::{LANGUAGES, Language};
pub use statements::{
    AccountStatement, AgentReplyStatement, BlockStatement, BotStatement, BrandStatement,
    ChannelStatement, MessageStatement, STATEMENTS, ScheduleStatement, StatementInfo,
    StatementKind, TestStatement,
};
pub use words::{
    Ask, BotStatus, ChannelType, ConversationControl, Day, Event, Frequency, History,
    MessageStatus, ReplyKind, ScheduleKind, Word, WordSet,
};
