// What the runtime remembers of a visitor: visits, storage, consent, several tabs.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { eventually, group, START, visit } from './harness';

const MINUTE = 60;

group('visitors', () => {
  test('what was shown is remembered, and nothing that names a person', () =>
    visit({}, async shop => {
      await shop.goto('/cart?email=claire@example.com#secret');
      await shop.wait(30);
      await shop.goto('/cart');
      assert.match((await shop.greeting()) ?? '', /cart/, 'it stays from page to page');
      assert.deepEqual(await shop.told(), [], 'and is not shown anew');
      await shop.press('Close');
      assert.deepEqual(await shop.told(), ['dismissed cart_help']);
      await shop.goto('/cart');
      await shop.wait(60);
      assert.deepEqual(await shop.told(), [], 'once for each customer');
      const kept = await shop.tab.evaluate(() => ({ ...localStorage }));
      assert.deepEqual(Object.keys(kept), ['proactive:1:acme_web']);
      assert.deepEqual((await shop.stored())?.visitor, {
        history: 'new',
        inVisit: true,
        seen: ['cart_help'],
        used: ['cart_help'],
        shown: null,
        inConversation: false,
      });
      assert.equal(await shop.tab.evaluate(() => document.cookie + sessionStorage.length), '0');
    }));

  test('what a channel shows is out of sight on a page that it is not on', () =>
    visit({}, async shop => {
      await shop.goto('/help');
      await shop.goto('/away');
      assert.equal(await shop.greeting(), null);
      await shop.goto('/');
      assert.match((await shop.greeting()) ?? '', /Need help/);
    }));

  test('a visit ends half an hour after the last event: what is shown goes, and the next visit is a return', () =>
    visit({}, async shop => {
      await shop.goto('/help');
      await shop.wait(29 * MINUTE);
      await shop.press('Reply');
      await shop.wait(30 * MINUTE - 1);
      assert.notEqual(await shop.greeting(), null);
      await shop.wait(1);
      assert.equal(await shop.greeting(), null);
      const { inVisit, history, used } = (await shop.stored())?.visitor ?? {};
      assert.deepEqual({ inVisit, history, used }, { inVisit: false, history: 'returning', used: [] });
      await shop.goto('/help');
      assert.equal((await shop.stored())?.visitor.history, 'returning');
      assert.notEqual(await shop.greeting(), null);
    }));

  test('after the visit ended, nothing is shown until the next page', () =>
    visit({}, async shop => {
      await shop.goto('/');
      await shop.wait(31 * MINUTE);
      assert.equal((await shop.stored())?.visitor.inVisit, false);
      await shop.tab.evaluate(() => history.pushState(null, '', '/help'));
      await shop.settle();
      assert.deepEqual(await shop.told(), ['shown welcome']);
      assert.equal((await shop.stored())?.visitor.history, 'returning');
    }));

  test('a clock that is set back neither ends the visit nor makes checks late', () =>
    visit({}, async shop => {
      await shop.goto('/cart');
      await shop.wait(10);
      await shop.tab.clock.setSystemTime(new Date(START.getTime() - 5 * 3600_000));
      await shop.wait(20);
      assert.deepEqual(await shop.told(), ['shown cart_help']);
      await shop.press('Close');
      await shop.tab.clock.setSystemTime(new Date(START.getTime() - 9 * 3600_000));
      await shop.goto('/');
      assert.equal((await shop.stored())?.visitor.history, 'new');
      await shop.wait(29 * MINUTE);
      assert.equal((await shop.stored())?.visitor.inVisit, true);
      await shop.wait(MINUTE);
      assert.equal((await shop.stored())?.visitor.inVisit, false);
    }));

  test('in a frame without an origin, where storage and locks are blocked, a page remembers itself', () =>
    visit({}, async shop => {
      await shop.goto('/framing');
      await shop.wait(30);
      const [, frame] = shop.tab.frames();
      assert.ok(frame);
      const isBlocked = await frame.evaluate(() => {
        try {
          return localStorage === null;
        } catch (error) {
          return error instanceof DOMException && error.name === 'SecurityError';
        }
      });
      assert.equal(isBlocked, true);
      const greeting = frame.locator('proactive-greeting');
      assert.match(await greeting.getByRole('region').innerText(), /cart/);
      await greeting.getByRole('button', { name: 'Close' }).click();
      await shop.settle();
      await frame.evaluate(() => history.pushState(null, '', '/cart?again'));
      await shop.wait(60);
      assert.equal(await greeting.getByRole('region').count(), 0);
    }));

  test('with full storage, a page remembers itself', () =>
    visit({}, async shop => {
      await shop.goto('/');
      await shop.call('reset');
      await shop.tab.evaluate(() => {
        for (let size = 5_000_000; size > 0; size = Math.floor(size / 2)) {
          try {
            localStorage.setItem(`filler${size}`, 'x'.repeat(size));
          } catch {
            // It is full for this size.
          }
        }
      });
      await shop.goto('/cart');
      await shop.wait(30);
      await shop.press('Close');
      await shop.tab.evaluate(() => history.pushState(null, '', '/cart?again'));
      await shop.wait(60);
      assert.deepEqual(await shop.told(), ['shown cart_help', 'dismissed cart_help']);
      assert.equal(await shop.stored(), null);
    }));

  test('content that was tampered with is as if there were none', () =>
    visit({ prepare: () => localStorage.getItem('proactive:1:acme_web') ?? localStorage.setItem('proactive:1:acme_web', '{"visitor":{"seen":{"length":9}}}') }, async shop => {
      await shop.goto('/cart');
      await shop.wait(30);
      assert.deepEqual(await shop.told(), ['shown cart_help']);
      assert.deepEqual((await shop.stored())?.visitor.seen, ['cart_help']);
    }));

  /** Counts what asks for storage. */
  const spy = () => {
    const counted = globalThis as unknown as { uses: number };
    counted.uses = 0;
    const area = localStorage;
    Object.defineProperty(globalThis, 'localStorage', { get: () => ((counted.uses += 1), area) });
    const { locks } = navigator;
    Object.defineProperty(navigator, 'locks', { get: () => ((counted.uses += 1), locks) });
  };

  test('without consent, nothing is stored or read, and every page is a first visit', () =>
    visit({ consent: false, prepare: spy }, async shop => {
      await shop.goto('/cart');
      await shop.wait(30);
      await shop.press('Close');
      await shop.wait(60);
      await shop.tab.evaluate(() => history.pushState(null, '', '/cart?again'));
      await shop.wait(60);
      assert.deepEqual(await shop.told(), ['shown cart_help', 'dismissed cart_help'], 'the page itself remembers');
      assert.equal(await shop.tab.evaluate(() => (globalThis as unknown as { uses: number }).uses), 0);
      await shop.goto('/cart');
      await shop.wait(30);
      assert.deepEqual(await shop.told(), ['shown cart_help']);
      assert.equal(await shop.stored(), null);
    }));

  test('consent on a page takes effect with the next event, and what the page remembers is kept', () =>
    visit({ consent: false }, async shop => {
      await shop.goto('/cart');
      await shop.wait(30);
      await shop.consent(true);
      await shop.press('Close');
      assert.deepEqual((await shop.stored())?.visitor.seen, ['cart_help']);
      await shop.consent(false);
      await shop.tab.evaluate(() => history.pushState(null, '', '/help'));
      await shop.settle();
      assert.deepEqual((await shop.stored())?.visitor.shown, null, 'no longer, once it is taken back');
      await shop.call('reset');
      assert.equal(await shop.greeting(), null);
      assert.equal(await shop.stored(), null);
    }));

  test('consent just before the page goes is enough', () =>
    visit({ consent: false }, async shop => {
      await shop.goto('/help');
      await shop.consent(true);
      await shop.goto('/away');
      assert.deepEqual((await shop.stored())?.visitor.seen, ['welcome']);
    }));

  test('reset forgets the visitor, and stores nothing until the next page', () =>
    visit({}, async shop => {
      await shop.goto('/help');
      await shop.call('reset');
      assert.equal(await shop.greeting(), null);
      assert.deepEqual(await shop.tab.evaluate(() => ({ ...localStorage })), {});
      await shop.wait(60);
      assert.deepEqual(await shop.tab.evaluate(() => ({ ...localStorage })), {});
      await shop.goto('/');
      assert.equal((await shop.stored())?.visitor.history, 'new');
    }));

  test('data that the browser cleared is forgotten on the page, too', () =>
    visit({}, async shop => {
      await shop.goto('/cart');
      await shop.wait(30);
      await shop.tab.evaluate(() => localStorage.clear());
      await shop.tab.evaluate(() => history.pushState(null, '', '/cart?again'));
      await shop.wait(30);
      assert.deepEqual(await shop.told(), ['shown cart_help', 'shown cart_help']);
    }));

  test('of two tabs that check at the same time, one shows the message', () =>
    visit({}, async shop => {
      const other = await shop.another();
      await shop.goto('/cart');
      await other.goto('/cart');
      await shop.wait(30);
      await other.settle();
      const told = [...(await shop.told()), ...(await other.told())];
      assert.deepEqual(told, ['shown cart_help']);
      assert.equal([await shop.greeting(), await other.greeting()].filter(text => text !== null).length, 1);
    }));

  test('without Web Locks, tabs still know of one another', () =>
    visit({ prepare: () => Object.defineProperty(navigator, 'locks', { value: undefined }) }, async shop => {
      const other = await shop.another();
      await shop.goto('/cart');
      await shop.wait(30);
      await other.goto('/');
      await other.press('Close');
      await eventually(async () => assert.equal(await shop.greeting(), null));
      await other.goto('/cart');
      await other.wait(30);
      assert.deepEqual(await other.told(), []);
    }));

  test('a message that is closed in one tab closes in the others', () =>
    visit({}, async shop => {
      await shop.goto('/help');
      const other = await shop.another();
      await other.goto('/');
      assert.match((await other.greeting()) ?? '', /Need help/, 'it is on the next page, in any tab');
      await other.press('Close');
      await eventually(async () => assert.equal(await shop.greeting(), null));
      assert.deepEqual(await shop.told(), ['shown welcome']);
      assert.deepEqual(await other.told(), ['dismissed welcome']);
    }));

  test('a message that is opened in one tab is open in the others', () =>
    visit({}, async shop => {
      await shop.goto('/help');
      const other = await shop.another();
      await other.goto('/');
      await shop.press('Reply');
      await eventually(async () => assert.match((await other.greeting()) ?? '', /A colleague/));
      assert.deepEqual(await other.told(), []);
    }));

  test('a message appears in no tab but that in which it was due, until the next page there', () =>
    visit({}, async shop => {
      await shop.goto('/');
      const other = await shop.another();
      await other.goto('/help');
      assert.equal(await shop.greeting(), null);
      await shop.wait(31);
      assert.equal(await shop.greeting(), null);
      await shop.tab.evaluate(() => history.pushState(null, '', '/next'));
      assert.match((await shop.greeting()) ?? '', /Need help/);
    }));

  test('reset in one tab forgets the visitor in the others', () =>
    visit({}, async shop => {
      await shop.goto('/help');
      const other = await shop.another();
      await other.goto('/');
      await other.call('reset');
      await eventually(async () => assert.equal(await shop.greeting(), null));
      await shop.wait(60);
      assert.deepEqual(await shop.tab.evaluate(() => ({ ...localStorage })), {});
    }));
});
