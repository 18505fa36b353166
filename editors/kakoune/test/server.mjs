// Tests the language server in Kakoune with kak-lsp and the configuration from the README: `server.mjs KAK`.
// This program is the editor's user interface: it receives what Kakoune draws, and sends keys.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const kak = process.argv[2];
const { BROKEN, FINDINGS, HOME, SESSION } = process.env;
const wrong = [];

/** What the screen last showed as a list of words to choose from. */
let menu = [];
const screen = spawn(kak, ['-ui', 'json', '-s', SESSION, join(BROKEN, 'messages.proactive')], { stdio: ['pipe', 'pipe', 'inherit'] });
const ended = new Promise(done => screen.on('exit', done));
screen.on('error', error => {
  console.error(String(error));
  process.exit(1);
});
createInterface({ input: screen.stdout }).on('line', line => {
  const { method, params } = JSON.parse(line);
  if (method === 'menu_show') {
    menu = params[0].map(item => item.map(({ contents }) => contents).join('').trim().split(' ')[0]);
  }
});
const send = (method, params) => screen.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', method, params })}\n`);
send('resize', [40, 160]);

/** Runs commands in the window. */
function run(commands) {
  spawnSync(kak, ['-p', SESSION], { input: `evaluate-commands -client client0 %[ ${commands} ]` });
}

/** What Kakoune makes of an expansion, in the window. */
async function ask(expansion) {
  const answer = join(mkdtempSync(join(HOME, 'answer-')), 'text');
  run(`echo -to-file ${answer}.part ${expansion}; nop %sh{ mv ${answer}.part ${answer} }`);
  await until(() => existsSync(answer));
  return existsSync(answer) ? readFileSync(answer, 'utf8') : '';
}

/** The text of the file that is open. */
async function text() {
  const answer = join(mkdtempSync(join(HOME, 'answer-')), 'text');
  run(`write ${answer}.part; nop %sh{ mv ${answer}.part ${answer} }`);
  await until(() => existsSync(answer));
  return existsSync(answer) ? readFileSync(answer, 'utf8') : '';
}

/** Waits until `condition` holds, for ten seconds at most, and says whether it does. */
async function until(condition) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await condition()) {
      return true;
    }
    await new Promise(done => setTimeout(done, 50));
  }
  return false;
}

function holds(condition, words) {
  if (!condition) {
    wrong.push(words);
  }
}

/** Expects the lines `expected` to be underlined. */
async function expectFindings(expected, words) {
  let found;
  await until(async () => {
    const ranges = await ask('%opt{lsp_inline_diagnostics}');
    found = ranges.match(/\d+(?=\.\d+,\S*\|Diagnostic)/g) ?? [];
    return `${found}` === `${expected}`;
  });
  holds(`${found}` === `${expected}`, `${words}: lines ${found}, not ${expected}`);
}

async function main() {
  // Kakoune shows the place of a diagnostic, but not its code.
  const findings = readFileSync(FINDINGS, 'utf8').trim().split('\n');
  const lines = findings.map(line => line.split(' ')[0]);
  await expectFindings(lines, 'found in the broken example');

  // Completion offers the frequencies, and inserting the right one clears the diagnostic.
  run(`execute-keys '/frequency Once_per_visit<ret>c'`);
  send('keys', [...'frequency once']);
  holds(
    await until(() => menu.includes('once_per_visit') && menu.includes('once_per_customer')),
    `completion offers ${menu}`,
  );
  send('keys', [...'_per_visit', '<esc>']);
  const fixed = lines.filter((_, index) => findings[index] !== '8 unknown-value');
  holds(fixed.length === lines.length - 1, 'the example has no wrong frequency any more');
  await expectFindings(fixed, 'found in the example after a repair');

  // Rename changes the references and the declaration, which is in a file that is not open.
  run(`execute-keys 'gg/bot oolong<ret>;'; lsp-rename sencha`);
  await until(async () => !(await text()).includes('bot oolong'));
  const after = await text();
  holds(after.includes('reply bot sencha'), 'no use has the new name');
  holds(!after.includes('bot oolong'), 'a use keeps its old name');
  const account = () => readFileSync(join(BROKEN, 'account.proactive'), 'utf8');
  holds(await until(() => account().includes('bot sencha "Oolong"')), 'the declaration keeps its name');
}

await main();
run('kill!');
const late = setTimeout(() => screen.kill(), 10_000);
await ended;
clearTimeout(late);
for (const words of wrong) {
  console.error(words);
}
process.exit(wrong.length > 0 ? 1 : 0);
