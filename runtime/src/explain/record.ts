// Records why messages are shown on a page or not, while the core decides.

import type { Bundle, Message } from '../bundle';
import type { Values } from '../conditions';
import { step } from '../core';
import { isDueHour } from '../hours';
import type { Event, State, VisitorState } from '../model';
import { decidingSchedules, type Reason, weigh, type Weighed } from './reasons';

/** A page, and what was decided there. */
export interface RecordedPage {
  readonly values: Values;
  readonly isOnChannel: boolean;
  /** The messages that were checked, by ID. */
  readonly decisions: ReadonlyMap<string, Decision>;
}

export interface Decision {
  readonly isShown: boolean;
  /** Whether its conditions are true. */
  readonly isMeant: boolean;
  readonly reasons: readonly Reason[];
}

export interface Recorder {
  /** The core, which is watched. */
  readonly step: typeof step;
  /** The last page; `null` before the first. */
  page(): RecordedPage | null;
}

export function createRecorder(): Recorder {
  let page: RecordedPage | null = null;
  let decisions = new Map<string, Decision>();
  /** The message that was shown last on this page, and when it was due. */
  let shownHere: { readonly message: string; readonly after: number } | null = null;

  const record = (bundle: Bundle, state: State, event: Event, now: number) => {
    const after = step(bundle, state, event, now);
    if ((event.type !== 'page' && event.type !== 'time') || !after.state.page) {
      return after;
    }
    const { url, language, isOnChannel } = after.state.page;
    if (event.type === 'page') {
      decisions = new Map();
      shownHere = null;
    }
    let { visitor } = state;
    const values = {
      'visitor.url': url,
      'visitor.title': event.title,
      'visitor.history': visitor.history,
      'device.language': language,
    };
    page = { values, isOnChannel, decisions };
    const elapsed = event.type === 'page' ? 0 : event.elapsed;
    for (const message of isOnChannel ? bundle.messages : []) {
      if (message.after > elapsed) {
        break;
      }
      if (decisions.has(message.id)) {
        continue;
      }
      const conditions = weigh(bundle, message, values);
      const obstacles = keptBack(bundle, message, visitor, shownHere, now);
      const isShown = conditions.holds && obstacles.length === 0;
      decisions.set(message.id, {
        isShown,
        isMeant: conditions.holds,
        reasons: isShown ? whyShown(bundle, message, conditions, now) : [...(conditions.holds ? [] : conditions.reasons), ...obstacles],
      });
      if (isShown) {
        shownHere = { message: message.id, after: message.after };
        visitor = { ...visitor, shown: { message: message.id, isOpen: false }, seen: [...visitor.seen, message.id] };
      }
    }
    return after;
  };
  return { step: record, page: () => page };
}

/** What kept a message back that was due for this visitor. */
function keptBack(
  bundle: Bundle,
  message: Message,
  { seen, used, shown, inConversation }: VisitorState,
  shownHere: { readonly message: string; readonly after: number } | null,
  now: number,
): Reason[] {
  const { id, after, once } = message;
  const reasons: Reason[] = [];
  if (once === 2 && seen.includes(id)) {
    reasons.push({ kind: 'seen_by_customer' });
  }
  if (once === 1 && used.includes(id)) {
    reasons.push({ kind: 'used_in_visit' });
  }
  const schedules = isDueHour(bundle, message, now) ? null : decidingSchedules(bundle, message, now);
  if (schedules) {
    reasons.push(schedules);
  }
  if (inConversation) {
    reasons.push({ kind: 'in_conversation', after });
  } else if (shown) {
    reasons.push(
      shownHere?.message === shown.message && shownHere.after === after
        ? { kind: 'other_first', message: shown.message }
        : shown.message === id
          ? { kind: 'still_shown' }
          : { kind: shown.isOpen ? 'other_open' : 'other_shown', message: shown.message, after },
    );
  }
  return reasons;
}

/** Its conditions, its hours and its frequency. */
function whyShown(bundle: Bundle, message: Message, { reasons }: Weighed, now: number): Reason[] {
  const schedules = decidingSchedules(bundle, message, now);
  return [
    ...(reasons.length > 0 ? reasons : [{ kind: 'everyone' } as const]),
    ...(schedules ? [schedules] : []),
    { kind: 'frequency', once: message.once },
  ];
}
