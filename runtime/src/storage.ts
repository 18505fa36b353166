// Where a visitor is remembered: one key a channel, with ids of messages and nothing that names a person.

import type { VisitorState } from './model';
import type { Visit } from './visits';

/** The part of `localStorage` that is used. */
export type StorageArea = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface Store {
  readonly key: string;
  /** What is kept; `null` if nothing is, or nothing that can be read; `undefined` if storage does not work. */
  read(): Visit | null | undefined;
  write(visit: Visit): void;
  remove(): void;
}

/** The version of the format. It is in the key, so that no version reads what another one wrote. */
const VERSION = 1;

/** `area` may throw, as `localStorage` does where it is blocked. After a failure, storage is left alone. */
export function openStore(channel: string, area: () => StorageArea | null): Store {
  const key = `proactive:${VERSION}:${channel}`;
  let works = true;
  let text: string | null = null;
  const attempt = <T>(use: (area: StorageArea) => T): T | undefined => {
    try {
      const opened = works ? area() : null;
      return opened ? use(opened) : undefined;
    } catch {
      works = false;
      return undefined;
    }
  };
  return {
    key,
    read: () =>
      attempt(opened => {
        text = opened.getItem(key);
        return parse(text);
      }),
    write(visit) {
      const next = JSON.stringify(visit);
      if (next !== text) {
        attempt(opened => opened.setItem(key, next));
        text = next;
      }
    },
    remove() {
      attempt(opened => opened.removeItem(key));
      text = null;
    },
  };
}

/** Reads what was kept. Anyone can change it, so that nothing about its shape is certain. */
function parse(text: string | null): Visit | null {
  try {
    const { visitor, last } = JSON.parse(text ?? '') as Visit;
    return Number.isFinite(last) && isVisitor(visitor) ? { visitor, last } : null;
  } catch {
    return null;
  }
}

function isVisitor({ history, inVisit, seen, used, shown, inConversation }: VisitorState): boolean {
  const areIds = (ids: unknown) => Array.isArray(ids) && ids.every(id => typeof id === 'string');
  return (
    (history === 'new' || history === 'returning') &&
    [inVisit, inConversation, shown === null || shown.isOpen].every(flag => typeof flag === 'boolean') &&
    areIds(seen) &&
    areIds(used) &&
    (shown === null || typeof shown.message === 'string')
  );
}
