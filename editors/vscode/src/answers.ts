// What the server answers to the requests of `docs/reference/editor-protocol.md`.
//
// Generated from the Rust types by the tests of `proactive-lsp`: don't edit.

/** A brand and the messages of its channels. */
export interface BrandMessages {
  readonly brand: Named | null;
  /** Where the brand is declared. */
  readonly location: Place | null;
  /** The channels in source order; last, one that is null for messages without a channel. */
  readonly channels: readonly ChannelMessages[];
}

/** A channel and its messages. */
export interface ChannelMessages {
  readonly channel: Named | null;
  /** Where the channel is declared. */
  readonly location: Place | null;
  readonly websites: readonly string[];
  /**
   * The messages in the order in which they are due. Of two that a visitor could get, the first
   * comes first.
   */
  readonly messages: readonly MessageItem[];
}

/** What the tests cover of a comparison. */
export interface ComparisonCoverage {
  /**
   * The comparison in the notation of the language, as it is written there; for a list of values
   * that are compared one by one, with one of them.
   */
  readonly condition: string;
  /** Where it is written, in a message or a segment. */
  readonly location: Place;
  /** The IDs of the messages whose conditions have it, in the order of the configuration. */
  readonly messages: readonly string[];
  /** Whether a test saw it true where that decides. */
  readonly seenTrue: boolean;
  /** Whether a test saw it false where that decides. */
  readonly seenFalse: boolean;
}

/** The compiled JSON, serialised. */
export interface Compiled {
  readonly json: string;
}

/** What the tests of a workspace cover. */
export interface CoverageReport {
  /** The published messages, in the order of the configuration. */
  readonly messages: readonly MessageCoverage[];
  /**
   * The comparisons of their conditions, message by message in reading order. One in a segment
   * is there once, however many messages use the segment.
   */
  readonly comparisons: readonly ComparisonCoverage[];
}

/** A visitor who gets a message, in the notation of `proactive/simulate`. */
export interface ExampleVisitor {
  readonly url: string;
  readonly title: string;
  /** A BCP 47 tag. */
  readonly language: string;
  readonly history: 'new' | 'returning';
  /**
   * When the page loads, such as `2026-03-16 10:00 Europe/Paris`; null if the moment does not
   * matter.
   */
  readonly at: string | null;
}

/** At which hours the message appears. */
export type Hours =
  | { readonly kind: 'anytime' }
  | { readonly kind: 'inside'; readonly schedules: readonly Named[] }
  | { readonly kind: 'outside'; readonly schedules: readonly Named[] };

/** A declaration that is left out because of errors. */
export interface LeftOut {
  /** Its ID; null if it has none. */
  readonly name: string | null;
  readonly location: Place;
}

/** What the tests cover of a message. */
export interface MessageCoverage {
  /** The ID of the message. */
  readonly message: string;
  /** Where the message is declared. */
  readonly location: Place;
  /** Whether a test expects it, and it is shown. */
  readonly shown: boolean;
  /** Whether a test expects it not to be shown when it is due, and it is not. */
  readonly heldBack: boolean;
}

/** A message of a channel. */
export interface MessageItem {
  readonly message: Named;
  /** Where the message is declared: its name. */
  readonly location: Place;
  /** The whole declaration. */
  readonly declaration: Place;
  readonly trigger: Trigger | null;
  readonly status: 'published' | 'paused' | 'draft' | null;
  /** The rule in a few plain sentences, with code in backticks. */
  readonly summary: readonly string[];
}

/** A declaration. */
export interface Named {
  readonly id: string;
  /** Its title, or its ID if it has no title. */
  readonly name: string;
}

/** How near a message was to being shown. The nearest come first. */
export type Nearness =
  | 'keptBack'
  | 'oneComparison'
  | 'otherPage'
  | 'far';

/** A message that does not appear. */
export interface NotShown {
  /** The ID of the message. */
  readonly message: string;
  /** The title of the message, or its ID if it has no title. */
  readonly name: string;
  /** Where the message is declared. */
  readonly location: Place;
  /** The ID of the channel on which it is published. */
  readonly channel: string;
  /** Seconds from the load of the page until the message is due. */
  readonly afterSeconds: number;
  /** Whether the message would have appeared if the visitor had stayed longer. */
  readonly onlyTooEarly: boolean;
  /** Whether its channel is not on the page, so that nothing was checked. */
  readonly offPage: boolean;
  /** How near it was to appearing. */
  readonly nearness: Nearness;
  /** Why it does not appear; never empty. */
  readonly reasons: readonly Reason[];
}

/** A place in a file, as the protocol's `Location`. */
export interface Place {
  readonly uri: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number }; readonly end: { readonly line: number; readonly character: number } };
}

/** What a visitor gets on a page. */
export interface PlayedVisit {
  /** When the page loads, in local time with the time zone of the visit. */
  readonly loaded: string;
  /** The messages that appear, in the order in which they do. */
  readonly shown: readonly Shown[];
  /** The messages that do not appear, in the order of the configuration. */
  readonly notShown: readonly NotShown[];
  /**
   * The declarations that are left out because they have errors, or need others that have; in
   * source order.
   */
  readonly leftOut: readonly LeftOut[];
}

/**
 * A message as the visitor sees it.
 *
 * What is missing or wrong in the source is `null`.
 */
export interface Preview {
  readonly message: Named;
  /** Where the message is declared. */
  readonly location: Place | null;
  readonly text: string | null;
  readonly reply: Reply | null;
  readonly brand: Named | null;
  readonly channel: Named | null;
  /** The address of a page of the channel's first website, with which a visit can begin. */
  readonly website: string | null;
  /** The condition in the notation of the language. */
  readonly condition: string | null;
  readonly trigger: Trigger | null;
  readonly hours: Hours | null;
  readonly frequency: 'once_per_customer' | 'once_per_visit' | 'every_time' | null;
  readonly status: 'published' | 'paused' | 'draft' | null;
  readonly tags: readonly string[];
  /** The rule in a few plain sentences, with code in backticks. */
  readonly summary: readonly string[];
  /** The first of `visitors`, if there is one. */
  readonly visitor: ExampleVisitor | null;
  /** A few visitors who get the message, also if it is not published yet. Each was played. */
  readonly visitors: readonly ExampleVisitor[];
  /**
   * If none was found: the IDs of the messages that are shown instead to visitors who meet its
   * condition.
   */
  readonly takenBy: readonly string[];
}

/** A workspace and its messages. */
export interface ProjectMessages {
  /** The name in its manifest; null if it has none. */
  readonly name: string | null;
  readonly root: string;
  /** The brands in source order; last, one that is null for what has no brand. */
  readonly brands: readonly BrandMessages[];
}

/** A workspace, and what was found in it. */
export interface ProjectStatus {
  /** The name in its manifest; null if it has none. */
  readonly name: string | null;
  readonly root: string;
  readonly files: number;
  readonly messages: number;
  readonly tests: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** Why a message appears or does not. */
export interface Reason {
  /** The reason as a clause, with code in backticks. */
  readonly words: string;
  /**
   * Where the comparison that decides is written, in the message and in the segments that it
   * uses; empty if the reason is not a comparison.
   */
  readonly locations: readonly Place[];
}

/** What comes when the visitor answers. */
export type Reply =
  | { readonly kind: 'agent'; readonly text: string | null; readonly ask: readonly ('name' | 'email')[] }
  | { readonly kind: 'bot'; readonly bot: Named; readonly answer: Named | null };

/** A message that appears. */
export interface Shown {
  /** The ID of the message. */
  readonly message: string;
  /** The title of the message, or its ID if it has no title. */
  readonly name: string;
  /** The text that the visitor sees. */
  readonly text: string;
  /** Where the message is declared. */
  readonly location: Place;
  /** The ID of the channel on which it appears. */
  readonly channel: string;
  /** Seconds from the load of the page until the message appears. */
  readonly afterSeconds: number;
  /** When the message appears, in local time with the time zone of the visit. */
  readonly at: string;
  /** Why it appears: the comparisons that let it in, its hours and its frequency; never empty. */
  readonly reasons: readonly Reason[];
}

/** The state of the server. */
export interface Status {
  readonly version: string;
  readonly openDocuments: number;
  readonly projects: readonly ProjectStatus[];
}

/** A test and its location. */
export interface Test {
  readonly name: string;
  readonly location: Place;
}

/** Something that happened in a test. */
export interface TestEvent {
  /**
   * When it happened, in local time of the test; only the time if the day is that of the event
   * before.
   */
  readonly at: string;
  /** What happened, as a clause with code in backticks. */
  readonly words: string;
  /** The step at which it happened. */
  readonly location: Place;
}

/** Why a test failed. */
export interface TestFailure {
  /** What happened instead of what was expected, in a sentence without its full stop. */
  readonly words: string;
  /** What to do about it, where that is known. */
  readonly help: string | null;
  /** The step that failed. */
  readonly location: Place;
  /**
   * Why the expected message did not appear, or why messages appeared that should not have; if
   * these are several, each clause begins with the message.
   */
  readonly reasons: readonly Reason[];
}

/** What happened in a test. */
export interface TestReport {
  /** The name of the test. */
  readonly name: string;
  /** Where the name is written. */
  readonly location: Place;
  readonly passed: boolean;
  /** Why the test failed; null if it passed. */
  readonly failure: TestFailure | null;
  /** What happened, until the end or the failure. */
  readonly timeline: readonly TestEvent[];
}

/** When the message is due. */
export interface Trigger {
  readonly event: 'page_view' | 'page_load';
  readonly afterSeconds: number;
}
