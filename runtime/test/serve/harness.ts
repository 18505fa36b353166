// `proactive serve` and Chromium.

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before } from 'node:test';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page as Tab } from 'playwright-core';

/** A schedule, a channel, and two messages: for the cart while the shop is open, and for people who come back. */
export const SHOP = `\
brand acme "Acme"

schedule support "Support" {
  timezone "Europe/Paris"
  open mon-fri 09:00-18:00
}

channel web "www.acme.example" {
  brand acme
  website "https://www.acme.example"
  business_hours support
}

message cart_help "Help in the cart" {
  text "Can I help you with your order?"
  reply agent {
    text "One moment, please."
    ask name
  }
  when visitor.url contains "/cart"
  after 30s on page_view
  tags cart
  schedule business_hours support
  frequency once_per_visit
}

message welcome_back "Welcome back" {
  text "Good to see you again."
  reply agent "One moment, please."
  when visitor.history is returning and visitor.url is "https://www.acme.example/"
  after 5s on page_view
  frequency once_per_visit
}

message bonjour "Bonjour" {
  status draft
  text "Bonjour !"
  reply agent "Un instant."
  when device.language is fr
  after 5s on page_view
  frequency once_per_visit
}
`;

const PROGRAM = process.env['PROACTIVE'] ?? '../target/debug/proactive';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** What the pages look like, to look at. */
const PICTURES = 'build/serve/pictures';

let browser: Browser;

before(async () => {
  rmSync(PICTURES, { recursive: true, force: true });
  mkdirSync(PICTURES, { recursive: true });
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update'],
  });
});

after(() => browser?.close());

/** A running server of a folder with files. */
export class Server {
  private child: ChildProcess | undefined;
  address = '';

  private constructor(private readonly folder: string) {}

  static async start(files: Readonly<Record<string, string>>): Promise<Server> {
    const server = new Server(mkdtempSync(join(tmpdir(), 'proactive-serve-')));
    for (const [name, text] of Object.entries(files)) {
      server.write(text, name);
    }
    await server.restart();
    return server;
  }

  write(text: string, name = 'main.proactive'): void {
    writeFileSync(join(this.folder, name), text);
  }

  /** Starts again, on the same port if it ran before. */
  async restart(): Promise<void> {
    const port = this.address === '' ? '0' : new URL(this.address).port;
    const child = spawn(PROGRAM, ['serve', this.folder, '--port', port], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    let told = '';
    child.stderr.on('data', data => (told += String(data)));
    for await (const line of createInterface(child.stdout)) {
      this.address = line;
      return;
    }
    assert.fail(`no server: ${told}`);
  }

  async stop(): Promise<void> {
    if (this.child?.kill()) {
      await once(this.child, 'exit');
    }
    this.child = undefined;
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The page, with its parts as people find them. */
export class Demonstration {
  readonly greeting: Locator;
  readonly why: Locator;
  readonly clock: Locator;

  constructor(
    readonly tab: Tab,
    readonly server: Server,
  ) {
    this.greeting = tab.locator('proactive-greeting').getByRole('region');
    this.clock = tab.locator('#clock');
    this.why = tab.locator('proactive-explanation').getByRole('region', { name: 'Messages on this page' });
  }

  button(name: string): Locator {
    return this.tab.getByRole('button', { name, exact: true });
  }

  field(name: string): Locator {
    return this.tab.getByLabel(name, { exact: true });
  }

  /** Lets time pass, with everything that is due in it. */
  async skip(button: '+10 s' | '+1 min' | 'Next check'): Promise<void> {
    const before = await this.clock.innerText();
    await this.button(button).click();
    await eventually(async () => assert.notEqual(await this.clock.innerText(), before));
  }

  /** Waits for a text of the greeting; `null` if none is shown. */
  async shows(text: string | null): Promise<void> {
    await eventually(async () => {
      assert.equal((await this.greeting.count()) === 0 ? null : (await this.greeting.innerText()).split('\n').includes(text ?? ''), text === null ? null : true);
    });
  }

  /** Loads a page of the website. */
  async goto(address: string): Promise<void> {
    await this.field('Address').fill(address);
    await this.field('Address').press('Enter');
  }

  /** Checks with axe that anyone can use the page. */
  async isAccessible(): Promise<void> {
    // In an isolated world, which the policy of the page does not concern.
    await this.tab.evaluate(AXE);
    const found = await this.tab.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: readonly { id: string; nodes: readonly { html: string; failureSummary: string }[] }[] }> } };
      const { violations } = await axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`);
    });
    assert.deepEqual(found, []);
  }

  /** Whether nothing has to be scrolled sideways. */
  async fits(): Promise<void> {
    const [content = 0, width = 0] = await this.tab.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(content <= width, `${content} > ${width}`);
  }

  async picture(name: string): Promise<void> {
    await this.tab.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
  }
}

export interface Setting extends BrowserContextOptions {
  readonly files?: Readonly<Record<string, string>>;
  /** The fragment of the page's address. */
  readonly fragment?: string;
  /** Errors on the console that belong to the test. */
  readonly expected?: RegExp;
}

/** Runs a test on the page, and checks that it broke no policy and had no error. Its clock stands still. */
export async function demonstrate(setting: Setting, run: (page: Demonstration) => Promise<void>): Promise<void> {
  const { files = { 'main.proactive': SHOP }, fragment = '', expected, ...options } = setting;
  const server = await Server.start(files);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  try {
    const tab = await context.newPage();
    tab.setDefaultTimeout(15_000);
    const errors: string[] = [];
    tab.on('pageerror', error => errors.push(String(error)));
    tab.on('console', line => line.type() === 'error' && errors.push(line.text()));
    await tab.exposeFunction('violated', (rule: string) => errors.push(rule));
    await tab.addInitScript(() => {
      const { violated } = globalThis as unknown as { violated(rule: string): void };
      document.addEventListener('securitypolicyviolation', event => violated(`${event.violatedDirective} ${event.sourceFile} ${event.sample}`));
    });
    await tab.goto(server.address + fragment);
    const page = new Demonstration(tab, server);
    await page.button('Pause').click();
    // It has loaded its first page.
    await tab.waitForURL(/#channel=/);
    await run(page);
    assert.deepEqual(errors.filter(error => !expected?.test(error)), []);
  } finally {
    await context.close();
    await server.end();
  }
}

/** Checks until it holds: files are watched by the system, and pages told of changes, when they like. */
export async function eventually(check: () => Promise<void>): Promise<void> {
  for (let rest = 200; rest > 0; rest -= 1) {
    try {
      return await check();
    } catch {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
  await check();
}
