// What is used from a bundle outside the core: the texts of its messages, and what happens when they are answered.

import type { HandOver } from './adapter';
import type { Bundle, Message } from './bundle';
import type { Contact, GreetingContent } from './greeting/content';

export const find = ({ messages }: Bundle, id: string): Message | undefined => messages.find(message => message.id === id);

/** What the greeting draws. `from` is the name above the text. */
export function contentOf({ text, lang, reply }: Message, from: string | null): GreetingContent {
  return {
    text,
    from,
    language: lang ?? null,
    followUp: 'bot' in reply ? { kind: 'bot' } : { kind: 'agent', ...reply },
  };
}

/** What the widget takes over. */
export function handOverOf({ id, text, reply, tags = [] }: Message, contact: Contact): HandOver {
  return {
    message: id,
    text,
    tags,
    contact,
    botAnswer: 'bot' in reply ? reply : null,
  };
}
