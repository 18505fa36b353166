// The page of `proactive serve` in Chromium, with the real command and real files.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { demonstrate, eventually, SHOP } from './harness';

const HELP = 'Can I help you with your order?';
const BACK = 'Good to see you again.';
const CART = 'https://www.acme.example/cart';

const twoChannels = `${SHOP}
channel french "www.acme.fr" {
  brand acme
}

message aide "Aide" {
  channel french
  text "Puis-je vous aider ?"
  reply agent "Un instant."
  when always
  on page_load
  frequency every_time
}
`.replaceAll(/^message (cart_help|welcome_back|bonjour) (.*)$/gm, 'message $1 $2\n  channel web');

describe('proactive serve', { concurrency: 2 }, () => {
  test('it begins where a message is shown, and time brings it', () =>
    demonstrate({}, async page => {
      assert.match(await page.field('Address').inputValue(), /\/cart/);
      await page.skip('Next check');
      await page.shows(null);
      await page.skip('Next check');
      await page.shows(HELP);
      assert.match(await page.tab.locator('#elapsed').innerText(), /^3\ds on the page$/);
      assert.equal(await page.button('Next check').isDisabled(), true);
      // Time passes by itself, too.
      const elapsed = await page.tab.locator('#elapsed').innerText();
      await page.button('Play').click();
      await eventually(async () => assert.notEqual(await page.tab.locator('#elapsed').innerText(), elapsed));
    }));

  test('the address and the title of the page', () =>
    demonstrate({}, async page => {
      await page.goto('https://www.acme.example/about');
      await page.skip('+1 min');
      await page.shows(null);
      await page.tab.getByRole('link', { name: 'Cart' }).click();
      assert.equal(await page.field('Address').inputValue(), CART);
      await page.skip('+10 s');
      await page.shows(null);
      await page.skip('+1 min');
      await page.shows(HELP);
      // It stays on the next page, and is not shown again after it was dismissed.
      await page.goto('https://www.acme.example/');
      await page.shows(HELP);
      await page.greeting.getByRole('button', { name: 'Close' }).click();
      await page.goto(CART);
      await page.skip('+1 min');
      await page.shows(null);
      await page.button('Clear data').click();
      await page.skip('+1 min');
      await page.shows(HELP);
    }));

  test('the clock', () =>
    demonstrate({}, async page => {
      assert.equal(await page.field('Time zone').inputValue(), 'Europe/Paris');
      await page.field('Date and time').fill('2026-03-16T18:00');
      await page.button('Load page').click();
      await page.skip('+1 min');
      await page.shows(null);
      assert.match(await page.clock.innerText(), /^Mon 2026-03-16 18:01:0\d Europe\/Paris$/);
      await page.field('Date and time').fill('2026-03-16T17:58');
      await page.button('Load page').click();
      await page.skip('+1 min');
      await page.shows(HELP);
    }));

  test('the visitor', () =>
    demonstrate({}, async page => {
      await page.goto('https://www.acme.example/');
      await page.skip('Next check');
      await page.shows(null);
      await page.field('Returning').check();
      await page.skip('Next check');
      await page.shows(BACK);
      await page.field('New').check();
      await page.shows(null);
      // Those who come back after the visit is over are returning ones.
      await page.field('Date and time').fill('2027-03-16T12:00');
      await page.button('Load page').click();
      await eventually(async () => assert.equal(await page.field('Returning').isChecked(), true));
    }));

  test('a visitor who gets a message', () =>
    demonstrate({}, async page => {
      await page.field('A visitor who gets').selectOption('Welcome back');
      await page.button('Find').click();
      await eventually(async () => assert.equal(await page.field('Returning').isChecked(), true));
      await page.skip('Next check');
      await page.shows(BACK);
      await page.tab.getByText('Not published: 1').click();
      assert.ok(await page.tab.getByText('Bonjour: draft').isVisible());
    }));

  test('why a message is not shown, beside the page', () =>
    demonstrate({}, async page => {
      const says = async (pattern: RegExp) => eventually(async () => assert.match(await page.why.innerText(), pattern));
      await page.field('Date and time').fill('2026-03-16T10:00');
      await page.button('Load page').click();
      // The visit before is long over.
      await page.button('Clear data').click();
      await says(/cart_help is not shown\s+it is due after 30s, and the visitor stayed on the page for 0s/);
      await page.skip('+10 s');
      await says(/the visitor stayed on the page for 1\ds/);
      // What is unfolded stays so while time passes.
      await page.why.getByText('1 more message is for other visitors or pages').click();
      await says(/welcome_back is not shown/);
      await page.skip('+1 min');
      await says(/cart_help is shown after 30s\s+visitor\.url contains "\/cart" is true: it is "https:\/\/www\.acme\.example\/cart"/);
      assert.match(await page.why.innerText(), /welcome_back is not shown/);
      await page.field('Date and time').fill('2026-03-16T20:00');
      await page.button('Load page').click();
      await page.button('Clear data').click();
      await page.skip('+1 min');
      await says(/cart_help is not shown\s+support is closed at Mon 2026-03-16 20:00:\d\d Europe\/Paris/);
      await page.goto('https://www.other.example/');
      await says(/its channel web is not on this page, but on https:\/\/www\.acme\.example/);
      await page.isAccessible();
      await page.picture('off-page');
    }));

  test('the channel', () =>
    demonstrate({ files: { 'main.proactive': twoChannels } }, async page => {
      await page.field('Channel').selectOption('www.acme.fr');
      await page.shows('Puis-je vous aider ?');
      await page.field('Channel').selectOption('www.acme.example');
      await page.shows(null);
    }));

  test('a change of a file is shown at once', () =>
    demonstrate({}, async page => {
      await page.skip('+1 min');
      await page.shows(HELP);
      const elapsed = await page.tab.locator('#elapsed').innerText();
      page.server.write(SHOP.replace(HELP, 'Do you have a question?'));
      await page.shows('Do you have a question?');
      assert.equal(await page.tab.locator('#elapsed').innerText(), elapsed);
      // What happened on the page counts no longer: the message is checked as if it had always been like this.
      page.server.write(SHOP.replace('after 30s', 'after 2m'));
      await page.shows(null);
      await page.skip('+1 min');
      await page.shows(HELP);
      // Neither does an answer.
      await page.greeting.getByRole('button', { name: 'Close' }).click();
      page.server.write(SHOP);
      await page.shows(HELP);
    }));

  test('errors are shown until they are fixed, and the last good state stays', () =>
    demonstrate({}, async page => {
      const problems = page.tab.getByRole('region', { name: 'The workspace has errors' });
      await page.skip('+1 min');
      await page.shows(HELP);
      page.server.write(SHOP.replace('schedule business_hours support', 'schedule business_hours <b>suport</b>'));
      await problems.waitFor();
      assert.match(await problems.innerText(), /you see the messages as they were before/);
      assert.match(await problems.innerText(), /<b>suport<\/b>/);
      assert.equal(await problems.locator('b').count(), 0);
      await page.shows(HELP);
      await page.isAccessible();
      await page.picture('errors');
      page.server.write(SHOP.replace(HELP, 'Fixed.'));
      await problems.waitFor({ state: 'hidden' });
      await page.shows('Fixed.');
    }));

  test('a workspace without a message, then with one', () =>
    demonstrate({ files: { 'main.proactive': 'brand acme\n\nchannel web {\n  brand acme\n}\n' } }, async page => {
      assert.equal(await page.button('Find').isVisible(), false);
      page.server.write(SHOP);
      await page.button('Find').waitFor();
      await page.goto(CART);
    }));

  test('the server ends and comes back', () =>
    demonstrate({ expected: /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/ }, async page => {
      const lost = page.tab.getByText('does not answer');
      await page.server.stop();
      await lost.waitFor();
      page.server.write(SHOP.replace(HELP, 'Back again.'));
      await page.server.restart();
      await lost.waitFor({ state: 'hidden' });
      await page.skip('+1 min');
      await page.shows('Back again.');
    }));

  test('the visit is in the address of the page', () =>
    demonstrate({}, async page => {
      await page.goto('https://www.acme.example/');
      await page.field('Returning').check();
      await eventually(async () => assert.match(page.tab.url(), /visitor=returning/));
      await page.tab.reload();
      await eventually(async () => assert.equal(await page.field('Address').inputValue(), 'https://www.acme.example/'));
      await page.skip('Next check');
      await page.shows(BACK);
    }));

  test('the chat widget gets the answer', () =>
    demonstrate({}, async page => {
      await page.skip('+1 min');
      await page.greeting.getByRole('button', { name: 'Reply' }).click();
      await page.greeting.getByRole('textbox', { name: 'Name' }).fill('Jeanne');
      await page.greeting.getByRole('button', { name: 'Start chat' }).click();
      const chat = page.tab.getByRole('region', { name: 'Chat widget' });
      await chat.waitFor();
      assert.match(await chat.innerText(), /It gets:[^]*Can I help you[^]*Jeanne[^]*cart/);
      assert.ok(await chat.evaluate(it => it === document.activeElement));
      await page.isAccessible();
      await page.picture('chat');
      // A conversation silences messages until it ends.
      await page.goto('https://www.acme.example/');
      await page.field('Returning').check();
      await page.button('Chat').click();
      await page.button('Begin a conversation').click();
      await page.skip('Next check');
      await page.shows(null);
      await page.button('End the conversation').click();
      await page.goto('https://www.acme.example/');
      await page.tab.keyboard.press('Escape');
      await page.skip('Next check');
      await page.button('Chat').click();
      await page.shows(BACK);
    }));

  test('what is no address or language is refused', () =>
    demonstrate({}, async page => {
      for (const [field, wrong] of [
        ['Address', 'www.acme.example'],
        ['Address', 'javascript:alert(1)'],
        ['Language', 'not a language'],
      ] as const) {
        const input = page.field(field);
        const right = await input.inputValue();
        await input.fill(wrong);
        await page.button('Load page').click();
        assert.equal(await input.evaluate((it: HTMLInputElement) => it.validity.customError), true, wrong);
        await input.fill(right);
      }
      await page.button('Load page').click();
      await page.skip('+1 min');
      await page.shows(HELP);
    }));

  test('what authors write is text', () => {
    const hostile = '<img src=x onerror=alert(1)><b>${1}</b>';
    const source = SHOP.replace('"Acme"', `"${hostile}"`)
      .replace(`"${HELP}"`, `"${hostile}"`)
      .replace('"Help in the cart"', `"${hostile}"`)
      .replace('"www.acme.example"', `"${hostile}"`)
      .replace('"Bonjour"', `"${hostile}"`);
    return demonstrate({ files: { 'main.proactive': source, 'proactive.toml': `name = "${hostile}"\n` } }, async page => {
      await page.skip('+1 min');
      await page.shows(hostile);
      assert.equal(await page.tab.evaluate(() => document.querySelectorAll('img, b').length), 0);
      await page.goto(`https://www.acme.example/${encodeURIComponent(hostile)}?${hostile}#${hostile}`);
      await page.field('Page title').fill(hostile);
      await page.button('Load page').click();
      await page.tab.getByRole('heading', { name: hostile }).waitFor();
      assert.equal(await page.tab.evaluate(() => document.querySelectorAll('img, b').length), 0);
    });
  });

  for (const [name, options] of Object.entries({
    light: {},
    dark: { colorScheme: 'dark' },
    narrow: { viewport: { width: 320, height: 800 } },
    'narrow-dark': { viewport: { width: 400, height: 800 }, colorScheme: 'dark' },
    'forced-colours': { forcedColors: 'active' },
  } as const)) {
    test(`anyone can use it: ${name}`, () =>
      demonstrate({ ...options, files: { 'main.proactive': twoChannels } }, async page => {
        await page.skip('+1 min');
        await page.shows(HELP);
        await page.picture(name);
        await page.isAccessible();
        await page.fits();
      }));
  }

  test('the keyboard is enough', () =>
    demonstrate({}, async page => {
      const focused = () => page.tab.evaluate(() => document.activeElement?.id ?? '');
      await page.tab.locator('body').click({ position: { x: 1, y: 1 } });
      await page.field('Address').focus();
      const reached = [];
      for (let step = 0; step < 32; step += 1) {
        await page.tab.keyboard.press('Tab');
        reached.push(await focused());
      }
      for (const id of ['title', 'language', 'moment', 'zone', 'now', 'new', 'clear', 'play', 'skip-10', 'skip-60', 'skip-next', 'shop', 'launcher', 'wanted']) {
        assert.ok(reached.includes(id), `${id}: ${reached.join(' ')}`);
      }
    }));
});
