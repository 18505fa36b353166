// Any other widget, or none: the page says what to do.

import type { Adapter, Capabilities, WidgetEvents } from '../adapter';

export interface GenericOptions {
  /** Hands the visitor over, and opens the widget. */
  readonly handOver: Adapter['handOver'];
  /** Starts listening to the widget; calling the result, if there is one, stops it. */
  readonly listen?: (events: WidgetEvents) => (() => void) | void;
  /** What the page's own code can do, if it is not everything. */
  readonly capabilities?: Partial<Capabilities>;
}

export const generic = ({ handOver, listen, capabilities }: GenericOptions): Adapter => ({
  name: 'generic',
  capabilities: {
    open: true,
    prefill: true,
    tags: true,
    conversation: listen !== undefined,
    conversationEnd: listen !== undefined,
    botAnswer: true,
    ...capabilities,
  },
  listen: events => listen?.(events) ?? (() => {}),
  handOver,
});
