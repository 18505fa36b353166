// `@proactive/runtime/explain`: the runtime, with an explanation of what it does.
//
// It takes the place of `start` while someone looks into a page: it shows the same messages, and also says why.

import { browserClock } from '../clock';
import { type Options, start as startRuntime, type Widget } from '../start';
import { explain, type Explanation } from './explanation';
import { printed } from './printed';
import { createRecorder } from './record';
import { createExplanationView } from './view';

export type { ExplainedMessage, Explanation, Nearness } from './explanation';
export { createExplanationView, type ExplanationView } from './view';

export interface ExplainOptions extends Options {
  /** Whether a page whose address has the parameter `proactive-debug` shows the explanation. */
  readonly debug?: boolean;
  /** Called with the explanation whenever it changes, except for the time on the page. */
  readonly explained?: (explanation: Explanation) => void;
}

export interface ExplainingWidget extends Widget {
  /** What the visitor gets on the current page and why, also if only the time on the page has changed; `null` before the first page. */
  explanation(): Explanation | null;
  /** Prints on the console what the visitor gets on the current page and why, and returns it; `null` before the first page. */
  explain(): Explanation | null;
}

/** Starts showing messages, like `start` of `@proactive/runtime`. */
export function start(options: ExplainOptions): ExplainingWidget {
  const { config, clock = browserClock, view, debug = false, explained } = options;
  const recorder = createRecorder();
  const overlay = debug && new URLSearchParams(location.search).has('proactive-debug') ? createExplanationView() : null;
  let isPlaced = false;
  /** When the page was loaded and left, by `clock.elapsed`. */
  let loaded = 0;
  let left: number | null = null;

  const current = (): Explanation | null => {
    const page = recorder.page();
    const title = view?.title ?? document.title;
    const stayed = Math.floor(((left ?? clock.elapsed()) - loaded) / 1000);
    return page && explain(config, { ...page, values: { ...page.values, 'visitor.title': title } }, stayed);
  };
  /** Only once: the reader may have closed it. */
  const place = () => {
    if (overlay && !isPlaced) {
      isPlaced = true;
      overlay.element.dataset['overlay'] = '';
      document.body.append(overlay.element);
    }
  };
  const changed = () => {
    const explanation = current();
    if (explanation) {
      place();
      overlay?.update(explanation);
      explained?.(explanation);
    }
  };
  const widget = startRuntime(options, (bundle, state, event, now) => {
    if (event.type === 'page') {
      loaded = clock.elapsed();
      left = null;
    }
    const result = recorder.step(bundle, state, event, now);
    if (state.page && !result.state.page) {
      left = clock.elapsed();
    }
    queueMicrotask(changed);
    return result;
  });

  return {
    ...widget,
    stop() {
      widget.stop();
      overlay?.element.remove();
    },
    explanation: current,
    explain() {
      const explanation = current();
      console.info(explanation ? printed(explanation) : 'No page has been loaded yet.');
      return explanation;
    },
  };
}
