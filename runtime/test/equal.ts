// Plays cases to the core, for the comparison with the engine. The documentation of the crate `equality` describes
// what it reads and writes.

import { createInterface } from 'node:readline';

import type { Bundle } from '../src/bundle';
import { step } from '../src/core';
import type { Event, History, State } from '../src/model';

interface Case {
  readonly bundle: Bundle;
  readonly history: History;
  readonly steps: readonly { readonly now: number; readonly event: Event; readonly asleep?: boolean }[];
}

interface WidgetState {
  readonly shown: readonly string[];
  readonly message: string | null;
  readonly open: boolean;
  readonly conversation: boolean;
}

function play({ bundle, history, steps }: Case): WidgetState[] {
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
  return steps.map(({ now, event, asleep = false }) => {
    if (event.type === 'time' && !asleep) {
      while (wake < event.elapsed) {
        send({ ...event, elapsed: wake }, now - (event.elapsed - wake) * 1000);
      }
    }
    send(event, now);
    const visible = state.page?.isOnChannel ? state.visitor.shown : null;
    return {
      shown: [...shown],
      message: visible?.message ?? null,
      open: visible?.isOpen ?? false,
      conversation: state.visitor.inConversation,
    };
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = { states: play(JSON.parse(line) as Case) };
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
