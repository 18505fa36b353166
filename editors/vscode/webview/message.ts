// The message under the cursor, drawn the way the widget shows it.

import type { Named, Preview, Reply } from '../src/answers';
import { element, worded } from './dom';

/** The widget with the message, or a hint how to see one. */
export function drawMessage(preview: Preview | null): HTMLElement {
  if (preview === null) {
    return element('p', { class: 'hint' }, 'Place the cursor in a message to see it here.');
  }
  return element(
    'article',
    { class: 'message', 'aria-label': `Message ${preview.message.name}` },
    element(
      'header',
      {},
      element('h2', {}, preview.message.name),
      preview.status === 'published' || preview.status === null
        ? null
        : element('span', { class: 'status' }, `${preview.status}: simulated as if it were published`),
    ),
    element(
      'div',
      { class: 'widget' },
      element(
        'div',
        { class: 'bar' },
        element('span', { class: 'avatar', 'aria-hidden': 'true' }, initial(preview.brand)),
        element('strong', {}, preview.brand?.name ?? 'No brand yet'),
        element('span', { class: 'channel' }, preview.channel?.name ?? 'no channel yet'),
      ),
      element(
        'div',
        { class: 'talk' },
        bubble('greeting', preview.brand?.name ?? 'The message', preview.text, 'No text yet'),
        ...drawReply(preview.reply),
      ),
    ),
    preview.summary.length === 0
      ? null
      : element('ul', { class: 'summary', 'aria-label': 'Summary of the rule' }, ...preview.summary.map(line => element('li', {}, ...worded(line)))),
  );
}

function drawReply(reply: Reply | null): HTMLElement[] {
  if (reply === null) {
    return [];
  }
  const visitor = bubble('visitor', 'The visitor', '…', '');
  switch (reply.kind) {
    case 'agent':
      return [
        visitor,
        bubble('follow-up', 'An agent', reply.text, 'No text yet'),
        ...(reply.ask.length === 0 ? [] : [contactForm(reply.ask)]),
      ];
    case 'bot':
      return [visitor, bubble('follow-up', reply.bot.name, reply.answer?.name ?? null, 'No answer yet')];
  }
}

/** The form that asks the visitor for name and email. It is read-only. */
function contactForm(ask: readonly ('name' | 'email')[]): HTMLElement {
  const labels = { name: 'Name', email: 'E-mail' } as const;
  return element(
    'div',
    { class: 'contact', role: 'group', 'aria-label': 'Contact details requested' },
    ...ask.map(what => element('label', {}, labels[what], element('input', { type: 'text', disabled: true }))),
  );
}

function bubble(kind: string, who: string, text: string | null, otherwise: string): HTMLElement {
  const missing = text === null;
  return element(
    'div',
    { class: `turn ${kind}` },
    element('span', { class: 'who' }, who),
    // Line breaks are kept; the text may run in either direction.
    element('p', { class: missing ? 'bubble missing' : 'bubble', dir: 'auto' }, text ?? otherwise),
  );
}

function initial(brand: Named | null): string {
  return [...(brand?.name ?? '?')][0]?.toUpperCase() ?? '?';
}
