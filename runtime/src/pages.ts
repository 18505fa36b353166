// Which pages the visitor sees: loads, and changes of the address in a single-page application.

export interface PageEvents {
  /** A page was loaded and the visitor sees it. */
  page(): void;
  /** The visitor sees the same page again, after the tab was hidden. */
  visible(): void;
  /** The tab is hidden, and perhaps about to be closed. */
  hidden(): void;
}

/** The pages that the visitor sees, and what is known of the current one. */
export interface View {
  /** An absolute URL, as the browser shows it. */
  readonly address: string;
  readonly title: string;
  /** The language of the device, a BCP 47 tag. */
  readonly language: string;
  /** What the greeting is put into. */
  readonly body: HTMLElement;
  /** Watches until the result is called. */
  watch(on: PageEvents): () => void;
}

export const browserView: View = {
  get address() {
    return location.href;
  },
  get title() {
    return document.title;
  },
  get language() {
    return navigator.language;
  },
  get body() {
    return document.body;
  },
  watch: watchPages,
};

/** The part of the Navigation API that is used (HTML Standard, the navigation API). */
interface Navigation extends EventTarget {
  /** `null` in a document that the API leaves alone, such as one with an opaque origin. */
  readonly currentEntry: object | null;
}

/**
 * Watches until the result is called. A page that loads in a hidden tab, or is prerendered, is loaded once the
 * visitor sees it.
 */
function watchPages(on: PageEvents): () => void {
  const stopped = new AbortController();
  const { signal } = stopped;
  const undo: (() => void)[] = [() => stopped.abort()];
  let address = location.href;
  /** Whether the visitor has not seen this page yet. */
  let isNew = true;
  /** Whether the page is in the back/forward cache. */
  let isCached = false;

  const look = () => {
    if (document.visibilityState === 'hidden') {
      on.hidden();
    } else if (isCached || document.readyState === 'loading' || signal.aborted) {
      return;
    } else if (isNew) {
      isNew = false;
      on.page();
    } else {
      on.visible();
    }
  };
  const arrive = () => {
    isNew = true;
    address = location.href;
    if (document.visibilityState !== 'hidden') {
      look();
    }
  };
  /** At the end of the current script, so that an address that is replaced at once is no page. */
  const changed = () =>
    queueMicrotask(() => {
      const [before, after] = [address, location.href];
      address = after;
      const isFragment = before.replace(/#.*/, '') === after.replace(/#.*/, '');
      if (before !== after && (!isFragment || /^#[/!]/.test(location.hash))) {
        arrive();
      }
    });

  document.addEventListener('DOMContentLoaded', look, { signal });
  document.addEventListener('visibilitychange', look, { signal });
  addEventListener('pagehide', event => (isCached = event.persisted), { signal });
  addEventListener(
    'pageshow',
    event => {
      if (event.persisted) {
        isCached = false;
        arrive();
      }
    },
    { signal },
  );
  const { navigation } = globalThis as { readonly navigation?: Navigation };
  if (navigation?.currentEntry) {
    navigation.addEventListener('currententrychange', changed, { signal });
  } else {
    addEventListener('popstate', changed, { signal });
    addEventListener('hashchange', changed, { signal });
    undo.push(patch('pushState', changed), patch('replaceState', changed));
  }
  arrive();
  return () => undo.forEach(call => call());
}

/** Calls `changed` after each call of the method, until the result is called. */
function patch(name: 'pushState' | 'replaceState', changed: () => void): () => void {
  const isOwn = Object.hasOwn(history, name);
  const original = history[name];
  let isOn = true;
  const patched: typeof original = function (this: History, ...args) {
    original.apply(this, args);
    if (isOn) {
      changed();
    }
  };
  history[name] = patched;
  return () => {
    isOn = false;
    // If another script has patched it since, its function calls ours, which has to stay.
    if (history[name] === patched) {
      if (isOwn) {
        history[name] = original;
      } else {
        delete (history as Partial<History>)[name];
      }
    }
  };
}
