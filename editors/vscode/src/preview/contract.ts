// The messages between panel and extension. The panel only draws: the server decides everything it
// shows, and the server's answers are passed on unchanged (`docs/editor-protocol.md`).

import type { Named, Place } from '../protocol';

export type { Named, Place } from '../protocol';

/** What follows when the visitor replies. */
export type Reply =
  | { readonly kind: 'agent'; readonly text: string | null; readonly ask: readonly ('name' | 'email')[] }
  | { readonly kind: 'bot'; readonly bot: Named; readonly answer: Named | null };

/** A message as its visitor sees it. Parts that are missing or invalid in the source are null. */
export interface Preview {
  readonly message: Named;
  readonly location: Place | null;
  readonly status: 'published' | 'paused' | 'draft' | null;
  readonly text: string | null;
  readonly reply: Reply | null;
  readonly brand: Named | null;
  readonly channel: Named | null;
  /** The rule in a few sentences; code is in backticks. */
  readonly summary: readonly string[];
  /** A visitor who gets the message, if one is known; without a moment if any will do. */
  readonly visitor: (Omit<Visitor, 'at'> & { readonly at: string | null }) | null;
}

/** The simulated visitor. */
export interface Visitor {
  readonly url: string;
  readonly title: string;
  /** A BCP 47 tag. */
  readonly language: string;
  readonly history: 'new' | 'returning';
  /** `2026-03-16 10:00 Europe/Paris`; UTC without a zone. */
  readonly at: string;
}

/** The result of a stay on a page. */
export interface Simulation {
  readonly shown: readonly Shown[];
  readonly notShown: readonly NotShown[];
}

/** A message that is shown. */
export interface Shown {
  readonly message: string;
  /** The display name, or the ID if there is none. */
  readonly name: string;
  readonly location: Place | null;
  readonly channel: string;
  /** Since the page was loaded. */
  readonly afterSeconds: number;
}

/** A message that is not shown, and why. */
export interface NotShown {
  readonly message: string;
  /** The display name, or the ID if there is none. */
  readonly name: string;
  readonly location: Place | null;
  readonly channel: string;
  readonly reasons: readonly Reason[];
}

/** Why a message is not shown; with the location of the false comparison, if that is the reason. */
export interface Reason {
  /** A clause; code is in backticks. */
  readonly words: string;
  readonly locations: readonly Place[];
}

/** Why nothing can be simulated. */
export interface Refusal {
  readonly refusal: string;
  /** The invalid field of the visitor, if that is the reason. */
  readonly field: keyof Visitor | null;
}

/** From the extension to the panel. */
export type ToPanel =
  | { readonly type: 'preview'; readonly preview: Preview | null }
  | { readonly type: 'simulation'; readonly simulation: Simulation | Refusal }
  /** The author wants to simulate a visitor now: one who gets the message, if one is known. */
  | { readonly type: 'play' };

/** From the panel to the extension. */
export type FromPanel =
  | { readonly type: 'ready' }
  | { readonly type: 'visitor'; readonly visitor: Visitor }
  | { readonly type: 'reveal'; readonly place: Place };
