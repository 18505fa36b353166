// Runs cases in the core, for the comparison with the engine. The documentation of the crate `equality` describes
// what it reads and writes.

import { createInterface } from 'node:readline';

import type { Bundle } from '../src/bundle';
import { step as decide } from '../src/core';
import { explain } from '../src/explain/explanation';
import { createRecorder } from '../src/explain/record';
import type { Event, History, State } from '../src/model';

interface Case {
  readonly bundle: Bundle;
  readonly history: History;
  readonly steps: readonly { readonly now: number; readonly event: Event; readonly asleep?: boolean; readonly stayed?: number }[];
}

interface WidgetState {
  readonly shown: readonly string[];
  readonly message: string | null;
  readonly open: boolean;
  readonly conversation: boolean;
  readonly why?: Readonly<Record<string, readonly string[]>>;
}

function run({ bundle, history, steps }: Case): WidgetState[] {
  const recorder = steps.some(({ stayed }) => stayed !== undefined) ? createRecorder() : null;
  const step = recorder?.step ?? decide;
  let state: State = {
    visitor: { history, inVisit: false, seen: [], used: [], shown: null, inConversation: false },
    page: null,
  };
  let shown: string[] = [];
  let wake = Infinity;
  const send = (event: Event, now: number) => {
    if (event.type === 'page') {
      shown = [];
    }
    if (event.type === 'page' || event.type === 'time') {
      wake = Infinity;
    }
    const result = step(bundle, state, event, now);
    // What is stored is JSON.
    state = JSON.parse(JSON.stringify(result.state)) as State;
    for (const effect of result.effects) {
      if (effect.type === 'show') {
        shown.push(effect.message);
      } else {
        wake = effect.elapsed;
      }
    }
  };
  const why = (stayed: number) => {
    const page = recorder?.page();
    const messages = page ? explain(bundle, page, stayed).messages : [];
    return Object.fromEntries(messages.map(({ message, reasons }) => [message, reasons]));
  };
  return steps.map(({ now, event, asleep = false, stayed }) => {
    if (event.type === 'time' && !asleep) {
      while (wake < event.elapsed) {
        const woken = wake;
        send({ ...event, elapsed: woken }, now - (event.elapsed - woken) * 1000);
        if (wake <= woken) {
          throw Error(`the core asks again for ${wake} s`);
        }
      }
    }
    send(event, now);
    const visible = state.page?.isOnChannel ? state.visitor.shown : null;
    return {
      shown: [...shown],
      message: visible?.message ?? null,
      open: visible?.isOpen ?? false,
      conversation: state.visitor.inConversation,
      ...(stayed === undefined ? {} : { why: why(stayed) }),
    };
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = { states: run(JSON.parse(line) as Case) };
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
