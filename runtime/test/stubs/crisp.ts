// Crisp's chat box, as far as the adapter needs it. Until it loads, its snippet leaves an array, whose commands it
// then takes over.

import type { Stub } from './stub';

type Command = readonly [kind: string, name: string, value?: unknown];

export function crisp(log: (readonly unknown[])[]): Stub {
  const callbacks: (readonly [string, () => void])[] = [];
  const push = (command: Command) => {
    const [kind, name, value] = command;
    if (kind === 'on') {
      callbacks.push([name, value as () => void]);
    } else {
      log.push(command);
    }
  };
  return {
    load() {
      const page = globalThis as { $crisp?: { readonly push: (command: Command) => unknown } };
      const waiting = Array.isArray(page.$crisp) ? (page.$crisp as Command[]) : [];
      page.$crisp = { push };
      waiting.forEach(push);
    },
    emit: event => callbacks.forEach(([name, call]) => name === event && call()),
    listeners: () => 0,
  };
}
