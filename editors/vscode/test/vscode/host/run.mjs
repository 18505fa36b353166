// Runs the tests of `host/tests.cjs` inside VS Code's extension host, which reports the results.
//
// PROACTIVE_SERVER names the server program; the extension finds it by its setting, so that the tests
// can also remove it.

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';

import { browser, client, remote, scratch, vscodeServer, windowAt } from '../client.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const program = process.env['PROACTIVE_SERVER'];
if (!program || !existsSync(program)) {
  throw new Error('PROACTIVE_SERVER must name the program `proactive`');
}

const data = scratch();
const workspace = path.join(data, 'workspace');
cpSync(path.resolve(root, '../../examples'), workspace, { recursive: true });
// The extension as installed, but without a bundled server.
const extension = path.join(data, 'extension');
mkdirSync(extension);
for (const part of ['package.json', 'dist', 'syntaxes', 'icons', 'walkthrough', 'language-configuration.json', 'test/vscode/host']) {
  cpSync(path.join(root, part), path.join(extension, part), { recursive: true });
}
const programs = path.join(data, 'programs');
mkdirSync(programs);
symlinkSync(program, path.join(programs, 'proactive'));
const report = path.join(data, 'report.json');

// A PATH without the program: tests that want it add it.
const clean = (process.env['PATH'] ?? '').split(':').filter(folder => !existsSync(path.join(folder, 'proactive'))).join(':');
const server = await vscodeServer(data, { PATH: clean });
const chromium = await browser();
const page = await chromium.newPage({ viewport: { width: 1400, height: 900 } });
const lines = [];
page.on('console', line => lines.push(line.text()));
await page.exposeFunction('codeAutomationLog', (_type, words) => lines.push(String(words)));
const exit = new Promise(done => page.exposeFunction('codeAutomationExit', code => done(code)));
const late = new Promise(done => setTimeout(() => done('late'), 10 * 60_000).unref());

const payload = [
  ['extensionDevelopmentPath', remote(server.port, extension)],
  ['extensionTestsPath', remote(server.port, path.join(extension, 'test/vscode/host/tests.cjs'))],
  ['skipWelcome', 'true'],
  ['extensionEnvironment', JSON.stringify({ PATH: clean, TESTED_PROGRAM: path.join(programs, 'proactive'), TESTED_REPORT: report, TESTED_CLIENT: client, TESTED_ONLY: process.env['ONLY'] ?? '' })],
];
await page.goto(windowAt(server.port, workspace, payload));
const code = await Promise.race([exit, late]);
if (process.env['PICTURE']) {
  await page.screenshot({ path: process.env['PICTURE'] });
}
await chromium.close();
await server.stop();

const results = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : [];
for (const { name, milliseconds, error } of results) {
  console.log(`${error === null ? 'ok    ' : 'FAILED'} ${name} (${(milliseconds / 1000).toFixed(1)} s)`);
  if (error !== null) {
    console.log(error.replace(/^/gm, '    '));
  }
}
const failed = results.filter(({ error }) => error !== null).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
if (code !== 0 || failed > 0 || results.length === 0) {
  if (results.length === 0) {
    console.log(`the tests did not run (${code}):\n${lines.slice(-40).join('\n')}`);
  }
  process.exit(1);
}
rmSync(data, { recursive: true, force: true });
process.exit(0);
