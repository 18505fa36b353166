// Tests how Kate's library highlights the examples: `colours.mjs PROGRAM DEFINITION`. Each item of
// the definition gets its own colour, which identifies it in the output.

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [program, definition] = process.argv.slice(2);
const examples = join(import.meta.dirname, '../../../examples');
const wrong = [];

const expected = {
  'outdoor-shop/cart.proactive': [
    ['# Belgian', 'Comment'], ['segment', 'Keyword'], ['belgian_cart', 'Name'], ['after', 'Statement'],
    ['visitor.url', 'Field'], ['contains', 'Operator'], ['[', 'Symbol'], ['"/panier"', 'String'],
    ['message', 'Keyword'], ['free_shipping', 'Name'], ['acme_web', 'Name'], ['reply', 'Statement'], ['agent', 'Statement'],
    ['email', 'Value'], ['0m30s', 'Number'], ['page_view', 'Value'], ['cart, free_shipping', 'Value'],
    ['business_hours', 'Statement'], ['frequency', 'Statement'], ['once_per_visit', 'Value'],
    ['I can tell you where it is.', 'String'], ['order_status', 'Normal Text'],
  ],
  'broken/messages.proactive': [['Did you know', 'String'], ['open_list', 'Name']],
};

let text = readFileSync(definition, 'utf8');
const colours = new Map();
text = text.replace(/<itemData name="([^"]+)"/g, (item, name) => {
  const colour = `#0000${(colours.size + 16).toString(16)}`;
  colours.set(colour, name);
  return `${item} color="${colour}"`;
});

/** The program on a file, which it knows by its name; what is wrong with the definition it says aside. */
function draw(file) {
  const run = spawnSync(program, ['--output-format', 'html', file], { encoding: 'utf8' });
  if (run.error || run.status !== 0 || run.stderr !== '') {
    wrong.push(`${file}: ${run.error ?? run.stderr}`);
  }
  return run.stdout ?? '';
}

/** The characters of a page, each with the item that it is. */
function items(page) {
  const [, body] = page.match(/<pre>([^]*)<\/pre>/) ?? ['', ''];
  const characters = [];
  let item = '';
  for (const [piece, tag] of body.matchAll(/<([^>]*)>|&[a-z]+;|[^<&]/gu)) {
    if (tag === undefined) {
      const text = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' }[piece] ?? piece;
      characters.push({ text, item });
    } else {
      item = colours.get(tag.match(/[; "]color:(#[0-9a-f]{6})/)?.[1]) ?? '';
    }
  }
  return characters;
}

const all = readdirSync(examples, { recursive: true }).filter(name => name.endsWith('.proactive')).map(name => join(examples, name));
for (const file of all) {
  draw(file);
}
writeFileSync(definition, text);
for (const [name, words] of Object.entries(expected)) {
  const drawn = items(draw(join(examples, name)));
  const whole = drawn.map(({ text }) => text).join('');
  for (const [word, item] of words) {
    const place = whole.indexOf(word);
    const at = Array.from(whole.slice(0, place)).length;
    const found = new Set(drawn.slice(at, at + Array.from(word).length).filter(({ text }) => !/[\s,]/.test(text)).map(it => it.item));
    if (place < 0 || found.size !== 1 || !found.has(item)) {
      wrong.push(`${name}: ${word} is ${place < 0 ? 'not there' : [...found].join(' and ')}, not ${item}`);
    }
  }
}
for (const words of wrong) {
  console.error(words);
}
process.exit(wrong.length > 0 ? 1 : 0);
