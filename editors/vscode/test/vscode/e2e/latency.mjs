// How long a typed character takes to be painted: in a file of 5,000 lines, and in the same text as plain
// text in the same window. Both are measured in turns, so that the machine is equally busy for both.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { step, until } from './window.mjs';

const LINES = 5000;
/** Turns of each file. The first is not counted: then the window is still busy with opening it. */
const ROUNDS = 7;
/** Milliseconds between keys, as of a fast typist. */
const DELAY = 120;
/** What is typed at the end of a line of the text, and in a condition. */
const TYPED = [
  ['text', ' Nous sommes avec vous.'],
  ['when', ' and visitor.title is not "Panier"'],
];
/** Key to paint may take this many times as long as in plain text. */
const GOAL = 1.3;

/** A message, of which the file consists. */
const message = number => `message help_${number} "Help ${number}" {
  channel acme_web
  text """
    Besoin d'un conseil sur la page ${number} ?
    """
  reply agent "Un conseiller arrive."
  when visitor.url contains "/page/${number}/"
    and visitor.history is new
  after ${10 + (number % 50)}s on page_view
  frequency once_per_visit
}

`;

/** Types into both files, prints what was measured, and says whether the goal is met. */
export async function measureLatency(page, { goTo, openFile }, folder) {
  const size = message(0).split('\n').length - 1;
  const text = Array.from({ length: Math.ceil(LINES / size) }, (_, number) => message(number + 1)).join('');
  const files = ['long.proactive', 'long.txt'];
  for (const file of files) {
    writeFileSync(path.join(folder, file), text);
  }
  await page.evaluate(watchKeys);
  const times = new Map(files.map(file => [file, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const file of files) {
      await step(`round ${round + 1} in ${file}`, async () => {
        await openFile(file);
        for (const [statement, words] of TYPED) {
          // The same message in both, another one in each round.
          const start = size * (100 + 20 * round) + 1;
          await goTo(start + (statement === 'text' ? 3 : 7));
          await page.keyboard.press('End');
          await page.waitForTimeout(1500);
          await page.evaluate(() => { globalThis.keyTimes.length = 0; });
          await page.keyboard.type(words, { delay: DELAY });
          await until('the last character', () => page.evaluate(() => globalThis.pendingKeys === 0));
          const measured = await page.evaluate(() => [...globalThis.keyTimes]);
          assert.equal(measured.length, words.length, 'every key is measured');
          if (round > 0) {
            times.get(file).push(...measured);
          }
          await page.keyboard.press('Escape');
        }
      });
    }
  }
  const [own, plain] = files.map(file => summary(times.get(file)));
  const ratio = own.median / plain.median;
  const milliseconds = number => `${number.toFixed(1).padStart(6)} ms`;
  console.log(`\nkey to paint, ${LINES} lines, ${own.count} keys each     median      p95`);
  console.log(`  proactive                                ${milliseconds(own.median)} ${milliseconds(own.p95)}`);
  console.log(`  plain text                               ${milliseconds(plain.median)} ${milliseconds(plain.p95)}`);
  console.log(`  ratio of the medians ${ratio.toFixed(2)} (goal: at most ${GOAL}), of the p95 ${(own.p95 / plain.p95).toFixed(2)}`);
}

function summary(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = share => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { count: sorted.length, median: at(0.5), p95: at(0.95) };
}

/** Runs in the page: from each key that writes to the paint of the change of the text. */
function watchKeys() {
  globalThis.keyTimes = [];
  globalThis.pendingKeys = 0;
  let waiting = [];
  const painted = starts => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const now = performance.now();
      globalThis.keyTimes.push(...starts.map(start => now - start));
      globalThis.pendingKeys -= starts.length;
    };
    // The frame after the mutation is painted before this message arrives.
    requestAnimationFrame(() => port2.postMessage(undefined));
  };
  document.addEventListener('keydown', event => {
    if (event.key.length === 1 && !event.ctrlKey) {
      globalThis.pendingKeys += 1;
      waiting.push(event.timeStamp);
    }
  }, true);
  new MutationObserver(changes => {
    const isText = ({ target }) => (target instanceof Element ? target : target.parentElement)?.closest('.editor-instance .view-lines');
    if (waiting.length > 0 && changes.some(isText)) {
      painted(waiting);
      waiting = [];
    }
  }).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: false });
}
