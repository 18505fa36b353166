// Intercom. Methods: https://developers.intercom.com/installing-intercom/web/methods

import type * as Messenger from '@intercom/messenger-js-sdk';

import type { Adapter } from '../adapter';
import { whenPresent } from './present';

type Methods = Omit<typeof Messenger, 'default' | 'Intercom'>;

/** Calls a method of the messenger, with the parameters of its SDK. Trailing ones may be left out. */
type Call = <Name extends keyof Methods>(method: Name, ...parameters: Partial<Parameters<Methods[Name]>>) => void;

const messenger = () => (globalThis as { Intercom?: unknown }).Intercom as Call | undefined;

export const intercom = (): Adapter => ({
  name: 'intercom',
  // The page can set attributes of the visitor, but no tags, and no method reports a conversation.
  capabilities: { open: true, prefill: true, tags: false, conversation: false, conversationEnd: false, botAnswer: false },
  listen: () => () => {},
  handOver({ contact }, opened) {
    whenPresent(messenger, call => {
      if (Object.keys(contact).length > 0) {
        // #intercomupdate-intercomsettings
        call('update', { ...contact });
      }
      // #intercomshownewmessage
      call('showNewMessage');
      opened();
    });
  },
});
