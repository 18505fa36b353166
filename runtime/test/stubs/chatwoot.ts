// Chatwoot's widget, as far as the adapter needs it. Its script is there before the widget in its frame has loaded.

import type { Chatwoot } from '../../src/adapters/chatwoot';
import type { Stub } from './stub';

export function chatwoot(log: (readonly unknown[])[]): Stub {
  const widget = (hasLoaded: boolean): Chatwoot => ({
    hasLoaded,
    toggle: state => log.push(['toggle', state]),
    setUser(identifier, user) {
      if (!user.name && !user.email) {
        throw new Error('User object should have one of the keys [avatar_url, email, name]');
      }
      log.push(['setUser', identifier, user]);
    },
    setLabel: label => log.push(['setLabel', label]),
  });
  Object.assign(globalThis, { $chatwoot: widget(false) });
  const emit = (event: string) => dispatchEvent(new CustomEvent(`chatwoot:${event}`));
  return {
    load() {
      Object.assign(globalThis, { $chatwoot: widget(true) });
      emit('ready');
    },
    emit,
    listeners: () => 0,
  };
}
