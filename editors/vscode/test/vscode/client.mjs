// VS Code in Chromium: its server is started on a free port of this machine and stopped after the test.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

/** The folder in which the packages of `package.json` are installed. */
export const client = process.env['VSCODE_CLIENT'] ?? path.resolve(import.meta.dirname, '../../../../target/vscode-client');
const node = path.join(client, 'node_modules/node/bin/node');
const codeServer = path.join(client, 'node_modules/code-server');

/** Creates an empty folder for this run. */
export function scratch() {
  return mkdtempSync(path.join(tmpdir(), 'proactive-vscode-'));
}

const SETTINGS = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'editor.minimap.enabled': false,
  'git.enabled': false,
};

/** Writes the user settings: those that the tests need, and the given ones. */
export function settings(folder, given = {}) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify({ ...SETTINGS, ...given }));
}

/** Runs VS Code's server as its own tests do: the extension is a folder, and the tests run inside. */
export async function vscodeServer(data, environment = {}) {
  const port = await freePort();
  const main = path.join(codeServer, 'lib/vscode/out/server-main.js');
  const process = start(
    [main, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms',
      '--enable-smoke-test-driver', '--server-data-dir', path.join(data, 'server'), '--extensions-dir', path.join(data, 'extensions'),
      '--telemetry-level', 'off', '--disable-workspace-trust'],
    { ...environment },
  );
  await ready(`http://127.0.0.1:${port}/version`, process);
  return { port, stop: () => stop(process) };
}

function codeServerArguments(data) {
  return [path.join(codeServer, 'out/node/entry.js'), '--config', path.join(data, 'config.yaml'),
    '--user-data-dir', path.join(data, 'user'), '--extensions-dir', path.join(data, 'extensions')];
}

/** Installs a packaged extension, as an author would. */
export async function install(data, vsix) {
  writeFileSync(path.join(data, 'config.yaml'), 'auth: none\ncert: false\n');
  const process = start([...codeServerArguments(data), '--install-extension', vsix], {});
  const code = await new Promise(done => process.on('exit', done));
  if (code !== 0) {
    throw new Error(`the extension can't be installed: ${process.said()}`);
  }
}

/** The folder of the only extension installed in `data`. */
export function installed(data) {
  const extensions = path.join(data, 'extensions');
  const folders = readdirSync(extensions, { withFileTypes: true }).filter(entry => entry.isDirectory());
  if (folders.length !== 1) {
    throw new Error(`${folders.length} extensions are installed`);
  }
  return path.join(extensions, folders[0].name);
}

/** Runs code-server with the extensions installed in `data`. */
export async function runCodeServer(data, environment = {}) {
  const port = await freePort();
  const process = start(
    [...codeServerArguments(data), '--bind-addr', `127.0.0.1:${port}`, '--auth', 'none', '--disable-telemetry', '--disable-update-check',
      '--disable-workspace-trust'],
    environment,
  );
  await ready(`http://127.0.0.1:${port}/healthz`, process);
  return { port, stop: () => stop(process) };
}

/** Starts headless Chromium. */
export function browser() {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--force-color-profile=srgb'];
  return chromium.launch({ executablePath, headless: true, args });
}

/** The URL of a window with an open folder; `payload` is passed to VS Code. */
export function windowAt(port, folder, payload = []) {
  const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
  return `http://127.0.0.1:${port}/?${query}`;
}

/** The URI of a file in VS Code's browser version. */
export function remote(port, file) {
  return `vscode-remote://127.0.0.1:${port}${file}`;
}

function start(args, environment) {
  for (const needed of [node, codeServer]) {
    if (!existsSync(needed)) {
      throw new Error(`${needed} is missing: cargo xtask vscode-host installs it`);
    }
  }
  const env = { ...process.env, EXTENSIONS_GALLERY: '{}', ...environment };
  const started = spawn(node, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [started.stdout, started.stderr]) {
    stream.on('data', data => { said = (said + data).slice(-20_000); });
  }
  started.said = () => said;
  return started;
}

async function ready(url, process) {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (process.exitCode !== null) {
      break;
    }
    const answered = await fetch(url).then(() => true, () => false);
    if (answered) {
      return;
    }
    await new Promise(done => setTimeout(done, 100));
  }
  throw new Error(`VS Code does not start: ${process.said()}`);
}

/** Stops a process and waits until it has exited. */
async function stop(process) {
  if (process.exitCode !== null) {
    return;
  }
  const ended = new Promise(done => process.on('exit', done));
  process.kill('SIGTERM');
  const late = setTimeout(() => process.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(late);
}

function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
