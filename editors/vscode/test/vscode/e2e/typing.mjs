// Typing straight through: texts are typed in the window with suggestions on, at several speeds, and the
// file that is saved is the text that was meant.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { step, until } from './window.mjs';

/** The file that is typed, empty at first. */
export const EMPTY = 'typed.proactive';

/** Every kind of declaration, statement and bracket. */
const KINDS = `account "Nord" {
  conversation_control release
}

brand nord "Nord" {
  external_id "nord"
}

schedule nord_hours "Nord, Lyon" {
  timezone "Europe/Paris"
  open mon-fri 09:00-12:30, 13:30-18:00
  closed 2026-12-25
}

channel nord_fr "www.nord.example" {
  brand nord
  website "https://www.nord.example"
  business_hours nord_hours
}

bot lou "Lou" {
  channels nord_fr
  answer parcel "Where is my parcel?"
}

segment nord_cart when
  visitor.url contains any of ["/panier", "/commande"]
  and visitor.history is new

message nord_hiver "Hiver" {
  channel nord_fr
  text """
    Bonjour !
    Une question ?
  """
  reply agent {
    text "Un collègue arrive."
    ask name, email
  }
  when nord_cart and (
    device.language is fr
    or visitor.title contains "hiver"
  )
  after 3m on page_view
  schedule business_hours
  frequency once_per_visit
  tags plants, cart
}

message nord_suivi "Suivi" {
  channel nord_fr
  text "Je cherche votre colis."
  reply bot lou answer parcel
  when visitor.url contains any of [
    "/suivi",
    "/retours"
  ]
  on page_load
  frequency every_time
}

test "Essai" {
  visitor new
  device fr
  visit "https://www.nord.example/panier" for 3m
  expect nord_hiver
}
`;

/** A line break in the middle of what is typed, or the way to the closing bracket that the editor has inserted. */
const BREAK = 'Enter';
const BELOW = 'ArrowDown';

/**
 * The keys for a text: words to type, and keys to press. As an author does, they leave to the editor
 * what it inserts by itself: closing brackets and quotes on their own line, and indentation.
 */
function keysFor(text) {
  const keys = [];
  const indentationOf = line => line.length - line.trimStart().length;
  let before;
  for (const line of text.trimEnd().split('\n')) {
    const words = line.trimStart();
    if (before !== undefined && /^(?:[}\])]|""")$/.test(words)) {
      keys.push([BELOW], ['End']);
    } else if (before !== undefined) {
      keys.push([BREAK]);
      if (words !== '') {
        const offered = before.indentation + (/(?:[{[(]|""")$|^segment .*\bwhen$/.test(before.words) ? 2 : 0);
        const meant = indentationOf(line);
        for (let at = offered; at > meant; at -= 2) {
          keys.push(['Backspace']);
        }
        assert.ok(meant <= offered, `the editor does not indent as far as ${line}`);
      }
    }
    keys.push(words);
    before = { words: words === '' ? '' : words, indentation: words === '' ? before.indentation : indentationOf(line) };
  }
  return keys;
}

/** Types the texts into the empty `file` of the workspace. */
export async function typeThrough(page, { command, openFile }, file) {
  const cart = readFileSync(file.replace(EMPTY, 'cart.proactive'), 'utf8');
  // The editor continues comments, which is another matter.
  // The editor puts closing quotes below the statement; formatting moves them.
  const lines = cart.replaceAll(/^ {4}"""$/gm, '  """').split('\n').filter(line => !line.startsWith('#'));
  const example = lines.join('\n').trimStart();
  const runs = [
    ['an example', example, 10],
    ['every kind of declaration', KINDS, 40],
    ['the first declarations', KINDS.slice(0, KINDS.indexOf('\nsegment')), 95],
  ];
  await openFile(EMPTY);
  for (const [what, text, delay] of runs) {
    await step(`${what}, typed with ${delay} ms between keys, is what was meant`, async () => {
      await page.locator('.editor-instance .view-lines').first().click();
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');
      for (const keys of keysFor(text)) {
        if (typeof keys === 'string') {
          await page.keyboard.type(keys, { delay });
        } else {
          await page.keyboard.press(keys[0], { delay });
        }
      }
      const meant = text.trimEnd();
      const typed = () => readFileSync(file, 'utf8').trimEnd();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+s');
      await until('the saved file', () => typed() !== '').catch(() => undefined);
      const late = Date.now() + 5_000;
      while (typed() !== meant && Date.now() < late) {
        await page.waitForTimeout(100);
      }
      assert.equal(typed(), meant);
    });
  }
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+s');
  await until('the empty file', () => readFileSync(file, 'utf8') === '');
  await command('View: Close Editor');
  await openFile('cart.proactive');
}
