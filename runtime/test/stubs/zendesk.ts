/// <reference types="zendesk-web-widget" />

// Zendesk's messaging widget, as far as the adapter needs it: `zE` with the published signatures, and the events that
// the published types do not have.

import type { Stub } from './stub';

type Callback = () => void;
type Arguments = readonly unknown[];

export function zendesk(log: Arguments[]): Stub {
  const callbacks = new Map<unknown, Set<Callback>>();
  const command = (scope: string, method: string, value?: unknown) => {
    if (scope === 'messenger:on') {
      const subscribed = callbacks.get(method) ?? new Set();
      callbacks.set(method, subscribed.add(value as Callback));
      return () => subscribed.delete(value as Callback);
    }
    log.push([scope, method, ...(value === undefined ? [] : [value])]);
    return undefined;
  };
  return {
    load: () => Object.assign(globalThis, { zE: command as typeof zE }),
    emit: event => callbacks.get(event)?.forEach(call => call()),
    listeners: () => [...callbacks.values()].reduce((sum, { size }) => sum + size, 0),
  };
}
