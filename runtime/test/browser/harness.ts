// Chromium, and the shop whose pages the tests visit. All addresses of the shop are the same page.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { after, before, describe } from 'node:test';
import { build } from 'esbuild';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page as Tab } from 'playwright-core';

import type { Visit } from '../../src/visits';
import type { Page, Settings } from '../page/app';

/** Runs tests side by side: most of their time, they wait for the browser. */
export const group = (name: string, define: () => void) => describe(name, { concurrency: 2 }, define);

/** A Monday morning. */
export const START = new Date('2026-03-16T10:00:00Z');

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'; report-uri /policy";

let browser: Browser;
let server: Server;
let origin: string;
let script: string;
/** What the browser reported as against the policy of the pages. */
const reports: string[] = [];

before(async () => {
  const { outputFiles } = await build({
    entryPoints: ['test/page/app.ts'],
    bundle: true,
    target: 'es2022',
    write: false,
    logLevel: 'warning',
  });
  script = outputFiles[0]?.text ?? '';
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk as Buffer));
    request.on('end', () => {
      const { status, headers, body } = respond(request.url ?? '/', Buffer.concat(chunks).toString(), 'Shop');
      response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(address && typeof address === 'object');
  origin = `http://127.0.0.1:${address.port}`;
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update'],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
});

after(async () => {
  await browser?.close();
  server?.close();
});

/** Where the server has the files of `examples/page`. */
export const EXAMPLE = '/example/';

/** A file of the example, without a policy: it has its own. */
function file(name: string) {
  const types: Record<string, string> = { html: 'text/html', css: 'text/css', js: 'text/javascript', json: 'application/json', svg: 'image/svg+xml' };
  const type = types[name.split('.').at(-1) ?? ''] ?? 'text/plain';
  return { status: 200, headers: { 'Content-Type': `${type}; charset=utf-8` }, body: readFileSync(`../examples/page/${name}`, 'utf8') };
}

/** What the shop answers to a request for a path. `sent` is what the request says. */
function respond(path: string, sent: string, title: string): { status: number; headers: Record<string, string>; body: string } {
  switch (path) {
    case '/favicon.ico':
      return { status: 204, headers: {}, body: '' };
    case '/policy':
      reports.push(sent);
      return { status: 200, headers: {}, body: '' };
    case '/app.js':
      return { status: 200, headers: { 'Content-Type': 'text/javascript; charset=utf-8' }, body: script };
    default: {
      if (path.startsWith(EXAMPLE)) {
        return file(path.slice(EXAMPLE.length).replace(/\?.*/, '') || 'index.html');
      }
      const content = path.startsWith('/framing') ? '<iframe sandbox="allow-scripts" src="/cart"></iframe>' : '<script src="/app.js"></script>';
      const escaped = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      return {
        status: 200,
        headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': POLICY },
        body: `<!doctype html><html lang="en"><title>${escaped}</title>${content}<h1>Shop</h1>`,
      };
    }
  }
}

/** A tab on the shop. */
export interface Shop {
  readonly tab: Tab;
  /** Loads a page of the shop, by its path or its whole address. */
  goto(path: string): Promise<void>;
  /** Lets time pass, with everything that is due in it. */
  wait(seconds: number): Promise<void>;
  /** Lets time pass without waiting for the page. */
  pass(milliseconds: number): Promise<void>;
  /** Waits until the runtime has done what it was told so far. */
  settle(): Promise<void>;
  /** The text that the greeting shows; `null` if it shows none. */
  greeting(): Promise<string | null>;
  /** Something of the page's own, such as what its callback was told. */
  get(key: 'told' | 'heard' | 'asked'): Promise<unknown>;
  /** The messages that this page was told of, such as `shown cart_help`. */
  told(): Promise<string[]>;
  emit(event: string): Promise<void>;
  /** What storage has for the channel. */
  stored(): Promise<Visit | null>;
  /** Gives or takes back the visitor's consent. */
  consent(isGiven: boolean): Promise<void>;
  /** Calls `reset` or `stop`. */
  call(method: 'reset' | 'stop'): Promise<void>;
  /** Loads the chat widget. */
  load(): Promise<void>;
  /** How many callbacks the chat widget has. */
  listeners(): Promise<number>;
  /** Presses a button of the greeting. */
  press(name: string): Promise<void>;
  /** Another tab of the same visitor. */
  another(): Promise<Shop>;
}

export interface Visitor extends Settings {
  /** Whether the browser knows the Navigation API. */
  readonly navigation?: boolean;
  /** Runs in every page, before its scripts. */
  readonly prepare?: () => void;
  /** Whether the page may have errors. */
  readonly mayFail?: boolean;
  readonly start?: Date;
  /** The channel of the page, if it has a bundle of its own. */
  readonly channel?: string;
  /** What else is special about the browser, such as its language. */
  readonly context?: BrowserContextOptions;
  /** If given, every address is one of the shop, on any host, and this is the title of the page that is loaded. */
  readonly title?: () => string;
}

/** Runs a test with a new visitor of the shop, and checks that no page had an error or broke its policy. */
export async function visit(visitor: Visitor, run: (shop: Shop) => Promise<void>): Promise<void> {
  const { navigation = true, prepare, mayFail = false, start = START, context: options = {}, title, channel = 'acme_web', ...settings } = visitor;
  const key = `proactive:1:${settings.bundle?.channel ?? channel}`;
  const context = await browser.newContext(options);
  const errors: string[] = [];
  await context.addInitScript(
    given => {
      const { locks } = navigator as Partial<Navigator>;
      // Locks are granted in order: once this one is, nothing that began before still waits.
      const whenIdle = () => locks?.request(given.key, () => {});
      Object.assign(globalThis, { settings: JSON.parse(given.settings) as Settings, whenIdle });
    },
    { key, settings: JSON.stringify(settings) },
  );
  if (!navigation) {
    await context.addInitScript(() => Object.defineProperty(globalThis, 'navigation', { value: undefined }));
  }
  if (prepare) {
    await context.addInitScript(prepare);
  }
  if (title) {
    await context.route('**', route => {
      const { pathname, search } = new URL(route.request().url());
      return route.fulfill(respond(pathname + search, route.request().postData() ?? '', title()));
    });
  }
  // Time stands still unless a test lets it pass.
  await context.clock.install({ time: start.getTime() - 1000 });
  await context.clock.pauseAt(start);
  try {
    await run(await openTab(context, key, errors));
    assert.deepEqual(reports, [], 'the policy holds');
    assert.deepEqual(mayFail ? [] : errors, [], 'there is no error');
  } finally {
    await context.close();
  }
}

/** Checks until it holds: what other tabs do arrives when it likes. */
export async function eventually(check: () => Promise<void>): Promise<void> {
  for (let rest = 100; rest > 0; rest -= 1) {
    try {
      return await check();
    } catch {
      await new Promise(resolve => setTimeout(resolve, 30));
    }
  }
  await check();
}

/** `key` is that of the channel in storage. */
async function openTab(context: BrowserContext, key: string, errors: string[]): Promise<Shop> {
  const tab = await context.newPage();
  tab.setDefaultTimeout(10_000);
  tab.on('pageerror', error => errors.push(String(error)));
  tab.on('console', line => line.type() === 'error' && errors.push(line.text()));
  const greeting = tab.locator('proactive-greeting');
  const settle = () => tab.evaluate(() => (globalThis as unknown as { whenIdle(): Promise<void> | undefined }).whenIdle());
  return {
    tab,
    async goto(path) {
      await tab.goto(path.startsWith('/') ? origin + path : path);
      await settle();
    },
    async wait(seconds) {
      await context.clock.runFor(seconds * 1000);
      await settle();
    },
    pass: milliseconds => context.clock.runFor(milliseconds),
    settle,
    async greeting() {
      await settle();
      // The greeting appears a moment after it is told to.
      await context.clock.runFor(200);
      const shown = greeting.getByRole('region');
      return (await shown.count()) === 0 ? null : shown.innerText();
    },
    get: key => tab.evaluate(name => (globalThis as unknown as Page)[name], key),
    told: () => tab.evaluate(() => (globalThis as unknown as Page).told.map(({ type, message }) => `${type} ${message}`)),
    async emit(event) {
      await tab.evaluate(name => (globalThis as unknown as Page).stub.emit(name), event);
      await settle();
    },
    stored: () => tab.evaluate(name => JSON.parse(localStorage.getItem(name) ?? 'null') as Visit | null, key),
    consent: isGiven => tab.evaluate(given => void ((globalThis as unknown as Page).consent = given), isGiven),
    async call(method) {
      await tab.evaluate(name => (globalThis as unknown as Page).widget[name](), method);
      await settle();
    },
    load: () => tab.evaluate(() => (globalThis as unknown as Page).stub.load()),
    listeners: () => tab.evaluate(() => (globalThis as unknown as Page).stub.listeners()),
    async press(name) {
      await context.clock.runFor(200);
      await greeting.getByRole('button', { name }).click();
      await settle();
    },
    another: () => openTab(context, key, errors),
  };
}
