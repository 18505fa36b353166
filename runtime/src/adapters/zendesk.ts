// Zendesk messaging. Commands: https://developer.zendesk.com/api-reference/widget-messaging/web/core/ and, for events,
// https://developer.zendesk.com/api-reference/widget-messaging/web/events/

/// <reference types="zendesk-web-widget" />

import type { Adapter } from '../adapter';
import type { Contact } from '../greeting/content';
import { whenPresent } from './present';

export interface ZendeskOptions {
  /**
   * The values of ticket fields for what the visitor filled in; end users must be allowed to edit the fields. Without
   * this function, the input is lost: the widget accepts a name and an address only from a site that signs its visitors
   * in.
   */
  readonly fields?: (contact: Contact) => { readonly id: string; readonly value: string }[];
}

/** Events that `@types/zendesk-web-widget` 1.0.1 does not have. Each subscription returns what ends it. */
type Listen = (
  scope: 'messenger:on',
  event: 'open' | 'conversationStarted' | 'proactiveMessageDisplayed',
  callback: () => void,
) => (() => void) | undefined;

const widget = () => (globalThis as { zE?: typeof zE }).zE;

export const zendesk = ({ fields }: ZendeskOptions = {}): Adapter => ({
  name: 'zendesk',
  capabilities: { open: true, prefill: !!fields, tags: true, conversation: true, conversationEnd: false, botAnswer: false },
  listen({ conversation, ownMessage }) {
    const undo: ReturnType<Listen>[] = [];
    const stop = whenPresent(widget, found => {
      const on = found as Listen;
      undo.push(
        on('messenger:on', 'conversationStarted', () => conversation(true)),
        // No event says that the visitor closed the widget's own message. It counts until the page is left.
        on('messenger:on', 'proactiveMessageDisplayed', () => ownMessage(true)),
        on('messenger:on', 'open', () => ownMessage(false)),
      );
    });
    return () => [stop, ...undo].forEach(call => call?.());
  },
  handOver({ tags, contact }, opened) {
    whenPresent(widget, found => {
      // Both replace what was set before: core/#set-conversation-tags, core/#set-conversation-fields.
      if (tags[0]) {
        found('messenger:set', 'conversationTags', [...tags]);
      }
      if (fields && (contact.name || contact.email)) {
        found('messenger:set', 'conversationFields', fields(contact));
      }
      // core/#show, because a site may hide the widget until it is needed, and core/#open.
      found('messenger', 'show');
      found('messenger', 'open');
      opened();
    });
  },
});
