// What the core knows about a visitor, and the events it receives. All of it is plain JSON.

/** Whether this is the first visit in storage. It does not change during a visit. */
export type History = 'new' | 'returning';

/** What outlives a page, and is the same in all tabs: ids of messages, and nothing that names a person. */
export interface VisitorState {
  /** The history of the current visit, or else of the next one. */
  readonly history: History;
  readonly inVisit: boolean;
  /** The messages that were shown since storage was last empty. */
  readonly seen: readonly string[];
  /** The messages that were opened or dismissed in this visit. */
  readonly used: readonly string[];
  /** The message that the channel shows. It stays from page to page until it is dismissed or the visit ends. */
  readonly shown: ShownMessage | null;
  /** Whether the chat widget is in a conversation, which silences messages. */
  readonly inConversation: boolean;
}

export interface ShownMessage {
  readonly message: string;
  readonly isOpen: boolean;
}

/** What is forgotten when the visitor leaves the page. */
export interface PageState {
  /** `location.href`. */
  readonly url: string;
  /** A BCP 47 tag. */
  readonly language: string;
  /** The messages that are due up to this many seconds after page load have been checked. */
  readonly checked: number;
  /** Whether the channel is on this page. Elsewhere nothing is checked, and what it showed is out of sight. */
  readonly isOnChannel: boolean;
}

export interface State {
  readonly visitor: VisitorState;
  /** The page that was loaded last; `null` before the first, and after the visit ended. */
  readonly page: PageState | null;
}

/** What happened. */
export type Event =
  /** A page loaded, or a single-page application changed its address. A visit begins if there is none. */
  | { readonly type: 'page'; readonly url: string; readonly title: string; readonly language: string }
  /** Time passed. `elapsed` is in seconds since page load, of a clock that is never set. */
  | { readonly type: 'time'; readonly title: string; readonly elapsed: number }
  /** The visitor opened the message, without an answer yet. */
  | { readonly type: 'open' }
  | { readonly type: 'dismiss' }
  /** The visitor answered: the conversation replaces the message. */
  | { readonly type: 'reply' }
  /** The chat widget began a conversation without a message of ours, or its conversation ended. */
  | { readonly type: 'conversation'; readonly runs: boolean }
  /** The visit ended. */
  | { readonly type: 'leave' }
  /** The visitor's data was cleared. */
  | { readonly type: 'clear_data' };

/** What the page has to do. */
export type Effect =
  /** Show the message; it was due this many seconds after page load. */
  | { readonly type: 'show'; readonly message: string; readonly after: number }
  /** Send a `time` event once this many seconds have passed since page load. */
  | { readonly type: 'wake'; readonly elapsed: number };
