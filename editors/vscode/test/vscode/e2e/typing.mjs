// Typing straight through: texts are typed in the window with suggestions on, at several speeds, and the
// file that is saved is the text that was meant.

import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { step } from './window.mjs';

/** How long an author rests before Enter, in milliseconds. Until the server has answered the last letter, the list is an earlier one. */
const REST = 250;

/** Every kind of declaration, and every kind of bracket over several lines. */
const KINDS = `account "Nord" {
  conversation_control release
}

brand nord "Nord" {
  external_id "n"
}

schedule lyon "Lyon" {
  timezone "Europe/Paris"
  open mon-fri 09:00-12:30
}

channel nord_fr "Nord" {
  brand nord
}

bot lou "Lou" {
  channels nord_fr
  answer parcel "Where?"
}

segment basket when
  visitor.url contains any of ["/panier"]
  and device.language is fr

message hiver "Hiver" {
  channel nord_fr
  reply bot lou answer parcel
  when visitor.url is any of [
    "/a"
  ]
  tags plants, cart
  frequency every_time
}

test "Essai" {
  visitor new
  visit "https://www.nord.example/" for 3m
  expect hiver
}
`;

/** A message with blocks and texts of several lines. */
const MESSAGE = `message printemps "Printemps" {
  text """
    Bonjour !
    Une question ?
  """
  reply agent {
    text "À tout de suite."
    ask name, email
  }
  when belgian_cart and (
    visitor.history is new
    or device.language is nl
  )
  after 3m on page_view
}
`;

const BRAND = `brand maison "Maison" {
  external_id "m"
}

channel maison_fr "Maison" {
  brand maison
}
`;

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
    const isClosing = /^(?:[}\])]|""")$/.test(words);
    if (isClosing) {
      // An open list would take the arrow key.
      keys.push(['Escape'], ['ArrowDown'], ['End']);
    } else if (before !== undefined) {
      keys.push(['Enter']);
    }
    if (before !== undefined && words !== '' && !isClosing) {
      const offered = before.indentation + (/(?:[{[(]|""")$|\bwhen$/.test(before.words) ? 2 : 0);
      assert.ok(indentationOf(line) <= offered, `the editor does not indent as far as ${line}`);
      for (let at = offered; at > indentationOf(line); at -= 2) {
        keys.push(['Backspace']);
      }
    }
    if (!isClosing) {
      keys.push(words);
    }
    before = { words: isClosing ? '' : words, indentation: words === '' ? before.indentation : indentationOf(line) };
  }
  return keys;
}

/** Types the texts into a new file in the folder of a workspace. */
export async function typeThrough(page, { command, openFile }, folder) {
  const file = path.join(folder, 'typed.proactive');
  const runs = [
    ['every kind of declaration', KINDS, 10],
    ['a message', MESSAGE, 45],
    ['a brand and its channel', BRAND, 120],
  ];
  writeFileSync(file, '');
  await openFile('typed.proactive');
  for (const [what, text, delay] of runs) {
    await step(`${what}, typed with ${delay} ms between keys, is what was meant`, async () => {
      await page.locator('.editor-instance .view-lines').first().click();
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');
      for (const keys of keysFor(text)) {
        if (typeof keys === 'string') {
          await page.keyboard.type(keys, { delay });
        } else {
          if (keys[0] === 'Enter') {
            await page.waitForTimeout(REST);
          }
          await page.keyboard.press(keys[0], { delay });
        }
      }
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+s');
      const typed = () => readFileSync(file, 'utf8').trimEnd();
      for (const late = Date.now() + 10_000; typed() !== text.trimEnd() && Date.now() < late;) {
        await page.waitForTimeout(100);
      }
      assert.equal(typed(), text.trimEnd());
    });
  }
  await command('View: Close Editor');
  rmSync(file);
  await openFile('cart.proactive');
}
