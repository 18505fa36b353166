//! What changes for visitors between two workspaces.

mod changes;
mod compare;
mod field_changes;
mod order;

pub use changes::{
    AddedOrRemoved, Change, Diff, ExternalIdOwner, FieldChange, Reordered, ReplyContent, SetChange,
    SetRelation,
};
pub use compare::compare;
