//! What changes for visitors between two workspaces.

mod causes;
mod changes;
mod compare;
mod comparer;
mod field_changes;
mod order;
mod takeovers;

pub use changes::{
    AddedOrRemoved, Cause, Change, Diff, ExternalIdOwner, FieldChange, Reordered, ReplyContent,
    SetChange, SetRelation, SharedChange, SharedKind, Takeover, TakeoverOrigin, Takeovers,
};
pub use compare::compare;
