// The shop in `examples/page`, as a stranger opens it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EXAMPLE, group, type Shop, visit } from './harness';

const open = (shop: Shop, page = '') => shop.goto(EXAMPLE + page);

/** The channel of the example. */
const CHANNEL = 'shop';

/** A visitor of the example. */
const visitExample = (run: (shop: Shop) => Promise<void>) => visit({ channel: CHANNEL }, run);

const text = async (shop: Shop) => (await shop.greeting()) ?? '';

group('example', () => {
  test('a newcomer is welcomed, and the chat takes over', () =>
    visitExample(async shop => {
      await open(shop);
      await shop.wait(2);
      assert.match(await text(shop), /New here\?/);
      await shop.press('Reply');
      await shop.tab.getByLabel('Name').fill('Claire');
      await shop.press('Start chat');
      assert.equal(await shop.greeting(), null);
      const chat = shop.tab.getByRole('region', { name: 'Chat' });
      assert.deepEqual(await chat.getByRole('listitem').allInnerTexts(), [
        '🌱 New here? Tell us about your home, and we find a plant that likes it.',
        'Claire',
        'Tags: welcome',
      ]);
      await shop.tab.getByLabel('Your message').pressSequentially('Hello');
      await chat.getByRole('button', { name: 'Send' }).click();
      await chat.getByRole('button', { name: 'End chat' }).click();
    }));

  test('the single-page application shows its message without a load', () =>
    visitExample(async shop => {
      await open(shop, 'planner.html');
      await shop.wait(5);
      assert.equal(await shop.greeting(), null);
      await shop.tab.evaluate(() => Object.assign(globalThis, { isSame: true }));
      await shop.tab.getByRole('link', { name: 'Rather dark' }).click();
      assert.match(await text(shop), /Little light\?/);
      assert.match(await shop.tab.title(), /^A rather dark room/);
      await shop.press('Reply');
      assert.match(await shop.tab.getByRole('log', { name: 'Messages' }).innerText(), /Moss: Sansevieria/);
      await shop.tab.goBack();
      assert.match(await shop.tab.title(), /^Planner/);
      assert.equal(await shop.tab.evaluate(() => 'isSame' in globalThis), true);
    }));

  test('what the visitor saw is remembered after consent, until it is forgotten', () =>
    visitExample(async shop => {
      const { tab } = shop;
      const banner = tab.getByRole('region', { name: 'Consent' });
      for (const load of ['first', 'second']) {
        await open(shop);
        await shop.wait(2);
        assert.match(await text(shop), /New here\?/, `without an answer, on the ${load} load`);
      }
      assert.deepEqual(await tab.evaluate(() => ({ ...localStorage })), {});
      await banner.getByRole('button', { name: 'Yes' }).click();
      assert.equal(await banner.count(), 0);
      await shop.press('Close');
      await open(shop);
      await shop.wait(5);
      assert.equal(await shop.greeting(), null);
      assert.deepEqual((await shop.stored())?.visitor.seen, ['welcome']);
      await tab.getByRole('button', { name: 'Forget me' }).click();
      await shop.settle();
      assert.deepEqual(await tab.evaluate(() => ({ ...localStorage })), {});
      assert.equal(await banner.count(), 1);
    }));
});
