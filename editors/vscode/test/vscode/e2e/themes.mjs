// Pictures for looking at: the Messages view, a text with findings, the preview and the Problems view in the
// four default themes, in a wide window and at 700 pixels.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { remote, windowAt } from '../client.mjs';
import { step, until } from './window.mjs';

const THEMES = [
  ['light', 'Light Modern'],
  ['dark', 'Dark Modern'],
  ['light-high-contrast', 'Light High Contrast'],
  ['dark-high-contrast', 'Dark High Contrast'],
];
const WIDE = { width: 1600, height: 900 };
const NARROW = { width: 700, height: 900 };

/** Opens a workspace of several brands and takes the pictures. */
export async function pictureThemes(page, actions, { port, folder, pictures }) {
  const { command, frameWith, goTo, open, theme } = actions;
  const file = path.join(folder, 'marmelune/shop.proactive');
  // An error, a warning and a name that nothing declares.
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, `${text.replace('frequency once_per_visit', 'frequency once_per_vist')}\nsegment leftover when visitor.url contains "www.*"\n`);
  const picture = name => page.screenshot({ path: path.join(pictures, `${name}.png`) });
  await step('a workspace of three brands is open', async () => {
    await page.setViewportSize(WIDE);
    await open(windowAt(port, folder, [['openFile', remote(port, file)]]));
    await page.waitForSelector('.squiggly-error, .squiggly-warning');
    await command('Proactive: Focus on Messages View', 'Messages: Focus on Messages View');
    await page.locator('.tree-explorer-viewlet-tree-view .monaco-list-row', { hasText: 'Tilvano' }).first().waitFor();
    await goTo(20);
    await command('Proactive: Preview');
  });
  const panel = await frameWith('#visitor');
  await panel.locator('#message proactive-greeting form').last().waitFor();
  await panel.locator('#match').click();
  for (const [name, label] of THEMES) {
    await step(`pictures in ${label}`, async () => {
      await page.setViewportSize(WIDE);
      await theme(label);
      await page.waitForTimeout(1500);
      await command('View: Focus Problems', 'Problems: Focus on Problems View');
      await page.waitForTimeout(700);
      await picture(`${name}-wide`);
      await command('View: Toggle Panel Visibility', 'View: Hide Panel');
      await page.setViewportSize(NARROW);
      await page.waitForTimeout(1000);
      await picture(`${name}-narrow`);
      // The view alone: the menu of a message.
      const row = page.locator('.tree-explorer-viewlet-tree-view .monaco-list-row', { hasText: 'after' }).first();
      await row.click({ button: 'right' });
      await until('the menu', async () => (await page.locator('.monaco-menu').count()) > 0);
      await page.waitForTimeout(300);
      await picture(`${name}-menu`);
      await page.keyboard.press('Escape');
      await page.setViewportSize(WIDE);
    });
  }
}
