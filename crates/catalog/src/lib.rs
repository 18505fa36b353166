//! The platform's facts, each written once.
//!
//! What objects, fields, operators and values there are ([`fields`]), which statements stand in
//! which block ([`statements`]), which words an enumeration knows ([`words`]), which languages
//! ([`languages`]), which limits ([`limits`]) and what a test assumes ([`test_defaults`]). The checker, the compiled configuration, the
//! editor features and the documentation are all driven by these tables: a new field is a new row.

pub mod arguments;
pub mod case_folding;
pub mod characters;
pub mod declarations;
mod field_map;
pub mod fields;
pub mod languages;
pub mod limits;
pub mod statements;
pub mod test_defaults;
pub mod words;

pub use arguments::{Argument, Form, Role, TextRole, WordSet};
pub use declarations::{
    Block, DECLARATIONS, DeclarationInfo, DeclarationKind, Place, ReferenceKind,
};
pub use field_map::FieldMap;
pub use fields::{FIELDS, Field, FieldInfo, FieldType, Operator};
pub use languages::{LANGUAGES, Language};
pub use statements::{
    AccountStatement, AgentReplyStatement, BlockStatement, BotStatement, BrandStatement,
    ChannelStatement, MessageStatement, STATEMENTS, ScheduleStatement, StatementInfo,
    StatementKind, TestStatement,
};
pub use words::{
    Ask, BotStatus, ChannelType, ConversationControl, Day, Event, Frequency, History,
    MessageStatus, ScheduleKind, Word,
};
