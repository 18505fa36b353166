// Crisp. Commands: https://docs.crisp.chat/guides/chatbox-sdks/web-sdk/dollar-crisp/, in the form in which the
// package `crisp-sdk-web` 1.2.1 pushes them.

import type { CrispClass } from 'crisp-sdk-web';

import type { Adapter } from '../adapter';

/** The commands that are used, with the parameters of the package's methods. */
type CrispCommand =
  | ['set', 'user:nickname', Parameters<CrispClass['user']['setNickname']>]
  | ['set', 'user:email', [email: Parameters<CrispClass['user']['setEmail']>[0]]]
  | ['set', 'session:segments', [segments: Parameters<CrispClass['session']['setSegments']>[0]]]
  | ['do', 'message:show', ['text', ...Parameters<CrispClass['message']['showText']>]]
  | ['do', 'bot:scenario:run', [name: Parameters<CrispClass['scenario']['run']>[0]]]
  | ['do', 'chat:open']
  | ['on', 'message:sent', Parameters<CrispClass['message']['onMessageSent']>[0]];

/** Until the chat box loads, commands wait in an array. */
const push = (command: CrispCommand) => {
  const page = globalThis as { $crisp?: { push(command: CrispCommand): unknown } };
  (page.$crisp ??= []).push(command);
};

export const crisp = (): Adapter => ({
  name: 'crisp',
  capabilities: { open: true, prefill: true, tags: true, conversation: true, conversationEnd: false, botAnswer: true },
  listen(events) {
    let isOn = true;
    push(['on', 'message:sent', () => isOn && events.conversation(true)]);
    // The command `off` would also end what the page itself listens to.
    return () => (isOn = false);
  },
  handOver({ text, tags, contact, botAnswer }, opened) {
    if (contact.name !== undefined) {
      push(['set', 'user:nickname', [contact.name]]);
    }
    if (contact.email !== undefined) {
      push(['set', 'user:email', [contact.email]]);
    }
    if (tags.length > 0) {
      push(['set', 'session:segments', [[...tags]]]);
    }
    if (botAnswer) {
      push(['do', 'bot:scenario:run', [botAnswer.answer]]);
    } else {
      // The message that the visitor answers, in the operator's name. Only this visitor sees it.
      push(['do', 'message:show', ['text', text]]);
    }
    push(['do', 'chat:open']);
    opened();
  },
});
