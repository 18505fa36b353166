// The runtime of a page: tells the core what happens, keeps what it decides, and draws it.

import type { Adapter } from './adapter';
import type { Bundle } from './bundle';
import { browserClock, type Clock } from './clock';
import { step } from './core';
import type { Contact } from './greeting/content';
import { createGreeting } from './greeting/greeting';
import type { WordsByLanguage } from './greeting/words';
import { contentOf, find, handOverOf } from './messages';
import type { Event, State } from './model';
import { browserView, type View } from './pages';
import { openStore, type StorageArea } from './storage';
import { exclusively } from './tabs';
import { endOf, isKnown, STRANGER, unite } from './visits';

export interface Options {
  /** The bundle of a channel, as `proactive build --target web` writes it. */
  readonly config: Bundle;
  /** The channel that the page expects. `start` fails if the bundle is another one's. */
  readonly channel?: string;
  /** The chat widget that takes over. */
  readonly adapter: Adapter;
  /**
   * Whether the visitor allows that something is stored on the device. Until then, nothing is stored or read. It is
   * asked whenever something happens.
   */
  readonly consent: () => boolean;
  /** The name above the texts, such as the brand's. */
  readonly from?: string;
  /** Words of the greeting in more languages than English and French, or in place of these. */
  readonly words?: WordsByLanguage;
  readonly clock?: Clock;
  /** The pages that the visitor sees: the browser's, unless this is a demonstration. */
  readonly view?: View;
  /** Where visitors are remembered: `localStorage` if left out; `null` for only as long as the page is there. */
  readonly storage?: StorageArea | null;
  /** Called for each step of a message, such as to measure it. The page's DOM event `proactive:TYPE` has the same. */
  readonly on?: (event: MessageEvent) => void;
}

/** What became of a message. */
export interface MessageEvent {
  readonly type: 'shown' | 'opened' | 'dismissed' | 'replied';
  /** The ID of the message. */
  readonly message: string;
  /** The hash of the configuration that it is from. */
  readonly source: string;
}

export interface Widget {
  /** Hides the message and leaves the page alone from now on. What is stored stays. */
  stop(): void;
  /** Forgets the visitor: ends the visit, and removes what is stored. */
  reset(): void;
}

/** Begins to show messages. A page has one runtime for each channel. */
export function start(options: Options): Widget {
  const { config, channel = config.channel, adapter, consent, from = null, words, clock = browserClock, view = browserView, storage, on } = options;
  if (channel !== config.channel) {
    throw new Error(`The configuration is for the channel "${config.channel}", not for "${channel}"`);
  }
  const { gap } = config;
  const store = openStore(channel, () => (storage === undefined ? localStorage : storage));
  let { visitor, last } = STRANGER;
  let page: State['page'] = null;
  /** Whether what storage has of the visitor is known here. */
  let isJoined = false;
  /** When the page was loaded, by `clock.elapsed`, and when it asked for the next check, in seconds after that. */
  let loaded = 0;
  let wake: number | null = null;
  let cancel = () => {};
  /** Whether the widget shows a message of its own. */
  let isBusy = false;
  /** The message that the greeting shows. */
  let drawn: string | null = null;
  let isStopped = false;

  /** An error of the page's own code is reported, and stops nothing here. */
  const safely = (call: () => void) => queueMicrotask(call);

  const report = (type: MessageEvent['type'], message: string) => {
    const event: MessageEvent = { type, message, source: config.source };
    document.dispatchEvent(new CustomEvent(`proactive:${type}`, { bubbles: true, detail: event }));
    if (on) {
      safely(() => on(event));
    }
  };

  /** Tells the core; whether a message is shown now that was not before is the result. */
  const run = (event: Event, now: number): boolean => {
    const isCheck = event.type === 'page' || event.type === 'time';
    const { inConversation } = visitor;
    const isSilent = isCheck && isBusy;
    const result = step(config, { visitor: isSilent ? { ...visitor, inConversation: true } : visitor, page }, event, now);
    page = result.state.page;
    visitor = isSilent ? { ...result.state.visitor, inConversation } : result.state.visitor;
    if (isCheck) {
      wake = null;
    }
    let isShown = false;
    for (const effect of result.effects) {
      if (effect.type === 'wake') {
        wake = effect.elapsed;
      } else {
        isShown = true;
        report('shown', effect.message);
      }
    }
    return isShown;
  };

  /** Takes over what other tabs and earlier pages stored. Whether it may be stored is the result. */
  const join = (now: number): boolean => {
    if (!consent()) {
      isJoined = false;
      return false;
    }
    const kept = store.read();
    if (kept) {
      ({ visitor, last } = isJoined ? kept : unite({ visitor, last }, kept, gap, now));
      if (visitor.shown && !find(config, visitor.shown.message)) {
        visitor = { ...visitor, shown: null };
      }
    } else if (kept === null && isJoined && isKnown({ visitor, last })) {
      // It was removed: the visitor cleared the site's data, or another tab was reset.
      run({ type: 'clear_data' }, now);
    }
    isJoined = true;
    return true;
  };

  /** Tells the core of an event, if there is one, after what became of the visitor since the last one. */
  const update = (event: Event | null) => {
    if (isStopped) {
      return;
    }
    const now = clock.now();
    const mayStore = join(now);
    if (visitor.inVisit && now >= endOf({ visitor, last }, gap, now)) {
      run({ type: 'leave' }, now);
      if (visitor.inConversation && !adapter.capabilities.conversationEnd) {
        run({ type: 'conversation', runs: false }, now);
      }
    }
    last = Math.min(last, now);
    const { shown } = visitor;
    const isNew = event !== null && run(event, now);
    const isPage = event?.type === 'page';
    if (isPage) {
      last = now;
    } else if (shown && (event?.type === 'open' || event?.type === 'dismiss' || event?.type === 'reply')) {
      last = now;
      report(ANSWERS[event.type], shown.message);
    }
    if (event?.type === 'clear_data') {
      store.remove();
    } else if (mayStore && isKnown({ visitor, last })) {
      store.write({ visitor, last });
    }
    // What tells that the conversation goes on in the widget stays until the next page.
    if (isPage && greeting.stage === 'handed_over') {
      greeting.hide();
    }
    draw(isPage || isNew);
    plan(now);
  };

  /** In the order of the calls, and alone: a check and what it stores belong together. */
  const send = (event: () => Event | null) => {
    const work = () => update(event());
    if (consent()) {
      exclusively(store.key, work);
    } else {
      work();
    }
  };

  const tick = () => {
    if (document.visibilityState !== 'hidden') {
      send(() => page && { type: 'time', title: view.title, elapsed: Math.floor((clock.elapsed() - loaded) / 1000) });
    }
  };

  /** Wakes when the next check is due or the visit ends, whatever is first. */
  const plan = (now: number) => {
    cancel();
    const check = page && wake !== null ? loaded + wake * 1000 - clock.elapsed() : Infinity;
    const end = visitor.inVisit ? endOf({ visitor, last }, gap, now) - now : Infinity;
    const delay = Math.min(check, end);
    cancel = delay < Infinity ? clock.after(Math.max(0, Math.ceil(delay)), tick) : () => {};
  };

  const act = (type: 'open' | 'dismiss' | 'reply') => send(() => ({ type }));
  const greeting = createGreeting(
    {
      opened: () => act('open'),
      dismissed() {
        drawn = null;
        act('dismiss');
      },
      replied(contact: Contact) {
        const message = drawn === null ? undefined : find(config, drawn);
        act('reply');
        if (message) {
          safely(() => adapter.handOver(handOverOf(message, contact)));
        }
      },
    },
    words,
  );

  /** Draws what is shown. A message appears where its check passed and on later pages, not on those of other tabs. */
  const draw = (mayAppear: boolean) => {
    const { shown } = visitor;
    const message = shown && page?.isOnChannel ? find(config, shown.message) : undefined;
    const { stage } = greeting;
    const isDrawn = message !== undefined && message.id === drawn && stage !== null && stage !== 'handed_over';
    const isOpen = message !== undefined && 'ask' in message.reply && shown?.isOpen === true;
    if (message && (isDrawn ? isOpen && stage === 'greeting' : mayAppear)) {
      drawn = message.id;
      greeting.show(contentOf(message, from), isOpen ? 'follow_up' : 'greeting');
    } else if (!isDrawn && stage !== 'handed_over') {
      drawn = null;
      greeting.hide();
    }
  };

  // First, as a conversation that runs keeps back what is due when the page loads.
  const unlisten = adapter.listen({
    conversation: runs => send(() => ({ type: 'conversation', runs })),
    ownMessage: isShown => (isBusy = isShown),
  });
  const unwatch = view.watch({
    page() {
      const now = clock.elapsed();
      const { address } = view;
      if (!greeting.element.isConnected) {
        view.body.append(greeting.element);
      }
      send(() => {
        loaded = now;
        return { type: 'page', url: address, title: view.title, language: view.language };
      });
    },
    visible: tick,
    // The visitor may have consented since the last event, and this page may be about to go.
    hidden: () => update(null),
  });
  const stored = ({ key }: StorageEvent) => (key === store.key || key === null) && send(() => null);
  addEventListener('storage', stored);

  return {
    stop() {
      isStopped = true;
      cancel();
      unwatch();
      unlisten();
      removeEventListener('storage', stored);
      greeting.element.remove();
    },
    reset() {
      store.remove();
      send(() => ({ type: 'clear_data' }));
    },
  };
}

const ANSWERS = { open: 'opened', dismiss: 'dismissed', reply: 'replied' } as const;
