//! What a visit to a page is like when nothing else is said: it shows as much as it can.

use proactive_catalog::{MessageStatus, test_defaults};
use proactive_engine::ChannelId;
use proactive_hir::lower::parse_value::WrittenMoment;
use proactive_hir::model::{Moment, Trigger};

use crate::{Simulator, VisitDefaults};

/// The local time at which a page loads if its channel is open then: that of a test.
const USUAL: &str = "2026-01-05 10:00";

impl Simulator<'_> {
    /// The defaults for a visit to the page at `url`, of all channels or only one. The page loads at
    /// a moment at which the first schedule of its channels is open, in its time zone, and the
    /// visitor stays until the last message is due. `now` is the current time in seconds since
    /// 1970-01-01 00:00 UTC.
    #[must_use]
    pub fn visit_defaults(&self, url: &str, channel: Option<&str>, now: i64) -> VisitDefaults {
        let ids = self.model.channel_ids();
        let on_page: Vec<_> = ids
            .filter(|id| {
                let known = &*self.model[*id].id;
                let of_program: Option<ChannelId> = self.program.channel(known);
                channel.is_none_or(|only| only == known)
                    && of_program.is_some_and(|it| self.program.is_on(it, url))
            })
            .collect();
        let messages = self.model.messages.iter();
        let stay = messages
            .filter(|message| {
                message.status == MessageStatus::Published && on_page.contains(&message.channel)
            })
            .map(|message| match message.trigger {
                Trigger::PageView { after_seconds } => after_seconds,
                Trigger::PageLoad => 0,
            })
            .max();
        let mut schedules = on_page
            .iter()
            .flat_map(|channel| &self.model[*channel].business_hours);
        let at = schedules.next().map(|id| {
            let zone = &*self.model[*id].timezone;
            let usual = WrittenMoment::parse(USUAL).and_then(|usual| usual.resolve(0, zone));
            let usual = usual.map_or(test_defaults::START, |moment| moment.unix_seconds);
            let schedule = self.program.schedules().nth(id.index());
            let state = schedule.and_then(|it| self.program.open_state(it, usual));
            let opens = state
                .filter(|state| !state.is_open)
                .and_then(|state| state.until);
            Moment {
                unix_seconds: opens.unwrap_or(usual),
                zone: zone.into(),
            }
        });
        let usual = VisitDefaults::default();
        VisitDefaults {
            at: at.unwrap_or(usual.at),
            stay: stay.unwrap_or(usual.stay),
            now: Some(now),
        }
    }
}
