// The greeting element in Chromium, on a page with a strict content security policy: how it is announced and
// operated, that no text is parsed as markup, that it fits small and zoomed windows, and that axe finds no problem.
// With PROACTIVE_PICTURES=1, screenshots are kept in test/greeting/pictures.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const here = path => fileURLToPath(new URL(path, import.meta.url));
const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const pictures = process.env['PROACTIVE_PICTURES'] === '1';

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
const PAGE = `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="/page.css">
  <title>A shop</title>
</head>
<body>
  <main>
    <h1>Your cart</h1>
    <p>Two tents, one stove. <a href="#terms">Delivery and returns</a></p>
    <p><label>Voucher <input id="voucher"></label> <button id="pay">Pay</button></p>
  </main>
  <script type="module" src="/page.js"></script>
</body>
</html>
`;
// A page's own rules must not reach into the greeting.
const STYLE = `
body { letter-spacing: 3px; text-transform: uppercase; text-align: right; }
:root { color-scheme: light dark; background: light-dark(#fff, #121212); font: 112.5%/1.4 Georgia, serif; }
p, b, button, input, form, header { color: light-dark(rebeccapurple, plum); text-transform: uppercase; letter-spacing: 3px; }
a { color: inherit; }
button { background: none; }
:not(:defined) { visibility: hidden; }
`;

const AGENT = {
  text: '👋 Hello!\n\nDo you have a question about your cart?',
  from: 'Acme Outdoor',
  language: 'en',
  followUp: { kind: 'agent', text: 'A colleague is with you in a minute. How may we address you?', ask: ['name', 'email'] },
};
const BOT = { text: 'Where is your order? Aria knows.', from: null, language: null, followUp: { kind: 'bot' } };
const LONE = { ...AGENT, from: null };
const FRENCH = {
  ...AGENT,
  text: 'Bonjour ! Une question sur votre panier ?',
  language: 'fr-FR',
  followUp: { kind: 'agent', text: 'Un conseiller arrive dans une minute.', ask: ['email'] },
};
const ARABIC = {
  text: 'مرحبا! هل لديك سؤال حول سلة التسوق؟',
  from: 'متجر أكمي',
  language: 'ar',
  followUp: { kind: 'agent', text: 'سيكون زميل معك خلال دقيقة.', ask: ['name', 'email'] },
};

let browser;
let server;
let origin;

before(async () => {
  const { outputFiles } = await build({
    entryPoints: [here('page.ts')], bundle: true, format: 'esm', target: 'es2022', minify: true, write: false, logLevel: 'warning',
  });
  const files = { '/': ['text/html', PAGE], '/page.css': ['text/css', STYLE], '/page.js': ['text/javascript', outputFiles[0].text] };
  server = createServer((request, response) => {
    const [type, body] = files[request.url] ?? ['text/plain', ''];
    response.writeHead(type === 'text/plain' ? 404 : 200, { 'Content-Type': `${type}; charset=utf-8`, 'Content-Security-Policy': POLICY });
    response.end(body);
  });
  await new Promise(settle => server.listen(0, '127.0.0.1', settle));
  origin = `http://127.0.0.1:${server.address().port}`;
  browser = await launch();
  if (pictures) {
    mkdirSync(here('pictures'), { recursive: true });
  }
});

after(async () => {
  await browser?.close();
  server?.close();
});

function launch(...more) {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update'];
  return chromium.launch({ executablePath, headless: true, args: [...args, ...more] });
}

/** Opens the page, and closes it after `use`, which must leave no error and no violation of the policy. */
async function onPage(use, { width = 1000, height = 700, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce', ...options });
  try {
    const page = await context.newPage();
    const errors = [];
    page.on('pageerror', error => errors.push(String(error)));
    page.on('console', line => line.type() === 'error' && !line.text().includes('404') && errors.push(line.text()));
    await page.goto(`${origin}/`);
    await page.waitForFunction(() => 'greeting' in window);
    await use(page);
    assert.deepEqual(await page.evaluate(() => window.violations), []);
    assert.deepEqual(errors, []);
  } finally {
    await context.close();
  }
}

/** Shows a message, and waits until it is drawn. */
async function show(page, content, stage) {
  await page.evaluate(([content, stage]) => window.greeting.show(content, stage), [content, stage]);
  await page.locator('proactive-greeting header').waitFor();
}

const done = page => page.evaluate(() => window.done);
const region = page => page.locator('proactive-greeting section');
/** What assistive technology gets, as indented lines. */
const tree = page => region(page).ariaSnapshot();
const isShown = page => page.locator('proactive-greeting header').isVisible();
/** What has the focus, in the greeting or else on the page. */
const focused = page => page.evaluate(() => {
  const found = window.greeting.element.shadowRoot.activeElement ?? document.activeElement;
  return found.ariaLabel ?? (found.name || found.id || found.textContent.trim().split('\n')[0]);
});

async function findsNothing(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  assert.deepEqual(found.violations.map(({ id, nodes }) => [id, nodes.map(node => node.html)]), []);
}

/** Nothing overflows sideways, and the whole message is in the window. */
async function fits(page) {
  const places = await page.evaluate(() => {
    const box = window.greeting.element.shadowRoot.querySelector('section').getBoundingClientRect();
    const all = [...window.greeting.element.shadowRoot.querySelectorAll('*')];
    return {
      page: document.documentElement.scrollWidth <= document.documentElement.clientWidth,
      inside: box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight,
      // A name that is too long is cut.
      parts: all.filter(part => part.localName !== 'b' && part.scrollWidth > part.clientWidth && part.clientWidth > 0).map(part => part.localName),
    };
  });
  assert.deepEqual(places, { page: true, inside: true, parts: [] });
}

async function picture(page, name) {
  if (pictures) {
    await page.screenshot({ path: here(`pictures/${name}.png`) });
  }
}

// ---- what is shown and announced ------------------------------------------------------------------------

test('before a message, there is a live region and nothing else', () => onPage(async page => {
  assert.equal(await page.locator('proactive-greeting').getByRole('status').count(), 1);
  assert.equal(await page.getByRole('region').count(), 0);
  assert.equal(await page.evaluate(() => window.greeting.element.shadowRoot.querySelector('section').offsetHeight), 0);
  assert.equal(await page.evaluate(() => window.greeting.stage), null);
}));

test('a message is a region with a name, a text that is announced, and two buttons', () => onPage(async page => {
  await show(page, AGENT);
  assert.equal(await tree(page), `- region "Message, Acme Outdoor":
  - text: Acme Outdoor
  - button "Close": ×
  - status:
    - paragraph: 👋 Hello! Do you have a question about your cart?
  - button "Reply"`);
  await picture(page, 'greeting');
}));

test('the live region is known before a text enters it', () => onPage(async page => {
  const seen = await page.evaluate(async content => {
    const greeting = window.createGreeting({ opened() {}, dismissed() {}, replied() {} });
    document.body.append(greeting.element);
    greeting.show(content);
    const log = greeting.element.shadowRoot.querySelector('[role=status]');
    const first = log.textContent;
    await new Promise(settle => new MutationObserver(settle).observe(log, { childList: true }));
    const stays = log === greeting.element.shadowRoot.querySelector('[role=status]');
    return { first, stage: greeting.stage, then: log.textContent, stays };
  }, AGENT);
  assert.deepEqual(seen, { first: '', stage: 'greeting', then: AGENT.text, stays: true });
}));

test('the follow-up adds to the conversation, with labelled fields that the browser can fill in', () => onPage(async page => {
  await show(page, AGENT);
  await page.evaluate(() => { window.first = window.greeting.element.shadowRoot.querySelector('p'); });
  await region(page).getByRole('button', { name: 'Reply' }).click();
  assert.deepEqual(await done(page), [['opened', 'follow_up']]);
  assert.equal(await tree(page), `- region "Message, Acme Outdoor":
  - text: Acme Outdoor
  - button "Close": ×
  - status:
    - paragraph: 👋 Hello! Do you have a question about your cart?
    - paragraph: A colleague is with you in a minute. How may we address you?
  - text: Name
  - textbox "Name"
  - text: Email address
  - textbox "Email address"
  - button "Start chat"`);
  assert.equal(await focused(page), 'name');
  // Only what is new is announced.
  assert.equal(await page.evaluate(() => window.first.isConnected), true);
  assert.equal(await page.locator('proactive-greeting [role=status]').getAttribute('aria-atomic'), 'false');
  const fields = await page.locator('proactive-greeting input').evaluateAll(all => all.map(it => [it.type, it.autocomplete, it.required]));
  assert.deepEqual(fields, [['text', 'name', true], ['email', 'email', true]]);
  await picture(page, 'follow-up');
}));

test('an agent who asks for nothing takes over with one more press', () => onPage(async page => {
  await show(page, { ...AGENT, followUp: { kind: 'agent', text: 'Go on, we need no name.', ask: [] } });
  await region(page).getByRole('button', { name: 'Reply' }).press('Enter');
  assert.equal(await focused(page), 'Start chat');
  await page.keyboard.press('Enter');
  assert.deepEqual(await done(page), [['opened', 'follow_up'], ['replied', 'handed_over', {}]]);
}));

test('a bot takes over at once', () => onPage(async page => {
  await show(page, BOT);
  assert.match(await tree(page), /^- region "Message":\n  - button "Close"/);
  await picture(page, 'bot');
  await region(page).getByRole('button', { name: 'Reply' }).click();
  assert.deepEqual(await done(page), [['opened', 'handed_over'], ['replied', 'handed_over', {}]]);
  assert.match(await tree(page), /- status:\n    - paragraph: Where is your order\? Aria knows\.\n    - text: The conversation continues in the chat\.$/);
  await picture(page, 'handed-over');
}));

test('a message can be drawn at a later stage', () => onPage(async page => {
  for (const [content, stage, drawn] of [
    [AGENT, 'greeting', 1], [AGENT, 'follow_up', 2], [AGENT, 'handed_over', 2], [BOT, 'greeting', 1], [BOT, 'handed_over', 1],
  ]) {
    await show(page, content, stage);
    assert.equal(await page.evaluate(() => window.greeting.stage), stage);
    assert.equal(await page.locator('proactive-greeting p').count(), drawn);
    assert.equal(await page.locator('proactive-greeting small:not(:empty)').count(), stage === 'handed_over' ? 1 : 0);
  }
  // There is nothing to fill in for a bot.
  await show(page, BOT, 'follow_up');
  assert.equal(await page.evaluate(() => window.greeting.stage), 'handed_over');
  assert.deepEqual(await done(page), []);
}));

test('a message replaces the one before', () => onPage(async page => {
  await show(page, AGENT, 'follow_up');
  await show(page, BOT);
  assert.deepEqual(await page.locator('proactive-greeting p').allTextContents(), [BOT.text]);
  assert.equal(await page.locator('proactive-greeting header').count(), 1);
  assert.equal(await page.locator('proactive-greeting input').count(), 0);
  await page.evaluate(() => window.greeting.hide());
  assert.equal(await isShown(page), false);
  assert.equal(await page.getByRole('region').count(), 0);
  assert.equal(await page.evaluate(() => window.greeting.stage), null);
  assert.deepEqual(await done(page), []);
}));

// ---- words -------------------------------------------------------------------------------------------------

test('the words are in the language of the message, else of the page, and can be replaced', () => onPage(async page => {
  const wordsFor = async language => {
    await show(page, { ...FRENCH, language }, 'follow_up');
    const said = await page.locator('proactive-greeting label').innerText();
    return [said.trim(), await page.locator('proactive-greeting section').getAttribute('lang'), await page.locator('proactive-greeting p').first().getAttribute('lang')];
  };
  assert.deepEqual(await wordsFor('fr'), ['Adresse e-mail', 'fr', 'fr']);
  assert.deepEqual(await wordsFor('fr-FR'), ['Adresse e-mail', 'fr-FR', 'fr-FR']);
  // A language of one's own replaces single words; the others are those of the language without its region.
  assert.deepEqual(await wordsFor('fr-CA'), ['Courriel', 'fr-CA', 'fr-CA']);
  assert.match(await tree(page), /button "Démarrer la discussion"/);
  assert.deepEqual(await wordsFor('ja'), ['Email address', 'en', 'ja']);
  assert.deepEqual(await wordsFor(null), ['Email address', 'en', 'en']);
  await page.evaluate(() => { document.documentElement.lang = 'fr'; });
  assert.deepEqual(await wordsFor(null), ['Adresse e-mail', 'fr', 'fr']);
  await page.evaluate(() => { document.documentElement.lang = ''; });
  assert.deepEqual(await wordsFor(null), ['Email address', 'en', '']);
}));

// ---- the form ----------------------------------------------------------------------------------------------

test('what is missing or wrong is said at its field, and goes as soon as it is fixed', () => onPage(async page => {
  await show(page, AGENT, 'follow_up');
  const name = region(page).getByRole('textbox', { name: 'Name' });
  const email = region(page).getByRole('textbox', { name: 'Email address' });
  const problems = () => page.locator('proactive-greeting label + small').allTextContents();
  await name.fill('   ');
  await email.fill('jean@');
  await email.press('Enter');
  assert.equal(await focused(page), 'name');
  assert.equal(await name.getAttribute('aria-invalid'), 'true');
  const [forName, forEmail] = await problems();
  assert.match(forName, /fill out/);
  assert.match(forEmail, /'@'/);
  assert.match(await page.locator('proactive-greeting').getByRole('textbox', { name: 'Name', description: forName }).getAttribute('name'), /^name$/);
  await picture(page, 'invalid');
  await findsNothing(page);
  // While typing, a space is a space.
  await page.keyboard.type('Jean Du');
  assert.equal(await name.inputValue(), 'Jean Du');
  assert.equal(await name.getAttribute('aria-invalid'), 'false');
  assert.equal((await problems())[0], '');
  assert.deepEqual(await done(page), []);
  await name.fill(' Jean Dupont ');
  await email.fill(' jean@example.com ');
  await email.press('Enter');
  assert.deepEqual(await done(page), [['replied', 'handed_over', { name: 'Jean Dupont', email: 'jean@example.com' }]]);
}));

test('only what is asked for is handed over', () => onPage(async page => {
  await show(page, FRENCH, 'follow_up');
  await region(page).getByRole('textbox', { name: 'Adresse e-mail' }).fill('jean@example.com');
  await region(page).getByRole('button', { name: 'Démarrer la discussion' }).click();
  assert.deepEqual(await done(page), [['replied', 'handed_over', { email: 'jean@example.com' }]]);
}));

// ---- the keyboard ------------------------------------------------------------------------------------------

test('a message does not take the focus, nor do a later one and its end', () => onPage(async page => {
  await page.focus('#voucher');
  await page.keyboard.type('SUM');
  for (const [content, stage] of [[AGENT, 'greeting'], [AGENT, 'follow_up'], [BOT, 'handed_over']]) {
    await show(page, content, stage);
    assert.equal(await focused(page), 'voucher');
  }
  await page.keyboard.type('MER');
  await page.evaluate(() => window.greeting.hide());
  assert.equal(await focused(page), 'voucher');
  assert.equal(await page.inputValue('#voucher'), 'SUMMER');
}));

test('Tab goes through it in the order in which it is read', () => onPage(async page => {
  await show(page, AGENT, 'follow_up');
  await page.focus('#pay');
  const order = [];
  for (let step = 0; step < 4; step++) {
    await page.keyboard.press('Tab');
    order.push(await focused(page));
  }
  assert.deepEqual(order, ['Close', 'name', 'email', 'Start chat']);
  await page.keyboard.press('Shift+Tab');
  assert.equal(await focused(page), 'email');
}));

test('after it is closed, the focus is where it was before', () => onPage(async page => {
  for (const key of ['Escape', 'Enter']) {
    await page.focus('#pay');
    await show(page, AGENT);
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'Close');
    await page.keyboard.press(key);
    assert.equal(await isShown(page), false);
    assert.equal(await focused(page), 'pay');
  }
  assert.deepEqual(await done(page), [['dismissed', null], ['dismissed', null]]);
  // Also after moving around in it, and if the page hides it.
  await show(page, AGENT);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await focused(page), 'name');
  await page.evaluate(() => window.greeting.hide());
  assert.equal(await focused(page), 'pay');
}));

test('Escape elsewhere on the page is not for the message', () => onPage(async page => {
  await show(page, AGENT);
  await page.focus('#voucher');
  await page.keyboard.press('Escape');
  assert.equal(await isShown(page), true);
  assert.deepEqual(await page.evaluate(() => window.shortcuts), ['Escape']);
}));

test('a page with shortcuts does not see what is typed into the message', () => onPage(async page => {
  await show(page, AGENT, 'follow_up');
  await region(page).getByRole('textbox', { name: 'Name' }).focus();
  await page.keyboard.type('s/k');
  assert.deepEqual(await page.evaluate(() => window.shortcuts), []);
  await page.keyboard.press('Escape');
  assert.deepEqual(await page.evaluate(() => window.shortcuts), []);
  assert.deepEqual(await done(page), [['dismissed', null]]);
}));

test('to close it after an answer is not to dismiss it', () => onPage(async page => {
  await show(page, BOT);
  await region(page).getByRole('button', { name: 'Reply' }).press('Enter');
  assert.equal(await focused(page), 'Close');
  await page.keyboard.press('Enter');
  assert.equal(await isShown(page), false);
  assert.deepEqual((await done(page)).map(([what]) => what), ['opened', 'replied']);
}));

// ---- how it looks ------------------------------------------------------------------------------------------

const STATES = { lone: [LONE, 'follow_up'], greeting: [AGENT, 'greeting'], 'follow-up': [AGENT, 'follow_up'], bot: [BOT, 'greeting'], 'handed-over': [BOT, 'handed_over'] };
const LOOKS = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
  'forced colours, dark': { forcedColors: 'active', colorScheme: 'dark' },
};
for (const [look, options] of Object.entries(LOOKS)) {
  test(`axe finds nothing: ${look}`, () => onPage(async page => {
    for (const [state, [content, stage]] of Object.entries(STATES)) {
      await show(page, content, stage);
      await findsNothing(page);
      await fits(page);
      await picture(page, `${look.replace(/\W+/g, '-')}-${state}`);
    }
  }, options));
}

test('forced colours leave every button, field and bubble an edge', () => onPage(async page => {
  await show(page, AGENT, 'follow_up');
  const edges = await page.locator('proactive-greeting').locator('section, p, input, button').evaluateAll(all =>
    all.map(it => [it.localName, getComputedStyle(it).borderTopWidth, getComputedStyle(it).borderTopColor !== getComputedStyle(it).backgroundColor]));
  assert.deepEqual([...new Set(edges.map(String))], ['section,1px,true', 'button,1px,true', 'p,1px,true', 'input,1px,true']);
}, { forcedColors: 'active' }));

test('the buttons are large enough', () => onPage(async page => {
  await show(page, AGENT);
  for (const button of await page.locator('proactive-greeting button').all()) {
    const { width, height } = await button.boundingBox();
    assert.ok(Math.min(width, height) >= 40, `${width} × ${height}`);
  }
}));

test('it moves only for those who have not asked for less motion', async () => {
  const motion = page => region(page).evaluate(it => getComputedStyle(it).transitionDuration);
  await onPage(async page => {
    await show(page, AGENT);
    assert.equal(await motion(page), '0s');
  });
  await onPage(async page => {
    await show(page, AGENT);
    assert.equal(await motion(page), '0.3s');
    await page.waitForFunction(() => getComputedStyle(window.greeting.element.shadowRoot.querySelector('section')).opacity === '1');
    await page.evaluate(() => window.greeting.hide());
    assert.equal(await region(page).evaluate(it => getComputedStyle(it).opacity), '0');
  }, { reducedMotion: 'no-preference' });
});

test('right to left, it is at the other side', () => onPage(async page => {
  await page.evaluate(() => { document.documentElement.dir = 'rtl'; });
  await show(page, ARABIC, 'follow_up');
  const box = await region(page).boundingBox();
  assert.ok(box.x < 40, `${box.x}`);
  const close = await region(page).getByRole('button', { name: 'إغلاق' }).boundingBox();
  assert.ok(close.x < box.x + 40, `${close.x}`);
  await fits(page);
  await findsNothing(page);
  await picture(page, 'right-to-left');
  // A text from right to left on a page from left to right, and the other way round.
  const sides = () => page.locator('proactive-greeting p').first().evaluate(it => getComputedStyle(it).direction);
  assert.equal(await sides(), 'rtl');
  await show(page, AGENT);
  assert.equal(await sides(), 'ltr');
}));

for (const [what, size] of Object.entries({
  '320 wide': { width: 320, height: 640 },
  // 200 % of 1280 × 1024, and 400 % of it: what WCAG 1.4.10 asks for.
  '200 %': { width: 640, height: 512, deviceScaleFactor: 2 },
  '400 %': { width: 320, height: 256, deviceScaleFactor: 4 },
  '200 wide': { width: 200, height: 400 },
})) {
  test(`it fits: ${what}`, () => onPage(async page => {
    for (const [state, [content, stage]] of Object.entries(STATES)) {
      await show(page, content, stage);
      await fits(page);
      await picture(page, `${what.replace(/\W+/g, '-')}-${state}`);
    }
    // What does not fit can be reached, and the button to close stays in sight.
    await show(page, { ...AGENT, text: 'A long text. '.repeat(800) }, 'follow_up');
    await fits(page);
    await region(page).getByRole('button', { name: 'Start chat' }).focus();
    const closing = await region(page).getByRole('button', { name: 'Close' }).boundingBox();
    assert.ok(closing.y >= 0 && closing.y + closing.height <= size.height, `${closing.y}`);
    await picture(page, `${what.replace(/\W+/g, '-')}-long`);
    await findsNothing(page);
  }, size));
}

test('the font size is the visitor\'s, whatever that of the page', async () => {
  const sizes = page => page.locator('proactive-greeting').locator('p, input, form button').evaluateAll(all =>
    all.map(it => Math.round(parseFloat(getComputedStyle(it).fontSize))));
  await onPage(async page => {
    await page.evaluate(() => { document.documentElement.style.setProperty('font-size', '62.5%'); });
    await show(page, AGENT, 'follow_up');
    assert.deepEqual(await sizes(page), [15, 15, 16, 16, 16]);
  });
  const usual = browser;
  browser = await launch('--blink-settings=defaultFontSize=32');
  try {
    await onPage(async page => {
      await show(page, AGENT, 'follow_up');
      assert.deepEqual(await sizes(page), [30, 30, 32, 32, 32]);
      await fits(page);
      await picture(page, 'large-font');
    });
  } finally {
    await browser.close();
    browser = usual;
  }
});

test('a page sets colours, corners and place', () => onPage(async page => {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`proactive-greeting {
      --proactive-accent: rgb(0, 80, 60); --proactive-on-accent: rgb(255, 255, 200); --proactive-surface: rgb(250, 245, 240);
      --proactive-text: rgb(30, 20, 10); --proactive-radius: 4px; --proactive-bottom: 10px; --proactive-end: 20px;
      width: 300px; z-index: 7; font-family: Georgia; color-scheme: light;
    }`);
    document.adoptedStyleSheets = [sheet];
  });
  await show(page, AGENT);
  const look = await page.evaluate(() => {
    const root = window.greeting.element.shadowRoot;
    const of = selector => getComputedStyle(root.querySelector(selector));
    return {
      button: of('form button').backgroundColor, label: of('form button').color, surface: of('section').backgroundColor,
      text: of('p').color, radius: of('section').borderTopLeftRadius, font: of('p').fontFamily, layer: getComputedStyle(root.host).zIndex,
    };
  });
  assert.deepEqual(look, {
    button: 'rgb(0, 80, 60)', label: 'rgb(255, 255, 200)', surface: 'rgb(250, 245, 240)', text: 'rgb(30, 20, 10)', radius: '4px', font: 'Georgia', layer: '7',
  });
  const box = await region(page).boundingBox();
  assert.deepEqual([box.width, 1000 - box.x - box.width, 700 - box.y - box.height], [300, 20, 10]);
  await picture(page, 'themed');
}));

test('the documentation has all properties and words, with their defaults', async () => {
  const page = readFileSync(here('../../../docs/reference/greeting.md'), 'utf8');
  const { outputFiles } = await build({
    stdin: { contents: "export { STYLE } from './style'; export { wordsIn } from './words';", resolveDir: here('../../src/greeting') },
    bundle: true, format: 'esm', write: false,
  });
  const { STYLE, wordsIn } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  const rows = page.split('\n').filter(line => line.startsWith('| `')).map(line => line.split('|').slice(1, -1).map(cell => cell.trim()));
  const properties = [...STYLE.matchAll(/var\((--proactive-[\w-]+), (?:light-dark\((.+?), (.+?)\)|(.+?))\)/g)]
    .map(([, name, light, dark, only]) => [`\`${name}\``, light === undefined ? `\`${only}\`` : `\`${light}\`, dark \`${dark}\``]);
  const described = rows.filter(([name]) => name.startsWith('`--')).map(([name, , value]) => [name, value]);
  assert.deepEqual(described.sort(), properties.sort());
  const words = Object.keys(wordsIn('en').words).map(name => [`\`${name}\``, wordsIn('en').words[name], wordsIn('fr').words[name]]);
  assert.deepEqual(rows.filter(([name]) => !name.startsWith('`--')), words);
});

test('the page below the element can be clicked', () => onPage(async page => {
  await show(page, AGENT);
  const hit = await page.evaluate(() => document.elementFromPoint(innerWidth - 100, 30).localName);
  assert.notEqual(hit, 'proactive-greeting');
}));

// ---- hostile texts -----------------------------------------------------------------------------------------

for (const [what, text] of Object.entries({
  markup: '<script>document.title = 1</script><img src=x onerror="document.title = 2"><b>bold</b>&amp;<!-- ',
  template: '${document.title = 3} {{constructor}} $& $1 {name}',
  directions: '\u202Egnp.exe\u202C \u2067\u202Dabc \u2066 \u2068',
  emoji: '👩‍👩‍👧‍👦🏳️‍🌈🇫🇷'.repeat(60),
  'a long word': 'Donaudampfschifffahrtsgesellschaft'.repeat(40),
  'many marks': `Z${'\u0351\u0346\u0300'.repeat(200)}algo`,
  '10,000 characters': 'Ask us. '.repeat(1250),
  lines: '\n\n\nHello\n\n\n\n\nthere\r\n',
  controls: 'a\u0000b\u0007c\u2028d\uFFFEe\uD800f',
  spaces: '   ',
  nothing: '',
})) {
  test(`the text is only a text: ${what}`, () => onPage(async page => {
    const content = { ...AGENT, text, from: text, followUp: { ...AGENT.followUp, text } };
    await show(page, content, 'follow_up');
    const said = await page.evaluate(() => [...window.greeting.element.shadowRoot.querySelectorAll('p')].map(it => it.textContent));
    assert.deepEqual(said, [text, text]);
    assert.equal(await page.locator('proactive-greeting').locator('script, img, p *, header b *').count(), 0);
    assert.equal(await page.title(), 'A shop');
    await fits(page);
    await findsNothing(page);
    await picture(page, `hostile-${what.replace(/\W+/g, '-')}`);
    await region(page).getByRole('textbox', { name: 'Name' }).fill(text.slice(0, 40).trim() || 'x');
    await region(page).getByRole('button', { name: 'Close' }).press('Escape');
    assert.equal(await isShown(page), false);
  }));
}
