//! What changes for visitors between two workspaces.

mod changes;
mod compare;
mod comparer;
mod field_changes;
mod order;
mod takeovers;

pub use changes::{
    AddedOrRemoved, Change, Diff, ExternalIdOwner, FieldChange, Reordered, ReplyContent, SetChange,
    SetRelation, Takeover, TakeoverOrigin, Takeovers,
};
pub use compare::compare;
