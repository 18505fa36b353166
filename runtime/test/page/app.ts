// The script of the pages that the tests visit: it starts the runtime as `settings` says, and reports what happens.

import type { Adapter, HandOver, WidgetEvents } from '../../src/adapter';
import { chatwoot } from '../../src/adapters/chatwoot';
import { crisp } from '../../src/adapters/crisp';
import { generic } from '../../src/adapters/generic';
import { intercom } from '../../src/adapters/intercom';
import { zendesk } from '../../src/adapters/zendesk';
import { start as startExplaining } from '../../src/explain/start';
import { type Bundle, type MessageEvent, start, type Widget } from '../../src/index';
import { BUNDLE } from '../bundle';
import * as stubs from '../stubs/all';
import type { Stub } from '../stubs/stub';

export interface Settings {
  readonly adapter?: keyof typeof stubs | 'generic';
  /** Whether the widget is there before the runtime starts. */
  readonly loads?: 'early' | 'late';
  readonly consent?: boolean;
  readonly bundle?: Bundle;
  /** Whether the generic adapter opens a window. */
  readonly opens?: boolean;
  /** Whether the runtime is the one that explains what it does. */
  readonly explains?: boolean;
  /** Whether the page allows the overlay with the explanation. */
  readonly debug?: boolean;
}

export interface Page {
  settings?: Settings;
  consent: boolean;
  /** Whether the page's own code throws. */
  fails?: boolean;
  readonly widget: Widget;
  readonly stub: Stub;
  /** What the page's callback was told. */
  readonly told: MessageEvent[];
  /** What came as DOM events. */
  readonly heard: { readonly type: string; readonly detail: unknown }[];
  /** What the chat widget was asked for. */
  readonly asked: (readonly unknown[])[];
}

const page = globalThis as unknown as { -readonly [Key in keyof Page]: Page[Key] };
const {
  adapter = 'generic',
  loads = 'early',
  consent = true,
  opens = true,
  bundle = BUNDLE,
  explains = false,
  debug = true,
}: Settings = page.settings ?? {};

page.consent = consent;
page.told = [];
page.heard = [];
page.asked = [];

const fail = (where: string) => {
  if (page.fails) {
    throw new Error(where);
  }
};

let events: WidgetEvents | undefined;
const ADAPTERS = {
  zendesk: () => zendesk({
      fields: ({ name = '', email = '' }) => [
        { id: '11', value: name },
        { id: '12', value: email },
      ],
    }),
  intercom,
  crisp,
  chatwoot,
  generic: () =>
    generic({
      handOver(handOver: HandOver) {
        page.asked.push(['handOver', handOver]);
        fail('handOver');
      },
      listen: listener => void (events = listener),
      capabilities: { open: opens },
    }),
} satisfies Record<NonNullable<Settings['adapter']>, () => Adapter>;

page.stub =
  adapter === 'generic'
    ? { load() {}, emit: event => events?.conversation(event === 'begin'), listeners: () => 0 }
    : stubs[adapter](page.asked);
for (const type of ['shown', 'opened', 'dismissed', 'replied']) {
  addEventListener(`proactive:${type}`, event => page.heard.push({ type, detail: (event as CustomEvent<unknown>).detail }));
}
if (loads === 'early') {
  page.stub.load();
}
const options = {
  config: bundle,
  channel: bundle.channel,
  adapter: ADAPTERS[adapter](),
  consent: () => page.consent,
  on(event: MessageEvent) {
    page.told.push(event);
    fail(`on ${event.type}`);
  },
};
page.widget = explains ? startExplaining({ ...options, debug }) : start(options);
