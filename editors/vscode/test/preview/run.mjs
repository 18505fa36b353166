// The preview panel alone, in Chromium: what it draws and announces, keyboard use, that no author's text
// is parsed as markup, and that axe finds no problem, in four themes and at three widths. With
// --pictures, screenshots are kept in test/preview/pictures.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

import { THEMES, style } from './themes.mjs';

const ORIGIN = 'http://panel.example';
const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const pictures = process.env['PROACTIVE_PICTURES'] === '1';

const place = line => ({ uri: 'file:///shop/cart.proactive', range: { start: { line, character: 8 }, end: { line, character: 12 } } });
const named = (id, name) => ({ id, name });
const channel = named('web', 'acme.fr widget');
const VISITOR = { url: 'https://acme.fr/cart', title: 'Panier', language: 'fr', history: 'new', at: '2026-03-16 10:00 Europe/Paris' };
const CART = {
  message: named('cart_help', 'Help in the cart'),
  status: 'published',
  text: '👋 Bonjour !\n\nUne question sur votre panier ?',
  reply: { kind: 'agent', text: 'A colleague is with you in a minute.', ask: ['name', 'email'] },
  brand: named('acme', 'Acme Outdoor'),
  channel,
  summary: ['Who: the address contains `/cart`.', 'When: 30 seconds after a page has loaded, if they are still there.'],
  location: place(0),
  visitor: VISITOR,
  visitors: [VISITOR, { ...VISITOR, url: 'https://acme.fr/checkout', history: 'returning' }],
  takenBy: [],
};
const BOT = {
  ...CART,
  message: named('order', '<img src=x onerror="document.title=1">'),
  status: 'draft',
  text: '<script>document.title = 1</script><b>bold</b>',
  reply: { kind: 'bot', bot: named('aria', 'Aria'), answer: named('order_status', 'Where is my order?') },
  visitor: null,
  visitors: [],
  takenBy: ['cart_help'],
};
const PLAYED = {
  leftOut: [],
  loaded: 'Mon 2026-03-16 10:00:00 Europe/Paris',
  shown: [
    {
      message: 'cart_help', name: 'Help in the cart', channel: 'web', afterSeconds: 30, location: place(0),
      reasons: [
        { words: '`visitor.url contains "/cart"` in `buyers` is true: it is "https://acme.fr/cart"', locations: [place(2)] },
        { words: 'it is shown every time', locations: [] },
      ],
    },
  ],
  notShown: [
    {
      message: 'welcome', name: 'Welcome <b>', channel: 'web', location: place(7), offPage: false, nearness: 'oneComparison',
      reasons: [
        { words: '`visitor.history is new` is false: the visitor is returning', locations: [place(9), place(20)] },
        { words: '`visitor.url contains "/<b>"` is false', locations: [place(10)] },
      ],
    },
    {
      message: 'night', name: 'night', channel: 'web', location: place(15), offPage: false, nearness: 'keptBack',
      reasons: [{ words: 'outside of its hours', locations: [] }],
    },
  ],
};

let browser;
let html;

before(async () => {
  const { outputFiles } = await build({ entryPoints: ['src/preview/html.ts'], bundle: true, format: 'esm', write: false, logLevel: 'warning' });
  const module = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  html = module.html({ script: `${ORIGIN}/preview.js`, style: `${ORIGIN}/preview.css`, source: ORIGIN, nonce: 'guess' });
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update'];
  browser = await chromium.launch({ executablePath, headless: true, args });
  if (pictures) {
    mkdirSync('test/preview/pictures', { recursive: true });
  }
});

after(async () => browser?.close());

/** Opens the panel; `sent` collects its messages, `errors` its errors. */
async function open({ theme = 'dark', width = 900, state } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: false });
  const page = await context.newPage();
  const sent = [];
  const errors = [];
  page.on('pageerror', error => errors.push(String(error)));
  page.on('console', line => line.type() === 'error' && errors.push(line.text()));
  await page.exposeFunction('send', message => sent.push(message));
  await page.addInitScript(kept => {
    let state = kept;
    globalThis.acquireVsCodeApi = () => ({
      postMessage: message => globalThis.send(message),
      getState: () => state,
      setState: next => { state = next; globalThis.kept = next; },
    });
  }, state);
  await page.route(`${ORIGIN}/**`, route => {
    const name = new URL(route.request().url()).pathname;
    if (name === '/') {
      const kinds = { light: 'vscode-light', dark: 'vscode-dark', contrast: 'vscode-high-contrast', contrastLight: 'vscode-high-contrast-light' };
      return route.fulfill({ contentType: 'text/html', body: html.replace('<body>', `<body class="${kinds[theme]}">`) });
    }
    const type = name.endsWith('.css') ? 'text/css' : 'text/javascript';
    const body = readFileSync(`dist${name}`, 'utf8') + (name.endsWith('.css') ? style(THEMES[theme]) : '');
    return route.fulfill({ contentType: type, body });
  });
  await page.goto(`${ORIGIN}/`);
  const tell = message => page.evaluate(data => window.postMessage(data, '*'), message);
  return { page, sent, errors, tell, close: () => context.close() };
}

const says = (page, selector) => page.locator(selector).innerText();

/** The parts of the pictures of the message: as it is shown first, and after the visitor replied. */
const first = (page, selector) => page.locator('#message figure').first().locator(`proactive-greeting ${selector}`);
const then = (page, selector) => page.locator('#message figure').last().locator(`proactive-greeting ${selector}`);

test('draws the message as on a website, before and after a reply', async () => {
  const panel = await open();
  await panel.tell({ type: 'preview', preview: CART });
  await then(panel.page, 'form').waitFor();
  assert.deepEqual(await first(panel.page, 'p').allTextContents(), [CART.text]);
  assert.deepEqual(await first(panel.page, 'button').allInnerTexts(), ['×', 'Répondre']);
  assert.deepEqual(await then(panel.page, 'p').allTextContents(), [CART.text, 'A colleague is with you in a minute.']);
  assert.deepEqual((await then(panel.page, 'label').allInnerTexts()).map(it => it.trim()), ['Nom', 'Adresse e-mail']);
  assert.deepEqual(panel.errors, []);
  // It is a picture: the keyboard passes it by, and nothing in it is announced. Its texts are beside it.
  await panel.page.keyboard.press('Tab');
  assert.equal(await panel.page.evaluate(() => document.activeElement?.id), 'match');
  const devtools = await panel.page.context().newCDPSession(panel.page);
  const { nodes } = await devtools.send('Accessibility.getFullAXTree');
  const known = nodes.filter(node => !node.ignored).map(node => `${node.role.value}: ${node.name?.value ?? ''}`);
  // The live regions are those of the simulation: what the visitor sees, and the second.
  assert.equal(known.filter(it => it.startsWith('status')).length, 2);
  assert.equal(known.includes('button: Répondre'), false);
  for (const text of ['After the visitor replies', 'A colleague is with you in a minute.', 'Visitors are asked for their name and email address.']) {
    assert.equal(known.filter(it => it === `StaticText: ${text}`).length, 1, text);
  }
  await panel.close();
});

test('typing changes the picture in place', async () => {
  const panel = await open();
  await panel.tell({ type: 'preview', preview: CART });
  await first(panel.page, 'p').waitFor();
  await panel.page.evaluate(() => { globalThis.before = document.querySelector('proactive-greeting'); });
  await panel.tell({ type: 'preview', preview: { ...CART, text: 'Bonjour' } });
  await first(panel.page, 'p').filter({ hasText: /^Bonjour$/ }).waitFor();
  assert.equal(await panel.page.evaluate(() => globalThis.before.isConnected), true);
  await panel.tell({ type: 'preview', preview: { ...CART, reply: null } });
  await panel.page.locator('#message figure').last().waitFor({ state: 'hidden' });
  await panel.close();
});

test('shows the author\'s text as text, never as markup', async () => {
  const panel = await open();
  await panel.tell({ type: 'preview', preview: BOT });
  await first(panel.page, 'p').waitFor();
  assert.equal(await first(panel.page, 'p').textContent(), BOT.text);
  assert.equal(await panel.page.locator('#message').locator('img, script, p b').count(), 0);
  assert.equal(await panel.page.title(), 'Proactive: Preview');
  assert.match(await says(panel.page, '.status'), /draft/);
  assert.equal(await panel.page.locator('#message figcaption').last().innerText(), 'After the visitor replies, Aria answers: Where is my order?');
  assert.match(await then(panel.page, 'div').innerText(), /continues in the chat/);
  assert.equal(await panel.page.locator('#match').isVisible(), false);
  await panel.close();
});

test('no foreign script runs and no foreign resource loads', async () => {
  const panel = await open();
  const ran = await panel.page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.ran = true';
    document.body.append(script);
    const image = new Image();
    const loaded = new Promise(settle => { image.onload = () => settle(true); image.onerror = () => settle(false); });
    image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
    return { ran: globalThis.ran === true, loaded: await loaded };
  });
  assert.deepEqual(ran, { ran: false, loaded: false });
  await panel.close();
});

test('says so when there is nothing to show', async () => {
  const panel = await open();
  await panel.tell({ type: 'preview', preview: null });
  await panel.page.waitForSelector('.hint');
  assert.match(await says(panel.page, '#message'), /cursor in a message/);
  await panel.tell({ type: 'preview', preview: { ...CART, status: null, location: null, text: null, reply: null, brand: null, channel: null, summary: [] } });
  await panel.page.waitForSelector('proactive-greeting.missing');
  assert.equal(await first(panel.page, 'p').innerText(), 'No text yet');
  assert.match(await says(panel.page, '.where'), /No brand yet · no channel yet/);
  await panel.close();
});

test('the message appears when the slider reaches its second', async () => {
  const panel = await open({ state: { visitor: CART.visitor, second: 29 } });
  await panel.tell({ type: 'simulation', simulation: PLAYED });
  await panel.page.waitForSelector('.to-come');
  assert.match(await says(panel.page, '#stage'), /After 29 seconds the visitor sees no message/);
  await panel.page.focus('#second');
  await panel.page.keyboard.press('ArrowRight');
  await panel.page.waitForSelector('.there');
  assert.match(await says(panel.page, '#stage'), /After 30 seconds the visitor sees Help in the cart/);
  assert.equal(await panel.page.getAttribute('#second', 'aria-valuetext'), '30 seconds');
  // Moving the slider sends no request.
  assert.equal(panel.sent.filter(message => message.type === 'visitor').length, 1);
  assert.equal((await panel.page.evaluate(() => globalThis.kept)).second, 30);
  await panel.close();
});

test('the visitor is simulated while typing, and kept', async () => {
  const panel = await open();
  await panel.page.fill('#url', 'https://acme.fr/checkout');
  await panel.page.check('#returning');
  const visitors = panel.sent.filter(message => message.type === 'visitor');
  assert.equal(visitors.at(-1).visitor.url, 'https://acme.fr/checkout');
  assert.equal(visitors.at(-1).visitor.history, 'returning');
  const kept = await panel.page.evaluate(() => globalThis.kept);
  const again = await open({ state: kept });
  assert.equal(await again.page.inputValue('#url'), 'https://acme.fr/checkout');
  assert.equal(await again.page.isChecked('#returning'), true);
  await again.close();
  await panel.close();
});

test('"Who gets it?" fills in the visitor', async () => {
  const panel = await open();
  await panel.tell({ type: 'preview', preview: CART });
  await panel.page.click('#match');
  assert.equal(await panel.page.inputValue('#language'), 'fr');
  assert.equal(panel.sent.at(-1).visitor.at, CART.visitor.at);
  // Again: the next one, and then the first.
  assert.equal(await says(panel.page, '#match'), 'Who else gets it?');
  await panel.page.click('#match');
  assert.equal(await panel.page.inputValue('#url'), 'https://acme.fr/checkout');
  assert.equal(await panel.page.isChecked('#returning'), true);
  await panel.page.click('#match');
  assert.equal(await panel.page.inputValue('#url'), CART.visitor.url);
  // If any moment will do, the present one is kept.
  await panel.page.fill('#at', '2026-06-01 12:00 UTC');
  await panel.tell({ type: 'preview', preview: { ...CART, visitors: [{ ...CART.visitor, at: null }] } });
  await panel.page.click('#match');
  assert.equal(panel.sent.at(-1).visitor.at, '2026-06-01 12:00 UTC');
  await panel.close();
});

test('"Simulate a Visitor" focuses the form and fills in a visitor', async () => {
  const panel = await open();
  await panel.tell({ type: 'preview', preview: CART });
  await panel.tell({ type: 'play' });
  await panel.page.waitForFunction(() => document.activeElement?.id === 'url');
  assert.equal(await panel.page.inputValue('#url'), CART.visitor.url);
  await panel.tell({ type: 'preview', preview: BOT });
  await panel.page.fill('#url', 'https://acme.fr/');
  await panel.tell({ type: 'play' });
  assert.equal(await panel.page.inputValue('#url'), 'https://acme.fr/');
  await panel.close();
});

test('the messages that take the visitors are named', async () => {
  const panel = await open();
  await panel.tell({ type: 'preview', preview: BOT });
  await panel.page.waitForSelector('#taken code');
  assert.equal(await says(panel.page, '#taken'), 'Nobody was found who gets it: these visitors get cart_help first.');
  await panel.tell({ type: 'preview', preview: CART });
  await panel.page.waitForSelector('#taken:empty', { state: 'attached' });
  await panel.close();
});

test('other channels are simulated on request, and what is left out is named', async () => {
  const panel = await open();
  await panel.page.check('#all-channels');
  assert.equal(panel.sent.at(-1).allChannels, true);
  await panel.page.uncheck('#all-channels');
  assert.equal(panel.sent.at(-1).allChannels, false);
  await panel.tell({ type: 'simulation', simulation: { ...PLAYED, leftOut: [{ name: 'broken', location: place(30) }, { name: null, location: place(31) }] } });
  await panel.page.waitForSelector('.left-out');
  assert.equal(await says(panel.page, '.left-out'), 'Left out because of errors: broken, a declaration');
  await panel.page.locator('.left-out button').first().click();
  assert.deepEqual(panel.sent.at(-1), { type: 'reveal', place: place(30) });
  await panel.close();
});

test('languages are offered by name, and the present moment by a button', async () => {
  const panel = await open();
  const french = panel.page.locator('#languages option[value="fr"]');
  assert.equal(await french.textContent(), 'French');
  await panel.page.click('#now');
  assert.match(panel.sent.at(-1).visitor.at, /^\d{4}-\d\d-\d\d \d\d:\d\d \S+$/);
  assert.equal(await panel.page.inputValue('#at'), panel.sent.at(-1).visitor.at);
  await panel.close();
});

test('a visit is kept as a test until the second of the slider', async () => {
  const panel = await open({ state: { visitor: CART.visitor, second: 45 } });
  await panel.page.click('#keep');
  assert.deepEqual(panel.sent.at(-1), { type: 'keep', second: 45 });
  await panel.close();
});

test('the slider reaches a late message', async () => {
  const panel = await open();
  const late = { ...PLAYED, shown: [{ ...PLAYED.shown[0], afterSeconds: 3600 }] };
  await panel.tell({ type: 'simulation', simulation: late });
  await panel.page.waitForSelector('.to-come');
  await panel.page.focus('#second');
  await panel.page.keyboard.press('End');
  await panel.page.waitForSelector('.there');
  assert.match(await says(panel.page, '.shown time'), /1:00:00/);
  await panel.close();
});

test('reasons are sentences with code in them', async () => {
  const panel = await open();
  await panel.tell({ type: 'simulation', simulation: PLAYED });
  await panel.page.waitForSelector('.others .reasons');
  assert.deepEqual(await panel.page.locator('.others .reasons code').allInnerTexts(), ['visitor.history is new', 'visitor.url contains "/<b>"']);
  assert.equal(await panel.page.locator('.reasons b').count(), 0);
  // Why a message is shown is folded away, and leads to the condition as well.
  assert.equal(await panel.page.locator('.shown .reasons').isVisible(), false);
  await panel.page.locator('.shown .why summary').click();
  assert.deepEqual(await panel.page.locator('.shown .reasons li').allInnerTexts(), [
    'visitor.url contains "/cart" in buyers is true: it is "https://acme.fr/cart"',
    'it is shown every time',
  ]);
  assert.equal(await panel.page.locator('.shown .reasons button').count(), 1);
  await panel.tell({ type: 'simulation', simulation: { refusal: 'The workspace has errors; fix them first.', field: null } });
  await panel.page.waitForSelector('#timeline .refusal');
  assert.match(await says(panel.page, '#timeline'), /workspace has errors/);
  await panel.close();
});

test('an invalid visitor is reported at the field', async () => {
  const panel = await open();
  await panel.tell({ type: 'simulation', simulation: { refusal: 'There is no time zone `Europe/Pari`.', field: 'at' } });
  await panel.page.waitForSelector('#at[aria-invalid=true]');
  assert.match(await says(panel.page, '#visitor-refusal'), /Europe\/Pari/);
  await panel.tell({ type: 'simulation', simulation: PLAYED });
  await panel.page.waitForSelector('.others');
  assert.equal(await panel.page.locator('[aria-invalid]').count(), 0);
  await panel.close();
});

test('the nearest messages come first, and those for others are folded away', async () => {
  const panel = await open();
  const more = (message, nearness, offPage = false) => ({ ...PLAYED.notShown[1], message, name: message, nearness, offPage });
  const notShown = [more('there', 'far', true), more('draft', 'far'), more('page', 'otherPage'), ...PLAYED.notShown, more('title', 'oneComparison')];
  await panel.tell({ type: 'simulation', simulation: { ...PLAYED, notShown } });
  await panel.page.waitForSelector('.others');
  const links = () => panel.page.locator('.others > li > .link').filter({ visible: true }).allInnerTexts();
  assert.deepEqual(await links(), ['night', 'Welcome <b>', 'title', 'page']);
  assert.deepEqual(await panel.page.locator('.rest summary').allInnerTexts(), [
    '1 more message is for other visitors or not published',
    '1 message is for other websites',
  ]);
  await panel.page.locator('.rest summary').first().click();
  assert.deepEqual(await links(), ['night', 'Welcome <b>', 'title', 'page', 'draft']);
  // Redrawing keeps it open.
  await panel.page.focus('#second');
  await panel.page.keyboard.press('ArrowRight');
  assert.deepEqual(await links(), ['night', 'Welcome <b>', 'title', 'page', 'draft']);
  await panel.close();
});

test('every message links to its source, also by keyboard', async () => {
  const panel = await open({ state: { visitor: CART.visitor, second: 60 } });
  await panel.tell({ type: 'simulation', simulation: PLAYED });
  await panel.page.waitForSelector('.others');
  assert.deepEqual(await panel.page.locator('.others > li > .link').allInnerTexts(), ['night', 'Welcome <b>']);
  await panel.page.focus('#keep');
  // The second is "Why?", which only opens the reasons of the message that is shown.
  for (const expected of [0, 0, 2, 15, 7, 9, 20, 10]) {
    await panel.page.keyboard.press('Tab');
    await panel.page.keyboard.press('Enter');
    assert.deepEqual(panel.sent.at(-1), { type: 'reveal', place: place(expected) });
  }
  // Redrawing keeps the focus.
  await panel.tell({ type: 'simulation', simulation: { ...PLAYED } });
  assert.equal(await panel.page.evaluate(() => document.activeElement?.textContent), 'visitor.url contains "/<b>" is false');
  await panel.close();
});

for (const theme of Object.keys(THEMES)) {
  for (const width of [320, 640, 1200]) {
    test(`axe finds nothing: ${theme}, ${width} wide`, async () => {
      const panel = await open({ theme, width, state: { visitor: CART.visitor, second: 45 } });
      await panel.tell({ type: 'preview', preview: CART });
      await panel.tell({ type: 'simulation', simulation: PLAYED });
      await panel.page.waitForSelector('.others');
      await then(panel.page, 'form').waitFor();
      await panel.page.evaluate(axe);
      const found = await panel.page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
      assert.deepEqual(found.violations.map(({ id, nodes }) => [id, nodes.map(node => node.html)]), []);
      const wide = await panel.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
      assert.equal(wide, false, 'nothing overflows sideways');
      if (pictures) {
        await panel.page.screenshot({ path: `test/preview/pictures/${theme}-${width}.png`, fullPage: true });
      }
      await panel.close();
    });
  }
}
