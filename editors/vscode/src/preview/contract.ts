// What the panel and the extension say to each other. The panel only draws: everything that it
// shows was decided by the server.

/** A place in a file, as the language server protocol writes it. */
export interface Place {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** Something that has a name in the language, and perhaps one for people. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What comes when the visitor answers. */
export type Reply =
  | { readonly type: 'agent'; readonly text: string; readonly ask: readonly ('name' | 'email')[] }
  | { readonly type: 'bot'; readonly bot: Named; readonly answer: Named };

/** A message as its visitor sees it. What is wrong or missing in the text is null. */
export interface Preview {
  readonly message: Named;
  readonly status: 'published' | 'paused' | 'draft';
  readonly text: string | null;
  readonly reply: Reply | null;
  readonly brand: Named | null;
  readonly channel: Named | null;
  /** The rule in a few plain sentences. */
  readonly summary: readonly string[];
  readonly place: Place;
  /** A visitor who gets it, if there is one. */
  readonly visitor: Visitor | null;
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
  /** How long the visitor stays, in seconds. */
  readonly stay: number;
  readonly shown: readonly Shown[];
  readonly others: readonly NotShown[];
}

/** A message that comes up. */
export interface Shown {
  readonly message: Named;
  readonly channel: Named;
  /** Seconds since the page was loaded. */
  readonly after: number;
  readonly place: Place;
}

/** A message that does not come up, and what it fails on. */
export interface NotShown {
  readonly message: Named;
  readonly reason: string;
  readonly place: Place;
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
  | { readonly type: 'simulation'; readonly simulation: Simulation | Refusal };

/** From the panel to the extension. */
export type FromPanel =
  | { readonly type: 'ready' }
  | { readonly type: 'visitor'; readonly visitor: Visitor; readonly stay: number }
  | { readonly type: 'reveal'; readonly place: Place };
