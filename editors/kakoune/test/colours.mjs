// Tests the faces of words in an example, as Kakoune draws them through its JSON user interface.

import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';

const here = dirname(fileURLToPath(import.meta.url));
const rc = join(here, '../rc/proactive.kak');
const example = join(here, '../../../examples/outdoor-shop/cart.proactive');

/** The colour that identifies each face in this test. */
const faces = {
  comment: 'blue', string: 'green', keyword: 'red', operator: 'cyan', value: 'yellow', type: 'magenta',
  function: 'bright-red', module: 'bright-green', builtin: 'bright-blue', variable: 'bright-cyan',
  attribute: 'bright-yellow', meta: 'bright-magenta',
};

const expected = [
  ['# Belgian', 'comment'], ['segment', 'type'], ['belgian_cart', 'function'], ['after', 'keyword'],
  ['visitor', 'builtin'], ['.url', 'variable'], ['contains', 'operator'], ['"/panier"', 'string'],
  ['message', 'type'], ['free_shipping', 'function'], ['acme_web', 'module'], ['reply', 'keyword'],
  ['agent', 'keyword'], ['email', 'value'], ['0m30s', 'value'], ['page_view', 'value'],
  ['cart, free_shipping', 'attribute'], ['business_hours', 'value'], ['frequency', 'keyword'],
  ['once_per_visit', 'value'], ['I can tell you where it is.', 'string'], ['order_status', 'variable'],
];

const commands = [
  `source '${rc}'`,
  ...Object.entries(faces).map(([name, colour]) => `set-face global ${name} ${colour}`),
  'declare-option str-list static_words',
  'declare-option str comment_line',
  `edit '${example}'`,
].join('\n');

const kak = spawn(process.argv[2], ['-n', '-ui', 'json', '-e', commands], { stdio: ['pipe', 'pipe', 'inherit'] });
const send = (method, params) => kak.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', method, params })}\n`);
send('resize', [60, 200]);

/** What is drawn once nothing more comes: lines of pieces, each with its face. */
let drawn = [];
let status = '';
let timer = setTimeout(judge, 10_000);
createInterface({ input: kak.stdout }).on('line', line => {
  const { method, params } = JSON.parse(line);
  if (method === 'draw_status') {
    status = params[0].map(({ contents }) => contents).join('');
  }
  if (method === 'draw') {
    drawn = params[0];
    clearTimeout(timer);
    timer = setTimeout(judge, 500);
  }
});
kak.on('error', error => {
  console.error(String(error));
  process.exit(1);
});

function judge() {
  const wrong = /wrong|error|unable|no such/i.test(status) ? [status] : [];
  const lines = drawn.map(line => ({
    text: line.map(({ contents }) => contents).join(''),
    colours: line.flatMap(({ face, contents }) => Array.from(contents, () => face.fg)),
  }));
  for (const [words, face] of expected) {
    const line = lines.find(({ text }) => text.includes(words));
    // Kakoune counts in characters, so the position of the words must be in characters, too.
    const at = line && Array.from(line.text.slice(0, line.text.indexOf(words))).length;
    const found = line && new Set(line.colours.slice(at, at + Array.from(words.trim()).length));
    if (!found || found.size !== 1 || !found.has(faces[face])) {
      const names = [...(found ?? [])].map(it => Object.keys(faces).find(name => faces[name] === it) ?? it);
      wrong.push(`${words} is ${line ? names.join(' and ') : 'not there'}, not ${face}`);
    }
  }
  kak.stdin.end();
  kak.kill();
  for (const words of wrong) {
    console.error(words);
  }
  process.exit(wrong.length > 0 ? 1 : 0);
}
