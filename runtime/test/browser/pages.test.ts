// Which pages the runtime sees: loads, single-page applications, the back/forward cache, hidden tabs.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { group, visit } from './harness';

const CART = '👋 A question about your cart?';

group('pages', () => {
  test('a message appears when it is due, and the page is told', () =>
    visit({}, async shop => {
      await shop.goto('/cart');
      await shop.wait(29);
      assert.equal(await shop.greeting(), null);
      await shop.wait(1);
      assert.match((await shop.greeting()) ?? '', new RegExp(CART));
      const told = [{ type: 'shown', message: 'cart_help', source: '0123456789abcdef' }];
      assert.deepEqual(await shop.get('told'), told);
      assert.deepEqual(await shop.get('heard'), [{ type: 'shown', detail: told[0] }]);
    }));

  for (const navigation of [true, false]) {
    const by = navigation ? 'the Navigation API' : 'the History API';

    test(`${by}: a change of the address is a page, which cancels what is not yet due`, () =>
      visit({ navigation }, async shop => {
        await shop.goto('/cart');
        await shop.wait(20);
        await shop.tab.evaluate(() => history.pushState(null, '', '/elsewhere'));
        await shop.wait(40);
        assert.deepEqual(await shop.told(), []);
        await shop.tab.evaluate(() => history.replaceState(null, '', '/cart?step=2'));
        await shop.wait(29);
        assert.deepEqual(await shop.told(), []);
        await shop.wait(1);
        assert.deepEqual(await shop.told(), ['shown cart_help']);
      }));

    test(`${by}: the same address again is the same page`, () =>
      visit({ navigation }, async shop => {
        await shop.goto('/cart');
        await shop.wait(20);
        await shop.tab.evaluate(() => history.replaceState({ scroll: 3 }, '', '/cart'));
        await shop.tab.evaluate(() => history.pushState(null, ''));
        await shop.wait(10);
        assert.deepEqual(await shop.told(), ['shown cart_help']);
      }));

    test(`${by}: back and forward are pages`, () =>
      visit({ navigation }, async shop => {
        await shop.goto('/cart');
        await shop.tab.evaluate(() => history.pushState(null, '', '/elsewhere'));
        await shop.wait(60);
        assert.deepEqual(await shop.told(), []);
        await shop.tab.goBack();
        await shop.wait(30);
        assert.deepEqual(await shop.told(), ['shown cart_help']);
      }));

    test(`${by}: an address that is replaced at once is no page`, () =>
      visit({ navigation }, async shop => {
        await shop.goto('/');
        await shop.tab.evaluate(() => {
          history.pushState(null, '', '/help');
          history.replaceState(null, '', '/welcome');
        });
        await shop.settle();
        assert.deepEqual(await shop.told(), []);
      }));

    test(`${by}: a fragment is a page if it begins with / or !`, () =>
      visit({ navigation }, async shop => {
        await shop.goto('/');
        await shop.tab.evaluate(() => (location.hash = 'x/help'));
        await shop.settle();
        assert.deepEqual(await shop.told(), [], 'an anchor');
        await shop.tab.evaluate(() => (location.hash = '/help'));
        await shop.settle();
        assert.deepEqual(await shop.told(), ['shown welcome'], 'a route');
        await shop.press('Close');
        await shop.tab.evaluate(() => (location.hash = '!/help'));
        await shop.settle();
        assert.deepEqual((await shop.told()).slice(2), ['shown welcome'], 'a route with an exclamation mark');
        await shop.press('Close');
        await shop.tab.evaluate(() => (location.hash = ''));
        await shop.settle();
        assert.deepEqual((await shop.told()).slice(4), [], 'no fragment');
        await shop.tab.evaluate(() => history.pushState(null, '', '/help#top'));
        await shop.settle();
        assert.deepEqual((await shop.told()).slice(4), ['shown welcome'], 'another path, with an anchor');
      }));

    test(`${by}: the title is read when a message is checked`, () =>
      visit({ navigation }, async shop => {
        await shop.goto('/cart');
        await shop.wait(29);
        await shop.tab.evaluate(() => (document.title = 'none'));
        await shop.wait(60);
        assert.deepEqual(await shop.told(), []);
      }));

    test(`${by}: after stop, nothing is watched, and the page's functions are its own`, () =>
      visit({ navigation }, async shop => {
        await shop.goto('/help');
        assert.notEqual(await shop.greeting(), null);
        const isAsBefore = await shop.tab.evaluate(() => {
          (globalThis as unknown as { widget: { stop(): void } }).widget.stop();
          const { pushState, replaceState } = History.prototype;
          return history.pushState === pushState && history.replaceState === replaceState;
        });
        assert.ok(isAsBefore);
        assert.equal(await shop.greeting(), null);
        await shop.tab.evaluate(() => history.pushState(null, '', '/help?again'));
        await shop.wait(60);
        assert.deepEqual(await shop.told(), ['shown welcome']);
        assert.equal(await shop.tab.locator('proactive-greeting').count(), 0);
      }));
  }

  test('a script that patched the History API after the runtime keeps working when it stops', () =>
    visit({ navigation: false }, async shop => {
      await shop.goto('/');
      const seen = await shop.tab.evaluate(() => {
        const ours = history.pushState;
        const calls: unknown[] = [];
        history.pushState = function (...parameters) {
          calls.push(parameters[2]);
          ours.apply(this, parameters);
        };
        history.pushState(null, '', '/one');
        (globalThis as unknown as { widget: { stop(): void } }).widget.stop();
        history.pushState(null, '', '/two');
        return [...calls, location.pathname];
      });
      assert.deepEqual(seen, ['/one', '/two', '/two']);
    }));

  test('a page from the back/forward cache is loaded anew', () =>
    visit({}, async shop => {
      await shop.goto('/cart');
      await shop.tab.evaluate(() => Object.assign(globalThis, { isSame: true }));
      await shop.wait(20);
      await shop.goto('/elsewhere');
      // A page from the cache does not load again, which Playwright would wait for.
      await shop.tab.goBack({ waitUntil: 'commit' });
      await shop.settle();
      assert.equal(await shop.tab.evaluate(() => 'isSame' in globalThis), true, 'Chromium kept the page');
      await shop.wait(29);
      assert.deepEqual(await shop.told(), []);
      await shop.wait(1);
      assert.deepEqual(await shop.told(), ['shown cart_help']);
    }));

  /** Hides the tab from its scripts, as if another one were in front, or shows it again. */
  const hide = (isHidden: boolean) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  };

  test('what is due in a hidden tab is checked once the visitor sees it again', () =>
    visit({}, async shop => {
      await shop.goto('/cart');
      await shop.wait(10);
      await shop.tab.evaluate(hide, true);
      await shop.wait(60);
      assert.deepEqual(await shop.told(), []);
      await shop.tab.evaluate(hide, false);
      await shop.settle();
      assert.deepEqual(await shop.told(), ['shown cart_help']);
    }));

  test('an address that changes in a hidden tab is a page once the visitor sees it', () =>
    visit({}, async shop => {
      await shop.goto('/cart');
      await shop.tab.evaluate(hide, true);
      await shop.tab.evaluate(() => history.pushState(null, '', '/help'));
      await shop.wait(60);
      assert.deepEqual(await shop.told(), []);
      await shop.tab.evaluate(hide, false);
      await shop.settle();
      assert.deepEqual(await shop.told(), ['shown welcome']);
    }));

  test('a page that loads in a hidden tab is loaded when the visitor sees it', () =>
    visit(
      {
        prepare: () =>
          Object.defineProperty(document, 'hidden', { configurable: true, get: () => true }),
      },
      async shop => {
        await shop.goto('/cart');
        await shop.wait(60);
        await shop.tab.evaluate(hide, false);
        await shop.wait(29);
        assert.deepEqual(await shop.told(), []);
        await shop.wait(1);
        assert.deepEqual(await shop.told(), ['shown cart_help']);
      },
    ));

  test('a computer that slept checks what was due when it wakes', () =>
    visit({}, async shop => {
      await shop.goto('/cart');
      await shop.tab.clock.fastForward('20:00');
      await shop.settle();
      assert.deepEqual(await shop.told(), ['shown cart_help']);
    }));

  const HOSTILE = [
    '/help?<script>alert(1)</script>',
    '/help#"><img src=x onerror=alert(1)>',
    '/help/%00%ff%C0%AF',
    `/help?${'a'.repeat(20_000)}`,
    '/help?\u{1F600}\u202e\u0000',
    '/help;//evil.example:99999/?__proto__=constructor',
  ];
  for (const path of HOSTILE) {
    test(`a hostile address is an address: ${JSON.stringify(path.slice(0, 50))}`, () =>
      visit({}, async shop => {
        await shop.goto('/');
        await shop.tab.evaluate(address => history.pushState(null, '', address), path);
        await shop.settle();
        assert.deepEqual(await shop.told(), ['shown welcome']);
      }));
  }
});
