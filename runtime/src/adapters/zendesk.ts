// Zendesk messaging. Commands: https://developer.zendesk.com/api-reference/widget-messaging/web/core/ and, for events,
// https://developer.zendesk.com/api-reference/widget-messaging/web/events/

/// <reference types="zendesk-web-widget" />

import type { Adapter } from '../adapter';
import { whenPresent } from './present';

export interface ZendeskOptions {
  /**
   * The IDs of the ticket fields that take the visitor's name and e-mail address; end users must be allowed to edit
   * them. Without them, what the visitor fills in is lost: the widget takes a name and an address only from a site
   * that signs its visitors in.
   */
  readonly fields?: { readonly name?: string; readonly email?: string };
}

/** Events that `@types/zendesk-web-widget` 1.0.1 does not have. Each subscription returns what ends it. */
type Listen = (
  scope: 'messenger:on',
  event: 'open' | 'conversationStarted' | 'proactiveMessageDisplayed' | 'proactiveMessageClicked',
  callback: () => void,
) => (() => void) | undefined;

const widget = () => (globalThis as { zE?: typeof zE }).zE;

export function zendesk({ fields }: ZendeskOptions = {}): Adapter {
  return {
    name: 'zendesk',
    capabilities: { open: true, prefill: fields !== undefined, tags: true, conversation: true, conversationEnd: false, botAnswer: false },
    listen(events) {
      const undo: (() => void)[] = [];
      undo.push(
        whenPresent(widget, found => {
          const on = (event: Parameters<Listen>[1], callback: () => void) => {
            const off = (found as Listen)('messenger:on', event, callback);
            if (off) {
              undo.push(off);
            }
          };
          on('conversationStarted', () => events.conversation(true));
          // No event says that the visitor closed the widget's own message. It counts until the page is left.
          on('proactiveMessageDisplayed', () => events.ownMessage(true));
          on('proactiveMessageClicked', () => events.ownMessage(false));
          on('open', () => events.ownMessage(false));
        }),
      );
      return () => undo.forEach(call => call());
    },
    handOver({ tags, contact }) {
      whenPresent(widget, found => {
        // Both replace what was set before: core/#set-conversation-tags, core/#set-conversation-fields.
        if (tags.length > 0) {
          found('messenger:set', 'conversationTags', [...tags]);
        }
        const values: zE.ConversationField[] = [];
        for (const key of ['name', 'email'] as const) {
          const [id, value] = [fields?.[key], contact[key]];
          if (id !== undefined && value !== undefined) {
            values.push({ id, value });
          }
        }
        if (values.length > 0) {
          found('messenger:set', 'conversationFields', values);
        }
        // core/#show, as a site may hide the widget until it is needed, and core/#open.
        found('messenger', 'show');
        found('messenger', 'open');
      });
    },
  };
}
