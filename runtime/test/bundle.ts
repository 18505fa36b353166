// A bundle for tests, as `proactive build --target web` writes it: three messages on pages whose address contains a text.

import type { Bundle } from '../src/bundle';

export const BUNDLE: Bundle = {
  version: 1,
  channel: 'acme_web',
  source: '0123456789abcdef',
  gap: 30,
  case_sensitive: false,
  sites: [{ url: 'https://acme.example/', pattern: '^(?!.*/away)' }],
  schedules: [],
  comparisons: [
    ['visitor.url', 'contains', '/cart'],
    ['visitor.url', 'contains', '/help'],
    ['visitor.url', 'contains', '/order'],
    ['visitor.title', 'is not', 'none'],
  ],
  messages: [
    {
      id: 'welcome',
      text: 'Need help?',
      lang: 'en',
      reply: { text: 'A colleague is with you in a minute.', ask: ['name', 'email'] },
      when: [1],
      after: 0,
      once: 0,
      tags: ['help'],
    },
    { id: 'order', text: 'Where is it?', reply: { bot: 'aria', name: 'Aria', answer: 'order_status' }, when: [2], after: 0, once: 0 },
    {
      id: 'cart_help',
      text: '👋 A question about your cart?',
      lang: 'en',
      reply: { text: 'A colleague is with you in a minute.', ask: ['name', 'email'] },
      when: [0, 3],
      after: 30,
      once: 2,
      tags: ['cart', 'proactive'],
    },
  ],
};
