//! Checks that the runtime for web pages decides as the engine does.
//!
//! The core of the runtime is TypeScript: a pure function from a bundle, a state and an event to a
//! state and effects. This crate runs random visits on random configurations in the
//! [engine](proactive_engine) and in the core, and compares after each step which message is shown, and
//! in some visits also why.
//! A difference is shrunk, to fewer messages, comparisons and steps, and reported.
//! `cargo xtask runtime-equal` runs it. [`browser_cases`] are the files of `tests/scenarios` for the
//! whole runtime in a browser, which `cargo xtask runtime` runs. [`random`] is also the input of the engine's own tests.
//!
//! # Protocol
//!
//! The core runs in a Node.js process, `runtime/test/equal.ts`. Each line of its standard input is a
//! [`Case`], and for each line it writes one line to its standard output, in the same order: an
//! [`Answer`]. Both are JSON. The process ends when its input does. It writes nothing else to
//! standard output.
//!
//! A case is
//!
//! ```json
//! {
//!   "bundle": {},
//!   "history": "new",
//!   "steps": [
//!     { "now": 1767607200000, "event": { "type": "page", "url": "https://a.example/", "title": "", "language": "fr" } },
//!     { "now": 1767607230000, "event": { "type": "time", "title": "", "elapsed": 30 } },
//!     { "now": 1767607230000, "event": { "type": "open" } }
//!   ]
//! }
//! ```
//!
//! - `bundle` is a [`Bundle`](proactive_config::web::Bundle); `runtime/src/bundle.ts` has its type.
//! - `history` is that of the first visit. The visitor of the initial state has only this: they are
//!   in no visit, have seen and used nothing, are shown nothing, and are in no conversation. There
//!   is no page yet.
//! - An `event` is one of `runtime/src/model.ts`, and `now` its instant in Unix milliseconds. Instants
//!   are whole seconds and never go back.
//! - Before a `time` event, the process sends the `wake`s that the core asked for on this page and that
//!   lie before the event, in order and as they are asked for, as `time` events with the title of the
//!   step and their own instant. It does not if the step has `"asleep": true`: then the page was asleep
//!   and the one event comes late, but must have the same result. Hours are those at the instant of
//!   the check, so this is only possible in bundles without schedules.
//! - If a step has `stayed`, its state has `why`: the explanation of a visitor who has been on the page
//!   for that number of seconds.
//! - Events may come at any time: `open` when nothing is shown, `time` before the first page and after
//!   a visit. Such an event changes nothing.
//!
//! An answer is `{ "states": [ … ] }` with one state for each step, after that step:
//!
//! ```json
//! { "shown": ["hello"], "message": "hello", "open": true, "conversation": false }
//! ```
//!
//! - `shown`: the IDs in the `show` effects since the last `page` event, in order.
//! - `message`: the ID of the message that the visitor sees now; `null` if there is none, and on a page
//!   that the channel is not on, where what it shows is out of sight.
//! - `open`: whether that message is open; `false` if there is none.
//! - `conversation`: whether a conversation is under way.
//! - `why`: for each message of the bundle, by its ID, the reasons why it was shown on the page or not,
//!   in words. It is only there if the step asks for it.
//!
//! If the core throws, the answer is `{ "error": "…" }`.

mod compare;
mod peer;
mod pools;
mod protocol;
pub mod random;
mod scenarios;
mod simulate;
mod websites;

pub use compare::{Difference, compare};
pub use peer::Peer;
pub use protocol::{Answer, Case, Event, Simulated, Step, WidgetState};
pub use scenarios::{Action, BrowserCase, BrowserStep, Unsuitable, browser_cases};
