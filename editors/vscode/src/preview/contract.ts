// What the panel and the extension say to each other. The panel only draws: everything that it
// shows was decided by the server, whose answers go through as they are (`docs/editor-protocol.md`).

import type { Named, Place } from '../protocol';

export type { Named, Place } from '../protocol';

/** What comes when the visitor answers. */
export type Reply =
  | { readonly kind: 'agent'; readonly text: string | null; readonly ask: readonly ('name' | 'email')[] }
  | { readonly kind: 'bot'; readonly bot: Named; readonly answer: Named | null };

/** A message as its visitor sees it. What is wrong or missing in the text is null. */
export interface Preview {
  readonly message: Named;
  readonly location: Place | null;
  readonly status: 'published' | 'paused' | 'draft' | null;
  readonly text: string | null;
  readonly reply: Reply | null;
  readonly brand: Named | null;
  readonly channel: Named | null;
  /** The rule in a few plain sentences; code is in backticks. */
  readonly summary: readonly string[];
  /** A visitor who gets it, if one is known; where any moment will do, none is told. */
  readonly visitor: (Omit<Visitor, 'at'> & { readonly at: string | null }) | null;
}

/** The visitor that the author plays. */
export interface Visitor {
  readonly url: string;
  readonly title: string;
  /** A BCP 47 tag. */
  readonly language: string;
  readonly history: 'new' | 'returning';
  /** `2026-03-16 10:00 Europe/Paris`; without a zone in UTC. */
  readonly at: string;
}

/** What comes of a stay on a page. */
export interface Simulation {
  readonly shown: readonly Shown[];
  readonly notShown: readonly NotShown[];
}

/** A message that comes up. */
export interface Shown {
  readonly message: string;
  /** The name that people read; the ID stands in. */
  readonly name: string;
  readonly location: Place | null;
  readonly channel: string;
  /** Since the page was loaded. */
  readonly afterSeconds: number;
}

/** A message that does not come up, and why. */
export interface NotShown {
  readonly message: string;
  /** The name that people read; the ID stands in. */
  readonly name: string;
  readonly location: Place | null;
  readonly channel: string;
  readonly reasons: readonly Reason[];
}

/** Why a message does not come up; where the comparison stands that is false, if it is one. */
export interface Reason {
  /** A clause; code is in backticks. */
  readonly words: string;
  readonly locations: readonly Place[];
}

/** Why nothing can be played. */
export interface Refusal {
  readonly refusal: string;
  /** The field of the visitor that is wrong, if it is one. */
  readonly field: keyof Visitor | null;
}

/** From the extension to the panel. */
export type ToPanel =
  | { readonly type: 'preview'; readonly preview: Preview | null }
  | { readonly type: 'simulation'; readonly simulation: Simulation | Refusal }
  /** The author wants to play a visitor now: one who gets the message, if one is known. */
  | { readonly type: 'play' };

/** From the panel to the extension. */
export type FromPanel =
  | { readonly type: 'ready' }
  | { readonly type: 'visitor'; readonly visitor: Visitor }
  | { readonly type: 'reveal'; readonly place: Place };
