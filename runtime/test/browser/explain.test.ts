// Why messages are shown or not: on the console, and over the page.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import type { Explanation } from '../../src/explain/explanation';
import { group, type Shop, visit } from './harness';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

const overlay = ({ tab }: Shop) => tab.locator('proactive-explanation').getByRole('region', { name: 'Messages on this page' });

/** What `explain` returns and what it prints. */
async function explain(shop: Shop): Promise<{ readonly explanation: Explanation | null; readonly printed: string }> {
  const line = shop.tab.waitForEvent('console');
  const explanation = await shop.tab.evaluate(() => (globalThis as unknown as { widget: { explain(): Explanation | null } }).widget.explain());
  return { explanation, printed: (await line).text() };
}

group('explanation', () => {
  test('the console says what a visitor gets and why, the nearest first', () =>
    visit({ explains: true }, async shop => {
      await shop.goto('/cart');
      await shop.wait(12);
      const early = await explain(shop);
      assert.deepEqual(
        early.explanation?.messages.map(({ message, nearness }) => `${message} ${nearness}`),
        ['cart_help kept_back', 'welcome other_page', 'order other_page'],
      );
      assert.match(early.printed, /A new visitor with the device language en-US has been on the page for 12s\./);
      assert.match(early.printed, /`cart_help` is not shown:\n {2}- it is due after 30s, and the visitor stayed on the page for 12s\n/);
      assert.match(early.printed, /`welcome` is not shown:\n {2}- `visitor\.url contains "\/help"` is false: it is "http:[^"]+\/cart"/);
      await shop.wait(18);
      const late = await explain(shop);
      assert.match(
        late.printed,
        /`cart_help` is shown after 30s:\n.*`visitor\.url contains "\/cart"` is true.*\n.*`visitor\.title is not "none"` is true: it is "Shop"\n.*once per customer/,
      );
      await shop.goto('/cart');
      const { explanation } = await explain(shop);
      assert.deepEqual(explanation?.messages[0]?.reasons, ['it is due after 30s, and the visitor stayed on the page for 0s']);
      await shop.wait(30);
      assert.deepEqual((await explain(shop)).explanation?.messages[0]?.reasons, [
        'it is shown once per customer, and was shown before',
        'it is still shown from an earlier page',
      ]);
    }));

  test('on a page that the channel is not on, that is the reason', () =>
    visit({ explains: true }, async shop => {
      await shop.goto('/away');
      const { explanation, printed } = await explain(shop);
      assert.deepEqual([explanation?.page.isOnChannel, explanation?.messages.length], [false, 3]);
      assert.match(printed, /\n\n3 messages cannot be shown:\n {2}- its channel `acme_web` is not on this page, but on https:\/\/acme\.example\/$/);
    }));

  test('the overlay appears where the page and the address ask for it, and follows what happens', () =>
    visit({ explains: true }, async shop => {
      await shop.goto('/cart');
      assert.equal(await overlay(shop).count(), 0);
      await shop.goto('/cart?proactive-debug');
      assert.match(await overlay(shop).innerText(), /cart_help is not shown\s+it is due after 30s/);
      await shop.wait(30);
      assert.match(await overlay(shop).innerText(), /cart_help is shown after 30s/);
      await shop.press('Reply');
      await shop.tab.evaluate(() => history.pushState(null, '', '/help'));
      await shop.settle();
      assert.match(await overlay(shop).innerText(), /welcome is not shown\s+after 0s, its channel had cart_help open/);
      await overlay(shop).getByRole('button', { name: 'Close' }).click();
      assert.equal(await overlay(shop).count(), 0);
    }));

  test('a page that does not allow it shows no overlay', () =>
    visit({ explains: true, debug: false }, async shop => {
      await shop.goto('/cart?proactive-debug');
      assert.equal(await overlay(shop).count(), 0);
      assert.notEqual((await explain(shop)).explanation, null);
    }));

  test('hostile titles are only text, and axe finds nothing in the overlay', () =>
    visit({ explains: true }, async shop => {
      await shop.goto('/cart?proactive-debug&x=<img src=x onerror=alert(1)>');
      await shop.tab.evaluate(() => void (document.title = '`<b>"\u202Enone'));
      await shop.wait(30);
      assert.match(await overlay(shop).innerText(), /<b>\\"\\u\{202E\}none/);
      assert.equal(await overlay(shop).locator('b, img').count(), 0);
      // axe waits for timers.
      await shop.tab.clock.resume();
      // As the browser's own script: the policy of the page forbids it.
      const session = await shop.tab.context().newCDPSession(shop.tab);
      await session.send('Runtime.evaluate', { expression: AXE });
      const { result } = await session.send('Runtime.evaluate', {
        expression: `axe.run('proactive-explanation').then(({ violations }) => violations.map(({ id }) => id).join())`,
        awaitPromise: true,
      });
      assert.equal(result.value, '');
    }));
});
