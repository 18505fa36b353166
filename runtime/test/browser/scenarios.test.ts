// The scenarios of the language, in Chromium, through the whole runtime: `crates/equality/src/scenarios.rs` says what
// visitors do, and what the engine shows them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import type { Bundle } from '../../src/bundle';
import { STRANGER } from '../../src/visits';
import { group, type Shop, visit } from './harness';

interface Case {
  readonly name: string;
  readonly bundle: Bundle;
  readonly returning: boolean;
  readonly language: string;
  readonly start: number;
  readonly steps: readonly { readonly action: Action; readonly state: WidgetState | null }[];
}

type Action =
  | { readonly type: 'visit'; readonly url: string; readonly title: string }
  | { readonly type: 'wait'; readonly seconds: number }
  | { readonly type: 'open' | 'dismiss' | 'reply' | 'end_conversation' | 'leave' | 'clear_data' };

interface WidgetState {
  readonly shown: readonly string[];
  readonly message: string | null;
  readonly open: boolean;
  readonly conversation: boolean;
}

/** `cargo xtask runtime` writes it. */
const CASES = JSON.parse(readFileSync('build/scenarios.json', 'utf8')) as Case[];

const CONTACT = { name: 'Claire', email: 'claire@example.com' };

/** The milliseconds after which a page's greeting draws. */
const UNTIL_DRAWN = 100;

/** A visitor on the way through a case. */
class Player {
  /** The address of the page; `null` on none of the shop's. */
  #page: string | null = null;
  /** How many events the page was told of before the current address. */
  #told = 0;
  /** The milliseconds that passed for the greeting to draw, which the next wait is shorter by. */
  #ahead = 0;
  title = '';

  constructor(
    private readonly shop: Shop,
    private readonly bundle: Bundle,
    /** Whether the pages are those of a single-page application. */
    private readonly isApplication: boolean,
  ) {}

  /** Does a step. `later` are the steps after it. */
  async act(action: Action, later: readonly Action[]): Promise<void> {
    const { shop } = this;
    const greeting = shop.tab.locator('proactive-greeting');
    switch (action.type) {
      case 'visit':
        return this.#load(action.url, action.title);
      case 'wait': {
        const time = action.seconds * 1000;
        const saved = Math.min(time, this.#ahead);
        this.#ahead -= saved;
        await shop.pass(time - saved);
        return this.#page === null ? undefined : shop.settle();
      }
      case 'open':
        await greeting.locator('form button').click();
        return shop.settle();
      case 'dismiss':
        await greeting.locator('header button').click();
        return shop.settle();
      case 'reply': {
        const { message, open } = await this.state();
        const reply = this.bundle.messages.find(({ id }) => id === message)?.reply;
        assert.ok(reply);
        if (!open) {
          await greeting.locator('form button').click();
        }
        if (!('bot' in reply)) {
          for (const field of reply.ask) {
            await greeting.locator(`input[name=${field}]`).fill(CONTACT[field]);
          }
          await greeting.locator('form button').click();
        }
        return shop.settle();
      }
      case 'end_conversation':
        return shop.emit('end');
      case 'clear_data':
        return shop.call('reset');
      case 'leave': {
        // The tab stays on the page if something happens there before the next one.
        const next = later.findIndex(({ type }) => type === 'visit');
        const away = later.slice(0, next === -1 ? later.length : next);
        if (!this.isApplication && away.every(({ type }) => type === 'wait')) {
          await shop.tab.goto('about:blank');
          this.#page = null;
        }
      }
    }
  }

  async #load(url: string, title: string): Promise<void> {
    const { shop } = this;
    const [before, after] = [this.#page, url].map(address => address?.split('#')[0]);
    this.title = title;
    if (this.isApplication && before !== undefined && before !== after) {
      this.#told = (await shop.told()).length;
      await shop.tab.evaluate(
        page => {
          document.title = page.title;
          history.pushState(null, '', page.url);
        },
        { url, title },
      );
      await shop.settle();
    } else {
      if (before === after) {
        // Otherwise Chromium might only move to another part of the page.
        await shop.tab.goto('about:blank');
      }
      this.#told = 0;
      await shop.goto(url);
      await shop.pass(UNTIL_DRAWN);
      this.#ahead += UNTIL_DRAWN;
    }
    this.#page = url;
    assert.equal(await shop.tab.evaluate(() => location.href), url);
  }

  /** What the visitor sees. */
  async state(): Promise<WidgetState> {
    const { shop, bundle } = this;
    const told = (await shop.told()).slice(this.#told);
    const stored = await shop.stored();
    const { shown, inConversation } = stored?.visitor ?? STRANGER.visitor;
    const region = shop.tab.locator('proactive-greeting').getByRole('region');
    const isVisible = (await region.count()) > 0;
    if (isVisible) {
      const message = bundle.messages.find(({ id }) => id === shown?.message);
      const drawn = await region.innerText();
      const texts = message && [message.text, ...(shown?.isOpen && 'text' in message.reply ? [message.reply.text] : [])];
      assert.ok(texts?.every(text => drawn.includes(text)), `${shown?.message} is drawn: ${drawn}`);
    }
    return {
      shown: told.filter(it => it.startsWith('shown ')).map(it => it.slice('shown '.length)),
      message: isVisible ? (shown?.message ?? null) : null,
      open: isVisible && (shown?.isOpen ?? false),
      conversation: inConversation,
    };
  }

  get isAway(): boolean {
    return this.#page === null;
  }
}

/** The storage of a visitor who has been there before. */
function storageOf({ bundle, steps }: Case) {
  const first = steps.map(({ action }) => action).find(action => action.type === 'visit');
  const visit = { ...STRANGER, visitor: { ...STRANGER.visitor, history: 'returning' } };
  const localStorage = [{ name: `proactive:1:${bundle.channel}`, value: JSON.stringify(visit) }];
  return { cookies: [], origins: first ? [{ origin: new URL(first.url).origin, localStorage }] : [] };
}

/** Whether a case is another one in a single-page application. The first page loads there, too. */
const differs = ({ steps }: Case) => steps.filter(({ action: { type } }) => type === 'visit' || type === 'leave').length > 1;

/** Every other case that is another one in a single-page application runs there: each takes seconds. */
const runsInApplication = (it: Case, index: number) => index % 2 === 1 && differs(it);

for (const isApplication of [false, true]) {
  group(`scenarios, ${isApplication ? 'in a single-page application' : 'with pages that load'}`, () => {
    for (const [index, it] of CASES.filter((it, index) => runsInApplication(it, index) === isApplication).entries()) {
      // Half of the cases run without the Navigation API.
      const navigation = index % 2 === 0;
      test(it.name, async () => {
        const { bundle, language, start, steps, returning } = it;
        let player: Player | undefined;
        const context = { locale: language, ...(returning && { storageState: storageOf(it) }) };
        await visit({ bundle, navigation, start: new Date(start), context, title: () => player?.title ?? '' }, async shop => {
          player = new Player(shop, bundle, isApplication);
          for (const [number, { action, state }] of steps.entries()) {
            await player.act(
              action,
              steps.slice(number + 1).map(later => later.action),
            );
            if (state && !player.isAway) {
              assert.deepEqual(await player.state(), state, `after step ${number}, ${JSON.stringify(action)}`);
            }
          }
        });
      });
    }
  });
}
