// What the tests do in VS Code's window: open files, run commands, read lines.

/** The actions in the window that a page shows. */
export function windowOf(page) {
  return { command, frameWith, goTo, lineText, open, openFile, theme, write };

  /** Opens the quick input by a key. A page that has just been closed can still have the focus, and take the key. */
  async function pressFor(key) {
    const input = page.locator('.quick-input-widget input.input').first();
    await until('the quick input', async () => {
      await page.keyboard.press(key);
      return input.waitFor({ timeout: 3000 }).then(() => true, () => false);
    });
    return input;
  }

  /** Opens a file by name. */
  async function openFile(name) {
    const input = await pressFor('Control+p');
    await input.fill(name);
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: name }).first().click();
    await page.waitForSelector('.editor-instance .view-lines');
  }

  /** Replaces text in a line. */
  async function write(line, words) {
    await goTo(line);
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+Home');
    await page.keyboard.type(words, { delay: 20 });
    await page.keyboard.press('Escape');
  }

  /** Places the cursor at the start of a line. */
  async function goTo(line) {
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+g');
    await page.waitForSelector('.quick-input-widget:not([style*="display: none"])');
    await page.keyboard.type(`${line}`);
    await page.keyboard.press('Enter');
    await until(`line ${line}`, async () => (await page.locator('#status\\.editor\\.selection').innerText()).startsWith(`Ln ${line},`));
  }

  /** Sets the colour theme of the window. */
  async function theme(name) {
    await command('Preferences: Color Theme');
    const input = page.locator('.quick-input-widget input.input').first();
    await until('the list of themes', async () => (await input.getAttribute('placeholder'))?.includes('Theme'));
    await input.fill(name);
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: name }).first().waitFor();
    await page.keyboard.press('Enter');
  }

  /** Runs a command through the palette: the first of these names that exists. */
  async function command(...names) {
    for (const name of names) {
      const input = await pressFor('F1');
      await input.fill(`>${name}`);
      const row = page.locator('.quick-input-widget .monaco-list-row', { hasText: name }).first();
      if (await row.waitFor({ timeout: 3000 }).then(() => true, () => false)) {
        await row.click();
        return;
      }
      await page.keyboard.press('Escape');
    }
    throw new Error(`the palette knows no ${names.join(', nor ')}`);
  }

  /** The page in the nested frames that contains the selector. */
  async function frameWith(selector) {
    return until(`a page with ${selector}`, async () => {
      for (const frame of page.frames()) {
        if (await frame.locator(selector).count().catch(() => 0)) {
          return frame;
        }
      }
      return undefined;
    });
  }

  /** The text of a visible line, by its line number, without what inlay hints add to it. */
  async function lineText(number) {
    return page.evaluate(wanted => {
      const margin = [...document.querySelectorAll('.editor-instance .line-numbers')].find(it => it.textContent?.trim() === String(wanted));
      const top = margin?.parentElement?.style.top;
      const line = [...document.querySelectorAll('.editor-instance .view-line')].find(it => it.style.top === top);
      const spans = [...(line?.querySelectorAll(':scope > span > span') ?? [])];
      // VS Code gives the text of hints the classes of a decoration; text of the file has only those of its tokens.
      const own = spans.filter(span => !/\b(ced|dyn-rule)-/.test(span.className));
      return own.map(span => span.textContent).join('').replaceAll('\u00a0', ' ');
    }, number);
  }

  /** Opens the window. On a busy machine it may open without settings and extensions; an author would reload it. */
  async function open(address) {
    for (let attempt = 1; ; attempt += 1) {
      await page.goto(address);
      await page.waitForSelector('.editor-instance .view-lines');
      try {
        await page.waitForFunction(() => document.querySelector('#status\\.editor\\.mode')?.textContent?.includes('Proactive'));
        return;
      } catch (error) {
        if (attempt === 3) {
          throw error;
        }
        console.log('       the window knows no extension; it is loaded again');
      }
    }
  }
}

/** Waits until `find` gives something; `what` says what is missing otherwise. */
export async function until(what, find) {
  const end = Date.now() + 60_000;
  for (;;) {
    const found = await find();
    if (found) {
      return found;
    }
    if (Date.now() > end) {
      throw new Error(`waited in vain for ${what}`);
    }
    await new Promise(done => setTimeout(done, 100));
  }
}

/** Does a step of a test, and says how long it took. */
export async function step(words, work) {
  const started = Date.now();
  await work();
  console.log(`ok     ${words} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}
