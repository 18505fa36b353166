// Which pages the visitor sees: loads, and changes of the address in a single-page application.

export interface PageEvents {
  /** A page was loaded and the visitor sees it. */
  page(): void;
  /** The visitor sees the same page again, after the tab was hidden. */
  visible(): void;
  /** The tab is hidden, and perhaps about to be closed. */
  hidden(): void;
}

/** The pages that the visitor sees, and what is known about the current one. */
export interface View {
  /** An absolute URL, as the browser shows it. */
  readonly address: string;
  readonly title: string;
  /** The language of the device, a BCP 47 tag. */
  readonly language: string;
  /** Where the greeting is added. */
  readonly body: HTMLElement;
  /** Watches the pages. Calling the result stops it. */
  watch(on: PageEvents): () => void;
}

/** The part of the Navigation API that is used (HTML Standard, the navigation API). */
interface Navigation extends EventTarget {
  /** `null` in a document that the API leaves alone, such as one with an opaque origin. */
  readonly currentEntry: object | null;
}

/**
 * Watches the pages; calling the result stops it. A page that loads in a hidden tab, or is prerendered, counts as
 * loaded once the visitor sees it.
 */
export function watchPages(on: PageEvents): () => void {
  const stopped = new AbortController();
  const { signal } = stopped;
  const options = { signal };
  let address = location.href;
  /** Whether the visitor has not seen this page yet. */
  let isNew = true;
  /** Whether the page is in the back/forward cache. */
  let isCached = false;

  const look = () => {
    if (document.hidden) {
      on.hidden();
    } else if (!isCached && document.readyState !== 'loading') {
      on[isNew ? 'page' : 'visible']();
      isNew = false;
    }
  };
  const arrive = () => {
    isNew = true;
    look();
  };
  /** At the end of the current script, so that an address that is replaced at once does not count as a page. */
  const changed = () =>
    queueMicrotask(() => {
      const before = address;
      address = location.href;
      const [path] = address.split('#');
      if (before !== address && (before.split('#')[0] !== path || /^#[/!]/.test(location.hash))) {
        arrive();
      }
    });

  const listen = <Type extends Event>(type: string, call: (event: Type) => void) =>
    addEventListener(type, call as (event: Event) => void, options);
  listen('DOMContentLoaded', look);
  listen('visibilitychange', look);
  listen<PageTransitionEvent>('pagehide', event => (isCached = event.persisted));
  listen<PageTransitionEvent>('pageshow', event => {
    if (event.persisted) {
      isCached = false;
      arrive();
    }
  });
  const { navigation } = globalThis as { readonly navigation?: Navigation };
  if (navigation?.currentEntry) {
    navigation.addEventListener('currententrychange', changed, options);
  } else {
    listen('popstate', changed);
    listen('hashchange', changed);
    patch('pushState', changed, signal);
    patch('replaceState', changed, signal);
  }
  look();
  return () => stopped.abort();
}

/** Calls `changed` after each call of the method. */
function patch(name: 'pushState' | 'replaceState', changed: () => void, signal: AbortSignal): void {
  const original = history[name];
  const patched: typeof original = function (this: History, ...parameters) {
    original.apply(this, parameters);
    changed();
  };
  history[name] = patched;
  signal.addEventListener('abort', () => {
    // If another script has patched it since, its function calls ours, which then has to stay.
    if (history[name] === patched) {
      history[name] = original;
    }
  });
}
