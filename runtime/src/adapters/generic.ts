// Any other widget, or none: the page says what to do.

import type { Adapter, Capabilities, HandOver, WidgetEvents } from '../adapter';

export interface GenericOptions {
  /** Hands the visitor over, and opens the widget: the greeting makes way for it. */
  readonly handOver: (handOver: HandOver) => void;
  /** Starts listening to the widget; calling the result, if there is one, stops it. */
  readonly listen?: (events: WidgetEvents) => (() => void) | void;
  /** What the page's own code can do, if it is not everything. */
  readonly capabilities?: Partial<Capabilities>;
}

export function generic({ handOver, listen, capabilities: own }: GenericOptions): Adapter {
  const capabilities = {
    open: true,
    prefill: true,
    tags: true,
    conversation: listen !== undefined,
    conversationEnd: listen !== undefined,
    botAnswer: true,
    ...own,
  };
  return {
    name: 'generic',
    capabilities,
    listen: events => listen?.(events) ?? (() => {}),
    handOver(it, opened) {
      handOver(it);
      if (capabilities.open) {
        opened();
      }
    },
  };
}
