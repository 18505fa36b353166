// Each adapter's way from the greeting into the chat widget, with a stub that has the published types.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Settings } from '../page/app';
import { group, type Shop, visit } from './harness';

const MINUTE = 60;

interface Case {
  readonly adapter: NonNullable<Settings['adapter']>;
  /** What the widget is asked for once the visitor gave a name and an address. */
  readonly asked: unknown[];
  /** The event with which the widget tells that a conversation began; `null` if it tells of none. */
  readonly begins: string | null;
  /** The event with which it tells that it ended; `null` if it ends with the visit. */
  readonly ends: string | null;
  /** What the widget is asked for if a bot answers. */
  readonly bot: unknown[];
}

const CONTACT = { name: 'Claire', email: 'claire@example.com' };

const CASES: Case[] = [
  {
    adapter: 'zendesk',
    asked: [
      ['messenger:set', 'conversationTags', ['cart', 'proactive']],
      [
        'messenger:set',
        'conversationFields',
        [
          { id: '11', value: 'Claire' },
          { id: '12', value: 'claire@example.com' },
        ],
      ],
      ['messenger', 'show'],
      ['messenger', 'open'],
    ],
    begins: 'conversationStarted',
    ends: null,
    bot: [
      ['messenger', 'show'],
      ['messenger', 'open'],
    ],
  },
  { adapter: 'intercom', asked: [['update', CONTACT], ['showNewMessage']], begins: null, ends: null, bot: [['showNewMessage']] },
  {
    adapter: 'crisp',
    asked: [
      ['set', 'user:nickname', ['Claire']],
      ['set', 'user:email', ['claire@example.com']],
      ['set', 'session:segments', [['cart', 'proactive']]],
      ['do', 'message:show', ['text', '👋 A question about your cart?']],
      ['do', 'chat:open'],
    ],
    begins: 'message:sent',
    ends: null,
    bot: [
      ['do', 'bot:scenario:run', ['order_status']],
      ['do', 'chat:open'],
    ],
  },
  {
    adapter: 'chatwoot',
    asked: [
      ['setUser', 'claire@example.com', CONTACT],
      ['setLabel', 'cart'],
      ['setLabel', 'proactive'],
      ['toggle', 'open'],
    ],
    begins: 'on-start-conversation',
    ends: null,
    bot: [['toggle', 'open']],
  },
  {
    adapter: 'generic',
    asked: [
      [
        'handOver',
        {
          message: 'cart_help',
          text: '👋 A question about your cart?',
          tags: ['cart', 'proactive'],
          contact: CONTACT,
          botAnswer: null,
        },
      ],
    ],
    begins: 'begin',
    ends: 'end',
    bot: [
      [
        'handOver',
        { message: 'order', text: 'Where is it?', tags: [], contact: {}, botAnswer: { bot: 'aria', name: 'Aria', answer: 'order_status' } },
      ],
    ],
  },
];

/** Opens the message, fills in the form, and hands over. */
async function answer(shop: Shop) {
  await shop.press('Reply');
  await shop.tab.getByLabel('Name').fill(CONTACT.name);
  await shop.tab.getByLabel('Email address').fill(CONTACT.email);
  await shop.press('Start chat');
}

const conversation = async (shop: Shop) => (await shop.stored())?.visitor.inConversation;

group('adapters', () => {
  for (const { adapter, asked, begins, ends, bot } of CASES) {
    test(`${adapter}: shown, opened, filled in, handed over, silenced, ended`, () =>
      visit({ adapter }, async shop => {
        await shop.goto('/cart');
        await shop.wait(30);
        await answer(shop);
        assert.deepEqual(await shop.get('asked'), asked);
        assert.deepEqual(await shop.told(), ['shown cart_help', 'opened cart_help', 'replied cart_help']);
        assert.deepEqual(
          ((await shop.get('heard')) as { type: string }[]).map(({ type }) => type),
          ['shown', 'opened', 'replied'],
        );
        assert.equal(await shop.greeting(), null, 'the widget has taken its place');
        assert.equal(await conversation(shop), true);
        if (begins) {
          await shop.emit(begins);
        }
        await shop.tab.evaluate(() => history.pushState(null, '', '/help'));
        assert.equal(await shop.greeting(), null, 'a conversation silences messages');
        if (ends) {
          await shop.emit(ends);
        } else {
          await shop.wait(30 * MINUTE);
        }
        assert.equal(await conversation(shop), false);
        await shop.goto('/help');
        assert.deepEqual(await shop.told(), ['shown welcome'], 'after it ended, messages are shown again');
      }));

    test(`${adapter}: a bot's answer`, () =>
      visit({ adapter }, async shop => {
        await shop.goto('/order');
        await shop.press('Reply');
        assert.deepEqual(await shop.told(), ['shown order', 'opened order', 'replied order']);
        assert.deepEqual(await shop.get('asked'), bot);
      }));

    if (begins) {
      test(`${adapter}: a conversation that the visitor began in the widget silences messages`, () =>
        visit({ adapter }, async shop => {
          await shop.goto('/cart');
          await shop.emit(begins);
          assert.equal(await conversation(shop), true);
          await shop.wait(60);
          assert.deepEqual(await shop.told(), []);
        }));
    }

    if (adapter !== 'generic') {
      test(`${adapter}: a widget that loads late`, () =>
        visit({ adapter, loads: 'late' }, async shop => {
          await shop.goto('/cart');
          await shop.wait(30);
          await answer(shop);
          assert.deepEqual(await shop.get('asked'), []);
          // Crisp's commands wait in an array, which does not report when they are run.
          if (adapter !== 'crisp') {
            assert.match((await shop.greeting()) ?? '', /continues in the chat/);
          }
          await shop.load();
          await shop.wait(1);
          assert.deepEqual(await shop.get('asked'), asked);
          assert.equal(await shop.greeting(), null);
          if (begins) {
            await shop.emit(begins);
          }
          assert.equal(await conversation(shop), true);
        }));

      test(`${adapter}: a widget that never loads`, () =>
        visit({ adapter, loads: 'late' }, async shop => {
          await shop.goto('/cart');
          await shop.wait(30);
          await answer(shop);
          await shop.wait(2 * MINUTE);
          await shop.call('stop');
          assert.deepEqual(await shop.get('asked'), []);
        }));
    }
  }

  test("zendesk: the widget's own message counts as one that is shown, until the widget opens", () =>
    visit({ adapter: 'zendesk' }, async shop => {
      await shop.goto('/');
      await shop.emit('proactiveMessageDisplayed');
      await shop.tab.evaluate(() => history.pushState(null, '', '/help'));
      assert.equal(await shop.greeting(), null);
      assert.equal(await conversation(shop), false, 'it is no conversation');
      await shop.emit('open');
      await shop.tab.evaluate(() => history.pushState(null, '', '/help?again'));
      assert.notEqual(await shop.greeting(), null);
    }));

  test('zendesk: after stop, nothing of the widget is listened to', () =>
    visit({ adapter: 'zendesk' }, async shop => {
      await shop.goto('/');
      assert.equal(await shop.listeners(), 3);
      await shop.call('stop');
      assert.equal(await shop.listeners(), 0);
    }));

  test('generic: the greeting says that the conversation continues if the page opens no window', () =>
    visit({ opens: false }, async shop => {
      await shop.goto('/cart');
      await shop.wait(30);
      await answer(shop);
      assert.match((await shop.greeting()) ?? '', /continues in the chat/);
      await shop.tab.evaluate(() => history.pushState(null, '', '/help'));
      assert.equal(await shop.greeting(), null, 'until the next page');
    }));

  test('chatwoot: tags are set again once there is a conversation', () =>
    visit({ adapter: 'chatwoot' }, async shop => {
      await shop.goto('/cart');
      await shop.wait(30);
      await answer(shop);
      await shop.emit('on-message');
      await shop.emit('on-message');
      const asked = (await shop.get('asked')) as unknown[];
      assert.deepEqual(asked.slice(4), [
        ['setLabel', 'cart'],
        ['setLabel', 'proactive'],
      ]);
    }));

  test('an error in the code of the page is reported, and stops nothing', () =>
    visit({ mayFail: true, prepare: () => Object.assign(globalThis, { fails: true }) }, async shop => {
      const errors: string[] = [];
      shop.tab.on('pageerror', error => errors.push(error.message));
      await shop.goto('/cart');
      await shop.wait(30);
      await answer(shop);
      assert.deepEqual(errors, ['on shown', 'on opened', 'handOver', 'on replied']);
      assert.equal(await conversation(shop), true);
    }));
});
