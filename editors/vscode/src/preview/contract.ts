// The messages between panel and extension. The panel only draws: the server decides everything it
// shows, and the server's answers are passed on unchanged (`docs/reference/editor-protocol.md`).

import type { ExampleVisitor, Place, PlayedVisit, Preview } from '../answers';

/** The simulated visitor. */
export type Visitor = { readonly [Field in keyof ExampleVisitor]: NonNullable<ExampleVisitor[Field]> };

/** Why nothing can be simulated. */
export interface Refusal {
  readonly refusal: string;
  /** The invalid field of the visitor, if that is the reason. */
  readonly field: keyof Visitor | null;
}

/** From the extension to the panel. */
export type ToPanel =
  | { readonly type: 'preview'; readonly preview: Preview | null }
  | { readonly type: 'simulation'; readonly simulation: PlayedVisit | Refusal }
  /** The author wants to simulate a visitor now: one who gets the message, if one is known. */
  | { readonly type: 'play' };

/** From the panel to the extension. */
export type FromPanel =
  | { readonly type: 'ready' }
  /** A visitor to simulate, on the channel of the message under the cursor or on all channels. */
  | { readonly type: 'visitor'; readonly visitor: Visitor; readonly allChannels: boolean }
  /** A visit to write as a test, until this second. */
  | { readonly type: 'keep'; readonly second: number }
  | { readonly type: 'reveal'; readonly place: Place };
