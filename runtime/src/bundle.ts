// The bundle that `proactive build --target web` writes for a channel.
//
// Generated from the Rust types by the tests of `proactive-lsp`: don't edit.

/** What a web page needs to show the messages of a channel. */
export interface Bundle {
  /** The version of this format. */
  readonly version: 1;
  /** The ID of the channel. */
  readonly channel: string;
  /** The hash of the configuration that it was made from. */
  readonly source: string;
  /** The minutes without a page load, an opening, a dismissal or a reply after which a visit is over. */
  readonly gap: number;
  /** Whether upper and lower case differ in URLs and titles. If not, texts are compared by simple case folding, like a regular expression with the flags `iu`. */
  readonly case_sensitive: boolean;
  /** The websites that the channel is on; none if it is on every page. */
  readonly sites: readonly Site[];
  /** The schedules that messages refer to, by position. */
  readonly schedules: readonly Schedule[];
  /** The comparisons that conditions refer to, by position. */
  readonly comparisons: readonly Comparison[];
  /** The messages in the order in which they are due on a page. Of several that are due at the same instant, the first one that passes is shown. */
  readonly messages: readonly Message[];
}

/** A comparison: a field, an operator, and one or more values. `is` and `contains` are true if one of the values fits, `is not` and `does not contain` if none does. */
export type Comparison = readonly ['visitor.url' | 'visitor.title' | 'visitor.history' | 'device.language', 'is' | 'is not' | 'contains' | 'does not contain', ...string[]];

/** A part of a condition: the position of a comparison, or a group. The parts of the outermost group must all be true. Groups alternate: of a group within it, at least one part must be true; of a group within that one, again all. */
export type Condition =
  | number
  | readonly Condition[];

/** A published message. */
export interface Message {
  /** The ID of the message. */
  readonly id: string;
  /** The text that is shown first. */
  readonly text: string;
  /** The language of its texts, a BCP 47 tag, if only devices with that language get it. */
  readonly lang?: string;
  /** What happens when the visitor answers. */
  readonly reply: Reply;
  /** Who gets it: a group of which all parts must be true. */
  readonly when: readonly Condition[];
  /** The seconds after page load at which it is checked. */
  readonly after: number;
  /** How often a visitor gets it. */
  readonly once: Once;
  /** The schedule that must be open when it is checked. */
  readonly open?: number;
  /** The schedules that must all be closed when it is checked. */
  readonly closed?: readonly number[];
  /** The tags of the tickets that the conversation creates. */
  readonly tags?: readonly string[];
}

/** How often a visitor gets a message. 0: every time. 1: not again in a visit in which it was opened, dismissed or answered. 2: not again until the visitor's data is cleared. */
export type Once =
  | 0
  | 1
  | 2;

/** What happens when the visitor answers a message. */
export type Reply =
  | { readonly text: string; readonly ask: readonly ('name' | 'email')[] }
  | { readonly bot: string; readonly name: string; readonly answer: string };

/** The opening hours of a schedule, on the clock of its time zone. */
export interface Schedule {
  /** The ID of the schedule. */
  readonly id: string;
  /** The time zone, an IANA name. */
  readonly zone: string;
  /** The open intervals as minutes of the week, which starts on Monday at 00:00: the first minute, and the first one after it that is not open. They are ordered, and no two touch. */
  readonly open: readonly (readonly [number, number])[];
  /** The first and the last day of each closed period, `YYYY-MM-DD`. They are ordered, and no two touch. */
  readonly closed: readonly (readonly [string, string])[];
}

/** A website. */
export interface Site {
  /** Its address, in which the host can begin with `*.`. It is for people. */
  readonly url: string;
  /** A regular expression that finds a match in exactly the addresses of its pages. */
  readonly pattern: string;
}
