//! Declarations, identified by their position in the configuration.

use proactive_config::json;

use crate::program::Program;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident => $list:ident: $of:ty;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The declaration at `index` of its list. No list is long enough to overflow.
            pub(crate) fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// Its index in its list in the configuration.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl std::ops::Index<$name> for Program {
            type Output = $of;

            /// The declaration in the configuration. The ID must belong to this program.
            #[allow(clippy::indexing_slicing, reason = "places are made with the list they index")]
            fn index(&self, id: $name) -> &$of {
                &self.configuration().$list[id.index()]
            }
        }
    )*};
}

ids! {
    /// A message of a [`Program`], ordered as in the configuration.
    MessageId => messages: json::Message;
    /// A channel of a [`Program`].
    ChannelId => channels: json::Channel;
    /// A schedule of a [`Program`].
    ScheduleId => schedules: json::Schedule;
}
