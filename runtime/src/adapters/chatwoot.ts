// Chatwoot. Methods and events: https://www.chatwoot.com/docs/product/channels/live-chat/sdk/setup, and the source of
// the SDK, https://github.com/chatwoot/chatwoot/blob/develop/app/javascript/entrypoints/sdk.js

import type { Adapter, HandOver } from '../adapter';

/** The part of `window.$chatwoot` that is used. No package publishes its types. */
export interface Chatwoot {
  readonly hasLoaded: boolean;
  toggle(state: 'open' | 'close'): void;
  /** At least one of the keys is needed. The identifier is the visitor's on all of the site's pages. */
  setUser(identifier: string, user: { readonly name?: string; readonly email?: string }): void;
  /** The label must exist in the account. */
  setLabel(label: string): void;
}

const widget = () => {
  const { $chatwoot } = globalThis as { $chatwoot?: Chatwoot };
  return $chatwoot?.hasLoaded ? $chatwoot : undefined;
};

export function chatwoot(): Adapter {
  let labels: readonly string[] = [];
  let waiting: (() => void) | undefined;

  const handOver = (next: HandOver, opened: () => void) => {
    const found = widget();
    if (!found) {
      waiting = () => handOver(next, opened);
      return;
    }
    waiting = undefined;
    const { tags, contact } = next;
    // Only an address identifies the visitor: a name alone could be anyone's.
    if (contact.email !== undefined) {
      found.setUser(contact.email, contact);
    }
    labels = tags;
    tags.forEach(tag => found.setLabel(tag));
    found.toggle('open');
    opened();
  };
  const begin = () => {
    // Before there was a conversation, older versions ignored labels.
    labels.forEach(label => widget()?.setLabel(label));
    labels = [];
  };

  return {
    name: 'chatwoot',
    capabilities: { open: true, prefill: 'email', tags: true, conversation: true, conversationEnd: false, botAnswer: false },
    listen(events) {
      const stopped = new AbortController();
      const on = (event: string, call: () => void) => addEventListener(`chatwoot:${event}`, call, { signal: stopped.signal });
      on('ready', () => waiting?.());
      // The visitor began a conversation, or either side wrote.
      on('on-start-conversation', () => events.conversation(true));
      on('on-message', () => {
        begin();
        events.conversation(true);
      });
      return () => stopped.abort();
    },
    handOver,
  };
}
