// What the adapters ask of a widget is what the vendors' own packages ask of it.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import type { Adapter, HandOver } from '../../src/adapter';
import { crisp } from '../../src/adapters/crisp';
import { intercom } from '../../src/adapters/intercom';
import { zendesk } from '../../src/adapters/zendesk';
import { whenPresent } from '../../src/adapters/present';

const HAND_OVER: HandOver = {
  message: 'cart_help',
  text: 'A question?',
  tags: ['cart'],
  contact: { name: 'Claire', email: 'claire@example.com' },
  botAnswer: null,
};

let asked: unknown[];
beforeEach(() => {
  asked = [];
});

/** What the adapter asks for in a hand-over. */
function byAdapter(adapter: Adapter, handOver: HandOver): unknown[] {
  asked = [];
  let opens = 0;
  adapter.handOver(handOver, () => (opens += 1));
  assert.equal(opens, 1, 'the window opens in place of the greeting');
  return asked;
}

test('crisp: the commands are those of crisp-sdk-web', async () => {
  const $crisp = { push: (command: unknown) => asked.push(command) };
  Object.assign(globalThis, { window: { $crisp }, document: { getElementsByTagName: () => [{ appendChild() {} }], createElement: () => ({}) }, $crisp });
  const { Crisp } = await import('crisp-sdk-web');
  Crisp.configure('website', { autoload: false });
  asked = [];
  Crisp.user.setNickname('Claire');
  Crisp.user.setEmail('claire@example.com');
  Crisp.session.setSegments(['cart']);
  Crisp.message.showText('A question?');
  Crisp.chat.open();
  // The package passes on the optional parameters, too, which are left out here.
  const byPackage = JSON.parse(JSON.stringify(asked).replaceAll(',null]', ']').replace('["cart"],false]', '["cart"]]')) as unknown[];
  assert.deepEqual(byAdapter(crisp(), HAND_OVER), byPackage);

  asked = [];
  Crisp.scenario.run('order_status');
  Crisp.chat.open();
  const bot = { ...HAND_OVER, contact: {}, tags: [], botAnswer: { bot: 'aria', name: 'Aria', answer: 'order_status' } };
  const byName = asked;
  assert.deepEqual(byAdapter(crisp(), bot), byName);
});

test('intercom: the methods are those of @intercom/messenger-js-sdk', async () => {
  const Intercom = (...parameters: unknown[]) => asked.push(parameters.filter(it => it !== undefined));
  Object.assign(globalThis, { window: { Intercom }, Intercom });
  const Messenger = await import('@intercom/messenger-js-sdk');
  Messenger.update({ name: 'Claire', email: 'claire@example.com' });
  (Messenger.showNewMessage as () => void)();
  const byPackage = asked;
  assert.deepEqual(byAdapter(intercom(), HAND_OVER), byPackage);
  assert.deepEqual(byAdapter(intercom(), { ...HAND_OVER, contact: {} }), [['showNewMessage']]);
});

test('zendesk: without ticket fields, what the visitor filled in is left out', () => {
  Object.assign(globalThis, { zE: (...parameters: unknown[]) => asked.push(parameters) });
  assert.deepEqual(byAdapter(zendesk(), HAND_OVER), [
    ['messenger:set', 'conversationTags', ['cart']],
    ['messenger', 'show'],
    ['messenger', 'open'],
  ]);
  assert.deepEqual(byAdapter(zendesk({ fields: ({ email = '' }) => [{ id: '12', value: email }] }), { ...HAND_OVER, tags: [] }), [
    ['messenger:set', 'conversationFields', [{ id: '12', value: 'claire@example.com' }]],
    ['messenger', 'show'],
    ['messenger', 'open'],
  ]);
});

test('a widget is waited for once, and not for ever', t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const pass = (time: number) => {
    for (let passed = 0; passed < time; passed += 100) {
      t.mock.timers.tick(100);
    }
  };
  let widget: string | undefined;
  const used: string[] = [];
  const wait = () => whenPresent(() => widget, found => used.push(found));
  wait();
  const stop = wait();
  stop();
  pass(30_000);
  widget = 'there';
  pass(30_000);
  assert.deepEqual(used, ['there']);
  widget = undefined;
  wait();
  pass(61_000);
  widget = 'too late';
  pass(60_000);
  assert.deepEqual(used, ['there']);
});
