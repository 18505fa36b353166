// The runtime of a page: sends events to the core, stores what it decides, and draws it.

import type { Adapter } from './adapter';
import type { Bundle, Message } from './bundle';
import { browserClock, type Clock } from './clock';
import { step } from './core';
import { createGreeting } from './greeting/greeting';
import type { WordsByLanguage } from './greeting/words';
import { contentOf, find, handOverOf } from './messages';
import type { Event, PageState } from './model';
import { type View, watchPages } from './pages';
import { openStore, type StorageArea } from './storage';
import { exclusively } from './tabs';
import { STRANGER, unite } from './visits';

export interface Options {
  /** The bundle of a channel, as `proactive build --target web` writes it. */
  readonly config: Bundle;
  /** The channel that the page expects. `start` throws if the bundle is for another channel. */
  readonly channel?: string;
  /** The chat widget that takes over. */
  readonly adapter: Adapter;
  /**
   * Whether the visitor allows data to be stored on the device. Until then, nothing is stored or read. It is called
   * whenever something happens.
   */
  readonly consent: () => boolean;
  /** The name above the texts, such as the brand's. */
  readonly from?: string;
  /** Words of the greeting in languages other than English and French, or in place of these. */
  readonly words?: WordsByLanguage;
  readonly clock?: Clock;
  /** The pages that the visitor sees: the browser's, unless this is a demonstration. */
  readonly view?: View;
  /** Where visitors are remembered: `localStorage` if left out; `null` for only as long as the page is there. */
  readonly storage?: StorageArea | null;
  /** Called for each step of a message, for example to measure it. The DOM event `proactive:TYPE` has the same data. */
  readonly on?: (event: MessageEvent) => void;
}

/** What happened to a message. */
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

/** Starts showing messages. A page has one runtime for each channel. */
export function start(options: Options, decide = step): Widget {
  const { config, channel, adapter, consent, from = null, words, clock = browserClock, view, storage, on } = options;
  if (channel && channel !== config.channel) {
    throw Error(`The bundle is not for ${channel}`);
  }
  const { source } = config;
  const gap = config.gap * 60_000;
  const store = openStore(config.channel, () => (storage === undefined ? localStorage : storage));
  let { visitor, last } = STRANGER;
  let page: PageState | null = null;
  /** Whether what is stored about the visitor is known here. */
  let isJoined = false;
  /** When the page was loaded, and when its next check is due, by `clock.elapsed`. */
  let loaded = 0;
  let due = Infinity;
  let cancel: (() => void) | undefined;
  let isStopped = false;
  /** Whether the widget shows a message of its own. */
  let isBusy = false;
  /** The message that the greeting shows. */
  let drawn: Message | undefined;

  const seen = (): View =>
    view ?? { address: location.href, title: document.title, language: navigator.language, body: document.body, watch: watchPages };

  const report = (type: MessageEvent['type'], message: string) => {
    const detail: MessageEvent = { type, message, source };
    document.dispatchEvent(new CustomEvent(`proactive:${type}`, { bubbles: true, detail }));
    // The browser reports an error in the page's own code, which stops nothing here.
    queueMicrotask(() => on?.(detail));
  };

  /** Sends an event to the core. Returns whether a message is shown that was not shown before. */
  const run = (event: Event, now: number): boolean => {
    const { inConversation } = visitor;
    const isCheck = event.type === 'page' || event.type === 'time';
    const isKeptBack = isCheck && isBusy;
    const { state, effects } = decide(config, { visitor: { ...visitor, inConversation: inConversation || isKeptBack }, page }, event, now);
    ({ visitor, page } = state);
    if (isKeptBack) {
      visitor = { ...visitor, inConversation };
    }
    if (isCheck || !page) {
      due = Infinity;
    }
    let isShown = false;
    for (const effect of effects) {
      if (effect.type === 'wake') {
        due = loaded + effect.elapsed * 1000;
      } else {
        isShown = true;
        report('shown', effect.message);
      }
    }
    return isShown;
  };

  /** Sends an event to the core, if there is one, after what has happened to the visitor since the last one. */
  const update = (event?: Event | null, answer?: MessageEvent['type']) => {
    if (isStopped) {
      return;
    }
    const now = clock.now();
    const mayStore = consent();
    const kept = mayStore ? store.read() : undefined;
    if (kept) {
      // What other tabs and earlier pages stored.
      ({ visitor, last } = isJoined ? kept : unite({ visitor, last }, kept, gap, now));
      if (visitor.shown && !find(config, visitor.shown.message)) {
        visitor = { ...visitor, shown: null };
      }
    } else if (kept === null && isJoined) {
      // It was removed: the visitor cleared the site's data, or another tab was reset.
      run({ type: 'clear_data' }, now);
      last = 0;
    }
    isJoined = mayStore;
    // If the clock was set back, the visit's time counts from now.
    last = Math.min(last, now);
    if (visitor.inVisit && now - last >= gap) {
      run({ type: 'leave' }, now);
      if (!adapter.capabilities.conversationEnd) {
        run({ type: 'conversation', runs: false }, now);
      }
    }
    const { shown } = visitor;
    const isPage = event?.type === 'page';
    const mayAppear = (event && run(event, now)) || isPage;
    if (isPage || answer) {
      last = now;
    }
    if (answer && shown) {
      report(answer, shown.message);
    }
    if (event?.type === 'clear_data') {
      store.remove();
    } else if (mayStore) {
      store.write({ visitor, last });
    }
    draw(mayAppear, isPage);
    cancel?.();
    cancel = clock.after(Math.ceil(Math.min(due - clock.elapsed(), visitor.inVisit ? last + gap - now : Infinity)), tick);
  };

  /** Runs in the order of the calls and never concurrently: a check and what it stores belong together. */
  const send = (event: () => Event | null, answer?: MessageEvent['type']) =>
    exclusively(consent() && store.key, () => update(event(), answer));

  const tick = () => {
    if (!document.hidden) {
      send(() => page && { type: 'time', title: seen().title, elapsed: Math.floor((clock.elapsed() - loaded) / 1000) });
    }
  };

  const greeting = createGreeting(
    {
      opened: () => send(() => ({ type: 'open' }), 'opened'),
      dismissed: () => send(() => ({ type: 'dismiss' }), 'dismissed'),
      replied(contact) {
        const message = drawn;
        send(() => ({ type: 'reply' }), 'replied');
        queueMicrotask(() => message && adapter.handOver(handOverOf(message, contact), greeting.hide));
      },
    },
    words,
  );

  /** Draws what is shown. A message appears where its check passed and on later pages, not on those of other tabs. */
  const draw = (mayAppear: boolean, isPage: boolean) => {
    const { shown } = visitor;
    const { stage } = greeting;
    const message = shown && page?.isOnChannel ? find(config, shown.message) : undefined;
    const isOpen = shown?.isOpen && message && !('bot' in message.reply);
    // The note that the conversation continues in the widget stays until its window opens, or the next page.
    const isDrawn = stage === 'handed_over' ? !isPage && !message : stage !== null && message === drawn;
    if (message && (isDrawn ? isOpen && stage === 'greeting' : mayAppear)) {
      greeting.show(contentOf(message, from), isOpen ? 'follow_up' : 'greeting');
      drawn = message;
    } else if (!isDrawn) {
      greeting.hide();
    }
  };

  // First, because a conversation that is under way holds back what is due when the page loads.
  const unlisten = adapter.listen({
    conversation: runs => send(() => ({ type: 'conversation', runs })),
    ownMessage: isShown => (isBusy = isShown),
  });
  const unwatch = seen().watch({
    page() {
      const now = clock.elapsed();
      const { address: url, body } = seen();
      if (!greeting.element.isConnected) {
        body.append(greeting.element);
      }
      send(() => {
        loaded = now;
        const { title, language } = seen();
        return { type: 'page', url, title, language };
      });
    },
    visible: tick,
    // The visitor may have consented since the last event, and this page may be about to close.
    hidden: update,
  });
  const stored = ({ key }: StorageEvent) => (key ?? store.key) === store.key && send(() => null);
  addEventListener('storage', stored);

  return {
    stop() {
      isStopped = true;
      cancel?.();
      unwatch();
      removeEventListener('storage', stored);
      unlisten();
      greeting.element.remove();
    },
    reset() {
      store.remove();
      send(() => ({ type: 'clear_data' }));
    },
  };
}
