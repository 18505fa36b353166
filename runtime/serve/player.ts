// The visitor of the demonstration: runs the runtime with simulated pages, clocks and storage.

import type { Adapter } from '../src/adapter';
import type { Bundle } from '../src/bundle';
import { type ExplainingWidget, type Explanation, start } from '../src/explain/start';
import type { History, VisitorState } from '../src/model';
import type { PageEvents, View } from '../src/pages';
import { openStore, type StorageArea } from '../src/storage';
import { STRANGER } from '../src/visits';
import { SimulatedClock } from './clock';

/** A page that the visitor sees. */
export interface Page {
  readonly url: string;
  readonly title: string;
  /** The language of the device, a BCP 47 tag. */
  readonly language: string;
}

export interface PlayerOptions {
  /** Where the greeting is added. */
  readonly body: HTMLElement;
  readonly adapter: Adapter;
  /** Called when time passed or something happened. */
  readonly changed: () => void;
}

export class Player {
  readonly clock: SimulatedClock;
  private page: Page = { url: 'about:blank', title: '', language: 'en' };
  private bundle: Bundle | undefined;
  private from = '';
  private widget: ExplainingWidget | undefined;
  private events: PageEvents | undefined;
  /** What is stored about the visitor, and what was when the page was loaded. */
  private stored = new Map<string, string>();
  private storedBefore = new Map<string, string>();
  /** When the page was loaded, by both clocks. */
  private loaded = { now: 0, elapsed: 0 };
  private history: History = 'new';

  constructor(private readonly options: PlayerOptions) {
    this.clock = new SimulatedClock(() => this.settle(), options.changed);
  }

  /** The seconds since the page was loaded. */
  get seconds(): number {
    return Math.floor((this.clock.elapsed() - this.loaded.elapsed) / 1000);
  }

  /** The seconds after page load at which the next messages are checked. */
  get nextCheck(): number | undefined {
    return this.bundle?.messages.find(({ after }) => after > this.seconds)?.after;
  }

  /** What is known about the visitor. */
  get visitor(): VisitorState {
    const kept = this.bundle && openStore(this.bundle.channel, () => this.area).read();
    return kept?.visitor ?? { ...STRANGER.visitor, history: this.history };
  }

  /** What the visitor gets on the page and why; `null` before the first page. */
  get explanation(): Explanation | null {
    return this.widget?.explanation() ?? null;
  }

  /** Begins with a visitor about whom nothing is known, or only that they have been here before. */
  begin(history: History): Promise<void> {
    return this.clock.enqueue(() => {
      this.stop();
      this.history = history;
      this.stored.clear();
    });
  }

  /** Loads a page. `now` sets the wall clock, in Unix milliseconds. */
  load(page: Page, bundle: Bundle, from: string, now?: number): Promise<void> {
    return this.clock.enqueue(async () => {
      this.page = page;
      this.bundle = bundle;
      this.from = from;
      if (now !== undefined) {
        this.clock.set(now);
      }
      this.storedBefore = new Map(this.stored);
      await this.arrive();
    });
  }

  /** Shows the same page with other messages, at the same time, as if what happened on it had not happened. */
  replace(bundle: Bundle, from: string): Promise<void> {
    return this.clock.enqueue(async () => {
      const stay = this.clock.elapsed() - this.loaded.elapsed;
      this.bundle = bundle;
      this.from = from;
      this.stop();
      this.stored = new Map(this.storedBefore);
      this.clock.set(this.loaded.now);
      await this.arrive();
      await this.clock.pass(stay);
    });
  }

  /** Shows nothing, because there are no messages. */
  end(): Promise<void> {
    return this.clock.enqueue(() => {
      this.stop();
      this.bundle = undefined;
      this.options.changed();
    });
  }

  private async arrive(): Promise<void> {
    const { bundle } = this;
    if (!bundle) {
      return;
    }
    this.loaded = { now: this.clock.now(), elapsed: this.clock.elapsed() };
    if (this.events && this.widget) {
      this.events.page();
    } else {
      this.start(bundle);
    }
    await this.settle();
    this.options.changed();
  }

  private start(config: Bundle): void {
    const { options } = this;
    const store = openStore(config.channel, () => this.area);
    if (this.history === 'returning' && !store.read()) {
      store.write({ ...STRANGER, visitor: { ...STRANGER.visitor, history: 'returning' } });
    }
    this.widget = start({
      config,
      adapter: options.adapter,
      consent: () => true,
      from: this.from,
      view: this.view,
      clock: this.clock,
      storage: this.area,
      explained: options.changed,
    });
  }

  private stop(): void {
    this.widget?.stop();
    this.widget = undefined;
  }

  private readonly area: StorageArea = {
    getItem: key => this.stored.get(key) ?? null,
    setItem: (key, value) => void this.stored.set(key, value),
    removeItem: key => void this.stored.delete(key),
  };

  private readonly view: View = ((player: Player): View => ({
    get address() {
      return player.page.url;
    },
    get title() {
      return player.page.title;
    },
    get language() {
      return player.page.language;
    },
    get body() {
      return player.options.body;
    },
    watch(on) {
      player.events = on;
      on.page();
      return () => {
        player.events = undefined;
      };
    },
  }))(this);

  /** Waits until the runtime has done what it was told so far: it works under this lock, in the order of the calls. */
  private async settle(): Promise<void> {
    const { locks } = navigator as Partial<Navigator>;
    if (this.bundle) {
      await locks?.request(openStore(this.bundle.channel, () => null).key, () => {});
    }
  }
}
