// Visits: which page views belong together, and what is known about the visitor from earlier ones.

import type { VisitorState } from './model';

/** What storage keeps about a visitor. */
export interface Visit {
  readonly visitor: VisitorState;
  /** When the visitor last loaded a page, or opened, answered or dismissed a message, in Unix milliseconds. */
  readonly last: number;
}

/** A visitor about whom nothing is known. */
export const STRANGER: Visit = {
  visitor: { history: 'new', inVisit: false, seen: [], used: [], shown: null, inConversation: false },
  last: 0,
};

/**
 * Merges what this page remembers with what is stored, once the visitor consents to it being read. `gap` is in
 * milliseconds. If the clock was set back since, the stored visit continues.
 */
export function unite(own: Visit, kept: Visit, gap: number, now: number): Visit {
  const goesOn = kept.visitor.inVisit && now - kept.last < gap;
  const base = own.visitor.inVisit && !goesOn ? own : kept;
  const union = (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])];
  return {
    visitor: {
      ...base.visitor,
      seen: union(kept.visitor.seen, own.visitor.seen),
      used: union(base.visitor.used, own.visitor.used),
      shown: own.visitor.shown ?? base.visitor.shown,
      inConversation: own.visitor.inConversation || kept.visitor.inConversation,
    },
    last: Math.max(base.last, own.last),
  };
}
