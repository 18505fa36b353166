// What an author does in VS Code's window with the packaged extension: from a broken condition to a
// message that is shown. If PROACTIVE_PICTURES names a folder, screenshots are kept there.
// PROACTIVE_PART does something else in the same window: `typing` types whole texts, `latency` measures how
// long a key takes, and `themes` takes pictures in all themes. How these end depends on how fast the machine
// is, or on who looks at them.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { browser, install, installed, remote, runCodeServer, scratch, settings, windowAt } from '../client.mjs';
import { measureLatency } from './latency.mjs';
import { pictureThemes } from './themes.mjs';
import { typeThrough } from './typing.mjs';
import { step, until, windowOf } from './window.mjs';

const vsix = process.env['PROACTIVE_VSIX'];
if (!vsix) {
  throw new Error('PROACTIVE_VSIX must name the packaged extension');
}
const pictures = process.env['PROACTIVE_PICTURES'];
const SIZE = { width: 1280, height: 780 };
/** Wide enough for the editor and the panel with its two columns. */
const WIDE = { width: 1600, height: 900 };
/** Natural mistakes: a line of `cart.proactive`, what an author types there, and what is meant. */
const MISTAKES = [
  [19, 'when visitor.url contains "/cart" or "/checkout"', 'when visitor.url contains any of ["/cart", "/checkout"]'],
  [19, 'when device.language is fr or nl', 'when device.language is any of [fr, nl]'],
  [19, 'when visitor.url includes "/cart"', 'when visitor.url contains "/cart"'],
  [19, 'if visitor.history == "new"', 'when visitor.history is "new"'],
  [20, 'after 30 seconds on page view', 'after 30s on page_view'],
  [20, 'on page_view after 1 minute', 'after 1m on page_view'],
  [21, 'tags: cart; shipping', 'tags cart, shipping'],
  [23, 'schedule during business hours', 'schedule business_hours'],
  [24, 'frequency once per visit', 'frequency once_per_visit'],
  [24, 'frequency: once per customer', 'frequency once_per_customer'],
];

const data = scratch();
// A short path, because it is visible in the screenshots.
const [shop, brands] = ['outdoor-shop', 'three-brands'].map(name => {
  const folder = path.join(data, name);
  cpSync(path.resolve(import.meta.dirname, '../../../../../examples', name), folder, { recursive: true });
  return folder;
});
if (pictures) {
  mkdirSync(pictures, { recursive: true });
}

settings(path.join(data, 'user', 'User'), {
  'workbench.colorTheme': 'Default Light Modern',
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'workbench.navigationControl.enabled': false,
  'breadcrumbs.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'testing.automaticallyOpenPeekView': 'failureInVisibleDocument',
  'testing.automaticallyOpenTestResults': 'neverOpen',
});
await step('the packaged extension is installed', () => install(data, vsix));
const extension = installed(data);
if (process.env['PROACTIVE_PROGRAM']) {
  cpSync(process.env['PROACTIVE_PROGRAM'], path.join(extension, 'server/proactive'));
}
await step('the package contains every file it references', () => {
  const { contributes, icon, main } = JSON.parse(readFileSync(path.join(extension, 'package.json'), 'utf8'));
  const named = JSON.stringify({ contributes, icon, main }).matchAll(/"((?:\.\/)?[\w-]+\/[\w./-]+\.(?:js|json|png|svg))"/g);
  const files = [...new Set([...named].map(([, file]) => file)), 'notices/ThirdPartyNotices.txt', 'LICENSE.txt'];
  assert.ok(files.length > 12, `${files}`);
  for (const file of files) {
    assert.ok(existsSync(path.join(extension, file)), file);
  }
  const notices = readFileSync(path.join(extension, 'notices/ThirdPartyNotices.txt'), 'utf8');
  for (const part of ['vscode-languageclient 11', 'semver 7', 'tower-lsp-server 0', 'the standard library of Rust']) {
    assert.ok(notices.includes(`\n  ${part}`) && notices.includes(`\n${part}`), part);
  }
});
// Nothing else can be found: the server must be the bundled one.
const server = await runCodeServer(data, { PATH: '/usr/bin:/bin' });
const chromium = await browser();
const page = await chromium.newPage({ viewport: SIZE });
page.setDefaultTimeout(60_000);
const actions = windowOf(page);
const { command, frameWith, goTo, lineText, open, openFile, theme, write } = actions;

try {
  await drive();
  console.log('all steps are done');
} catch (error) {
  await page.screenshot({ path: path.join(data, 'failed.png') }).catch(() => undefined);
  console.error(`see ${path.join(data, 'failed.png')}`);
  throw error;
} finally {
  await chromium.close();
  await server.stop();
}
rmSync(data, { recursive: true, force: true });
process.exit(0);

async function drive() {
  await step('an example is open and highlighted', async () => {
    await open(windowAt(server.port, shop, [['openFile', remote(server.port, path.join(shop, 'cart.proactive'))]]));
    // Keywords and names have different colours.
    const colours = await until('colours', () => page.locator('.view-line span span').evaluateAll(spans => {
      const found = new Set(spans.map(span => span.className.match(/mtk\d+/)?.[0]).filter(Boolean));
      return found.size >= 4 && [...found];
    }));
    assert.ok(colours.length >= 4);
  });

  await step('the server is the bundled one', async () => {
    const own = path.join(extension, 'server/proactive');
    const running = () => execFileSync('ps', ['-ww', '-eo', 'args='], { encoding: 'utf8' }).split('\n');
    await until(own, () => running().some(line => line.startsWith(`${own} lsp`)));
  });

  switch (process.env['PROACTIVE_PART']) {
    case 'typing':
      return typeThrough(page, actions, shop);
    case 'latency':
      return measureLatency(page, actions, shop);
    case 'themes':
      return pictureThemes(page, actions, { port: server.port, folder: brands, pictures });
    default:
  }

  await step('messages have code lenses', async () => {
    await until('lenses', async () => (await page.locator('.codelens-decoration').allInnerTexts()).some(text => /2 tests/.test(text)));
  });

  await step('a broken condition is underlined', async () => {
    await goTo(19);
    await page.keyboard.press('End');
    // when belgian_cart and visitor.history is new
    await page.keyboard.press('Control+Shift+ArrowLeft');
    await page.keyboard.type('nwe', { delay: 40 });
    await page.keyboard.press('Escape');
    await page.waitForSelector('.squiggly-error');
  });

  await step('the diagnostic is in the Problems view', async () => {
    await command('View: Focus Problems', 'Problems: Focus on Problems View');
    const row = page.locator('.markers-panel .monaco-list-row', { hasText: 'nwe' });
    await row.first().waitFor();
    assert.match(await row.first().innerText(), /nwe/);
  });

  await step('its code opens the page that explains it', async () => {
    await page.locator('.markers-panel a.monaco-link', { hasText: 'unknown-value' }).click();
    const explained = await frameWith('.vscode-body h1');
    assert.match(await explained.locator('h1').first().innerText(), /unknown-value/);
    // Its links lead to other pages, in the same place.
    await explained.locator('a', { hasText: 'All diagnostics' }).click();
    await frameWith('.vscode-body h1:has-text("Diagnostics")');
    await page.keyboard.press('Control+w');
    await openFile('cart.proactive');
  });

  await step('its quick fix fixes it', async () => {
    await goTo(19);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    const action = page.locator('.action-widget .monaco-list-row', { hasText: /`?new`?/ });
    await until('the quick fix', async () => {
      await page.keyboard.press('Control+.');
      const there = await action.first().waitFor({ timeout: 5000 }).then(() => true, () => false);
      return there || (await page.keyboard.press('Escape'), false);
    });
    await page.waitForTimeout(300);
    await picture('quick-fix-light');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('.squiggly-error').length === 0);
    assert.match(await lineText(19), /visitor\.history is new$/);
    await command('View: Toggle Panel Visibility', 'View: Hide Panel');
  });

  await step('a completion is accepted', async () => {
    await goTo(19);
    await page.keyboard.press('End');
    await page.keyboard.type(' and vis', { delay: 60 });
    await page.waitForSelector('.suggest-widget.visible .monaco-list-row');
    await until('fields', async () => (await page.locator('.suggest-widget.visible .monaco-list-row').allInnerTexts()).some(text => /visitor/.test(text)));
    await page.waitForTimeout(400);
    await picture('completion-light');
    await page.keyboard.press('Enter');
    await until('the completion', async () => /and visitor\S*/.test(await lineText(19)));
    // Undone again: the rest uses the unchanged example.
    await page.keyboard.press('Escape');
    await until('the text as it was', async () => {
      await page.keyboard.press('Control+z');
      return /visitor\.history is new$/.test(await lineText(19));
    });
  });

  await step('the first quick fix writes what the author meant', async () => {
    const original = new Map();
    for (const [line, typed, meant] of MISTAKES) {
      if (!original.has(line)) {
        original.set(line, (await lineText(line)).trim());
      }
      await write(line, typed);
      await page.waitForSelector('.squiggly-error');
      await goTo(line);
      await page.keyboard.press('Home');
      const first = page.locator('.action-widget .monaco-list-row.action').first();
      await until(`a quick fix for ${typed}`, async () => {
        await page.keyboard.press('Control+.');
        const there = await first.waitFor({ timeout: 5000 }).then(() => true, () => false);
        return there || (await page.keyboard.press('Escape'), false);
      });
      await page.waitForTimeout(300);
      await page.keyboard.press('Enter');
      await until(`${typed} to become ${meant}`, async () => (await lineText(line)).trim() === meant);
      await page.waitForFunction(() => document.querySelectorAll('.squiggly-error').length === 0);
    }
    for (const [line, text] of original) {
      await write(line, text);
    }
    await page.waitForFunction(() => document.querySelectorAll('.squiggly-error').length === 0);
  });

  await step('a segment is declared by a quick fix, and named in the rename box', async () => {
    const original = (await lineText(19)).trim();
    await write(19, 'when regulars and visitor.history is new');
    await page.waitForSelector('.squiggly-error');
    await goTo(19);
    await page.keyboard.press('Home');
    for (let word = 0; word < 2; word++) {
      await page.keyboard.press('Control+ArrowRight');
    }
    const declare = page.locator('.action-widget .monaco-list-row.action', { hasText: 'Declare segment' }).first();
    await until('the quick fix', async () => {
      await page.keyboard.press('Control+.');
      const there = await declare.waitFor({ timeout: 5000 }).then(() => true, () => false);
      return there || (await page.keyboard.press('Escape'), false);
    });
    await page.waitForTimeout(300);
    await declare.click();
    const box = page.locator('.rename-box .rename-input');
    await box.waitFor();
    await until('the name in the box', async () => (await box.inputValue()) === 'regulars');
    // VS Code shows the box a moment before it moves the focus there.
    await until('the focus in the box', () => box.evaluate(it => it === document.activeElement));
    await picture('rename-box');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('loyal', { delay: 60 });
    await page.keyboard.press('Enter');
    await box.waitFor({ state: 'hidden' });
    await page.locator('.view-line', { hasText: /segment.loyal.when/ }).waitFor();
    // Leaves the tab stops of the condition.
    await page.keyboard.press('Escape');
    await page.waitForTimeout(500);
    await goTo(19);
    await until('the new name where it is used', async () => /when loyal and/.test(await lineText(19)));
    await page.waitForFunction(() => document.querySelectorAll('.squiggly-error').length === 0);
    await until('the text as it was', async () => {
      await page.keyboard.press('Control+z');
      // One step too many would undo what an earlier step left.
      await page.waitForTimeout(300);
      return (await lineText(19)).trim() === original;
    });
    await page.waitForFunction(() => document.querySelectorAll('.squiggly-error').length === 0);
  });

  let panel;
  await step('the preview draws the message under the cursor', async () => {
    await page.setViewportSize(WIDE);
    await command('View: Toggle Primary Side Bar Visibility');
    await goTo(11);
    await command('Proactive: Preview');
    panel = await frameWith('#visitor');
    await panel.locator('#message proactive-greeting p', { hasText: 'Livraison offerte' }).first().waitFor();
    await panel.locator('.summary li').first().waitFor();
    assert.match(await panel.locator('#message proactive-greeting p').last().innerText(), /conseiller/);
  });

  await step('moving the slider shows the message', async () => {
    await panel.locator('#match').click();
    await until('the visitor', async () => /panier|checkout/.test(await panel.locator('#url').inputValue()));
    await panel.locator('.shown > li').waitFor();
    const slider = panel.locator('#second');
    await slider.focus();
    await page.keyboard.press('Home');
    await panel.locator('#stage', { hasText: 'sees no message' }).waitFor();
    await panel.locator('.shown > li.to-come').waitFor();
    for (let second = 0; second < 30; second += 1) {
      await page.keyboard.press('ArrowRight');
    }
    await panel.locator('#stage', { hasText: 'sees Free shipping nudge' }).waitFor();
    await panel.locator('.shown > li.there').waitFor();
    assert.ok((await panel.locator('.others > li').count()) > 0);
    await panel.locator('h1').evaluate(() => window.scrollTo(0, 0));
    await picture('preview-light');
  });

  await step('a reason links to the false comparison', async () => {
    // The message is for other pages, so it is folded away.
    await panel.locator('.rest summary').first().click();
    const reason = panel.locator('.reasons button', { hasText: 'My orders' });
    await reason.click();
    await until('the place', async () => /Ln 34/.test(await page.locator('#status\\.editor\\.selection').innerText()));
  });

  await step('the dark theme works, too', async () => {
    await theme('Dark Modern');
    await page.waitForSelector('.monaco-workbench.vs-dark');
    await panel.locator('body.vscode-dark').waitFor();
    await goTo(11);
    await panel.locator('#message proactive-greeting p', { hasText: 'Livraison offerte' }).first().waitFor();
    await panel.locator('h1').evaluate(() => window.scrollTo(0, 0));
    await picture('preview-dark');
    await theme('Light Modern');
    await page.waitForSelector('.monaco-workbench.vs');
  });

  await step('the side bar lists the messages, and a click opens one', async () => {
    await command('View: Close All Editors');
    await page.setViewportSize(SIZE);
    await page.locator('.activitybar a.action-label[aria-label="Proactive"]').click();
    const rows = page.locator('.tree-explorer-viewlet-tree-view .monaco-list-row');
    await until('the messages', async () => (await rows.count()) === 4);
    const labels = await rows.evaluateAll(all => all.map(row => row.getAttribute('aria-label').trim()));
    assert.deepEqual(labels, ['Acme Outdoor', 'acme.fr widget, 2 messages', 'Order tracking, on page load', 'Free shipping nudge, after 30s']);
    const nudge = rows.filter({ hasText: 'Free shipping nudge' });
    await nudge.click();
    await until('its place', async () => /^Ln 8, Col 22 \(13 selected\)/.test(await page.locator('#status\\.editor\\.selection').innerText()));
    await nudge.hover();
    await nudge.locator('a.action-label[aria-label="Preview"]').click();
    panel = await frameWith('#visitor');
    await panel.locator('#message proactive-greeting p', { hasText: 'Livraison offerte' }).first().waitFor();
  });

  await step('the tests pass in the Test Explorer', async () => {
    await command('View: Close All Editors');
    await page.setViewportSize(SIZE);
    await command('Testing: Focus on Test Explorer View');
    await command('Test: Run All Tests');
    await until('the result', async () => /5\/5/.test(await page.locator('.test-explorer').innerText()));
  });

  await step('a failing test says why at the failed step', async () => {
    await openFile('hours.proactive');
    await write(16, 'expect free_shipping after 30s');
    await command('Test: Run Tests in Current File');
    const peek = page.locator('.peekview-widget');
    await peek.waitFor();
    await until('the reason', async () => /because/.test((await peek.innerText()).replaceAll('\u00a0', ' ')));
    await page.waitForTimeout(500);
    await picture('test-light');
  });

  await step('coverage marks the comparisons that no test decides', async () => {
    await page.keyboard.press('Escape');
    await write(16, 'expect nothing');
    await command('Test: Run All Tests with Coverage');
    await until('the result', async () => /5\/5/.test(await page.locator('.test-explorer').innerText()));
    await page.locator('.pane', { hasText: 'Test Coverage' }).locator('.monaco-list-row', { hasText: 'cart.proactive' }).dblclick();
    await until('the coverage', async () => (await page.locator('.coverage-deco-gutter').count()) > 0);
    await command('Test: Toggle Inline Coverage', 'Test: Show Inline Coverage');
    await page.waitForTimeout(1000);
    await picture('coverage-light');
  });

  await step('the extension\'s page has no broken content', async () => {
    await command('Extensions: Show Installed Extensions');
    await page.locator('.extensions-viewlet .monaco-list-row', { hasText: 'Proactive' }).first().click();
    const readme = await frameWith('h2#the-server');
    assert.match(await readme.locator('body').innerText(), /First Steps/);
    assert.equal(await readme.locator('img').count(), 0);
  });

  await step('New File offers a new message', async () => {
    await command('Create: New File...', 'File: New File...');
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'New Message' }).first().click();
    await until('the message', async () => /^message /.test(await lineText(1)));
    await command('View: Revert and Close Editor');
  });

  await step('the status bar item opens a menu', async () => {
    await openFile('cart.proactive');
    const item = page.locator('.statusbar-item', { hasText: '2 messages' });
    await item.click();
    const rows = page.locator('.quick-input-widget .monaco-list-row');
    await rows.first().waitFor();
    const input = page.locator('.quick-input-widget input.input').first();
    assert.match(await input.getAttribute('placeholder'), /^2 messages and 5 tests checked/);
    await rows.filter({ hasText: 'Open Language Reference' }).click();
    await frameWith('.vscode-body h1:has-text("The language")');
    await command('View: Close All Editors');
  });

  await step('the walkthrough shows what is done, and its images', async () => {
    await command('Proactive: First Steps');
    const done = title => page.locator('.getting-started-step', { hasText: title }).locator('.codicon-getting-started-step-checked');
    for (const title of ['Create a workspace', 'Write a message', 'Keep it that way']) {
      await done(title).first().waitFor();
    }
    assert.equal(await done('See the problems').count(), 0);
    await command('Proactive: Check Workspace');
    await done('See the problems').first().waitFor();
    await page.locator('.getting-started-step', { hasText: 'See it as your visitors will' }).click();
    const shown = page.locator('.getting-started-media img');
    await until('the picture', () => shown.evaluateAll(all => all.some(it => it.complete && it.naturalWidth > 1000)));
  });

  await step('the side bar of a workspace of three brands', async () => {
    await open(windowAt(server.port, brands, [['openFile', remote(server.port, path.join(brands, 'tilvano/cart.proactive'))]]));
    await page.locator('.activitybar a.action-label[aria-label="Proactive"]').click();
    const rows = page.locator('.tree-explorer-viewlet-tree-view .monaco-list-row');
    const paused = rows.filter({ hasText: 'paused, after' });
    await paused.waitFor();
    await paused.click();
    await page.waitForSelector('.line-numbers.active-line-number');
    await page.waitForTimeout(1500);
    await picture('messages-light');
  });

  await step('a server that keeps crashing is restarted by a button', async () => {
    const own = path.join(extension, 'server/proactive');
    const pids = () => execFileSync('ps', ['-ww', '-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n').map(line => line.trim())
      .filter(line => line.includes(` ${own} lsp`)).map(line => Number.parseInt(line, 10));
    for (let crash = 1; crash <= 5; crash += 1) {
      const [pid] = await until('a server', () => (pids().length === 1 ? pids() : undefined));
      // Killed before its first answer, it would not have crashed but never have started.
      await until('its answer', async () => (await page.locator('.statusbar-item', { hasText: /\d+ messages/ }).count()) === 1);
      await page.waitForTimeout(1000);
      process.kill(pid, 'SIGKILL');
      await until('its end', () => !pids().includes(pid));
    }
    const message = page.locator('.notification-toast', { hasText: 'crashed five times' });
    await message.waitFor();
    assert.deepEqual(pids(), []);
    await message.locator('.monaco-button', { hasText: /^Restart$/ }).click();
    await until('a server', () => pids().length === 1);
    await until('its answer', async () => (await page.locator('.statusbar-item', { hasText: /\d+ messages/ }).count()) === 1);
  });
}

async function picture(name) {
  if (pictures) {
    await page.screenshot({ path: path.join(pictures, `${name}.png`) });
  }
}
