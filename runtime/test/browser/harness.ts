// Chromium, and the shop whose pages the tests visit. All addresses of the shop are the same page.

import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, describe } from 'node:test';
import { build } from 'esbuild';
import { type Browser, type BrowserContext, chromium, type Page as Tab } from 'playwright-core';

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
  const script = outputFiles[0]?.text ?? '';
  server = createServer((request, response) => {
    if (request.url === '/favicon.ico') {
      response.writeHead(204).end();
    } else if (request.url === '/policy') {
      request.on('data', data => reports.push(String(data))).on('end', () => response.end());
    } else if (request.url === '/app.js') {
      response.setHeader('Content-Type', 'text/javascript; charset=utf-8');
      response.end(script);
    } else {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.setHeader('Content-Security-Policy', POLICY);
      const isFramed = request.url?.startsWith('/framing');
      const content = isFramed ? '<iframe sandbox="allow-scripts" src="/cart"></iframe>' : '<script src="/app.js"></script>';
      response.end(`<!doctype html><html lang="en"><title>Shop</title>${content}<h1>Shop</h1>`);
    }
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

/** A tab on the shop. */
export interface Shop {
  readonly tab: Tab;
  /** Loads a page of the shop. */
  goto(path: string): Promise<void>;
  /** Lets time pass, with everything that is due in it. */
  wait(seconds: number): Promise<void>;
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
}

/** Runs a test with a new visitor of the shop, and checks that no page had an error or broke its policy. */
export async function visit(visitor: Visitor, run: (shop: Shop) => Promise<void>): Promise<void> {
  const { navigation = true, prepare, mayFail = false, ...settings } = visitor;
  const context = await browser.newContext();
  const errors: string[] = [];
  await context.addInitScript(given => {
    const { locks } = navigator as Partial<Navigator>;
    // Locks are granted in order: once this one is, nothing that began before still waits.
    const whenIdle = () => locks?.request('proactive:1:acme_web', () => {});
    Object.assign(globalThis, { settings: given, whenIdle });
  }, settings);
  if (!navigation) {
    await context.addInitScript(() => Object.defineProperty(globalThis, 'navigation', { value: undefined }));
  }
  if (prepare) {
    await context.addInitScript(prepare);
  }
  // Time stands still unless a test lets it pass.
  await context.clock.install({ time: START.getTime() - 1000 });
  await context.clock.pauseAt(START);
  try {
    await run(await openTab(context, errors));
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

async function openTab(context: BrowserContext, errors: string[]): Promise<Shop> {
  const tab = await context.newPage();
  tab.setDefaultTimeout(10_000);
  tab.on('pageerror', error => errors.push(String(error)));
  tab.on('console', line => line.type() === 'error' && errors.push(line.text()));
  const greeting = tab.locator('proactive-greeting');
  const settle = () => tab.evaluate(() => (globalThis as unknown as { whenIdle(): Promise<void> | undefined }).whenIdle());
  return {
    tab,
    async goto(path) {
      await tab.goto(origin + path);
      await settle();
    },
    async wait(seconds) {
      await context.clock.runFor(seconds * 1000);
      await settle();
    },
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
    stored: () => tab.evaluate(() => JSON.parse(localStorage.getItem('proactive:1:acme_web') ?? 'null') as Visit | null),
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
    another: () => openTab(context, errors),
  };
}
