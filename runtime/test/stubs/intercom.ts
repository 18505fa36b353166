// Intercom's messenger, as far as the adapter needs it. Its SDK publishes the parameters of its methods.

import type * as Messenger from '@intercom/messenger-js-sdk';

import type { Stub } from './stub';

/** What the SDK itself passes on: the name of a method, and its parameters. */
type Handlers = {
  readonly [Name in 'update' | 'showNewMessage']: (...parameters: Parameters<(typeof Messenger)[Name]>) => void;
};

export function intercom(log: (readonly unknown[])[]): Stub {
  const handlers: Handlers = {
    update: settings => log.push(['update', settings]),
    showNewMessage: content => log.push(['showNewMessage', ...(content === undefined ? [] : [content])]),
  };
  const command = (method: keyof Handlers, ...parameters: readonly unknown[]) =>
    (handlers[method] as (...parameters: readonly unknown[]) => void)(...parameters);
  return {
    load: () => Object.assign(globalThis, { Intercom: command }),
    emit() {},
    listeners: () => 0,
  };
}
