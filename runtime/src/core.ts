// Decides which messages are shown. A pure function of its arguments: it has no clock, no page and no storage.

import type { Bundle, Message } from './bundle';
import { holds, type Values } from './conditions';
import { isDueHour } from './hours';
import type { Effect, Event, PageState, State, VisitorState } from './model';

/** The effects of an event, and the state after it. */
export interface Step {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/** What an event means for a visitor. `now` is the wall clock in Unix milliseconds, which only hours depend on. */
export function step(bundle: Bundle, { visitor, page }: State, event: Event, now: number): Step {
  const { shown } = visitor;
  const isVisible = shown !== null && page !== null && page.isOnChannel;
  const is = (changed: Partial<VisitorState>, at = page): Step => ({ state: { visitor: { ...visitor, ...changed }, page: at }, effects: [] });
  const used = () => [...new Set(visitor.used).add(shown!.message)];
  switch (event.type) {
    case 'page': {
      const { url, title, language } = event;
      const isOnChannel = bundle.sites.length === 0 || bundle.sites.some(({ pattern }) => new RegExp(pattern).test(url));
      return check(bundle, { ...visitor, inVisit: true }, { url, language, checked: -1, isOnChannel }, title, 0, now);
    }
    case 'time':
      return page ? check(bundle, visitor, page, event.title, event.elapsed, now) : is({});
    case 'open':
      return isVisible ? is({ shown: { ...shown, isOpen: true }, used: used() }) : is({});
    case 'dismiss':
      return isVisible ? is({ shown: null, used: used() }) : is({});
    case 'reply':
      return isVisible ? is({ shown: null, used: used(), inConversation: true }) : is({});
    case 'conversation':
      return is(event.runs ? { shown: null, inConversation: true } : { inConversation: false });
    case 'leave':
      return is({ ...ENDED, history: visitor.inVisit ? 'returning' : visitor.history }, null);
    case 'clear_data':
      return is({ ...ENDED, history: 'new', seen: [], inConversation: false }, null);
  }
}

const ENDED = { inVisit: false, used: [], shown: null } as const;

/** Checks what became due on a page, in this order. A check that fails is not repeated. */
function check(bundle: Bundle, before: VisitorState, page: PageState, title: string, elapsed: number, now: number): Step {
  const effects: Effect[] = [];
  let visitor = before;
  const values: Values = {
    'visitor.url': page.url,
    'visitor.title': title,
    'visitor.history': visitor.history,
    'device.language': page.language,
  };
  if (page.isOnChannel) {
    for (const message of bundle.messages) {
      const { id, after } = message;
      if (after > elapsed) {
        effects.push({ type: 'wake', elapsed: after });
        break;
      }
      if (after > page.checked && isFree(visitor, message) && isDueHour(bundle, message, now) && holds(bundle, message.when, values)) {
        visitor = { ...visitor, shown: { message: id, isOpen: false }, seen: [...new Set(visitor.seen).add(id)] };
        effects.push({ type: 'show', message: id, after });
      }
    }
  }
  return { state: { visitor, page: { ...page, checked: Math.max(page.checked, elapsed) } }, effects };
}

/** Whether the channel is free and the message's frequency allows it. */
function isFree({ shown, inConversation, seen, used }: VisitorState, { id, once }: Message): boolean {
  return !shown && !inConversation && !(once && (once > 1 ? seen : used).includes(id));
}
