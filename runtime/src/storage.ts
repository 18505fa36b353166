// Where a visitor is remembered: one key for each channel, with ids of messages and nothing that names a person.

import { STRANGER, type Visit } from './visits';

/** The part of `localStorage` that is used. */
export type StorageArea = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface Store {
  readonly key: string;
  /** What is stored; `null` if there is nothing, or nothing readable; `undefined` if storage does not work. */
  read(): Visit | null | undefined;
  write(visit: Visit): void;
  remove(): void;
}

/** The version of the format. It is in the key, so that no version reads what another one wrote. */
const VERSION = 1;

/** How a visitor about whom nothing is known would be stored, and therefore is not. */
const NOTHING = JSON.stringify(STRANGER);

/** `area` may throw, as `localStorage` does if it is blocked. After a failure, storage is left alone. */
export function openStore(channel: string, area: () => StorageArea | null): Store {
  const key = `proactive:${VERSION}:${channel}`;
  let works = true;
  const attempt = <T>(use: (area: StorageArea) => T): T | undefined => {
    try {
      const opened = works && area();
      return opened ? use(opened) : undefined;
    } catch {
      works = false;
      return undefined;
    }
  };
  return {
    key,
    read: () => attempt(opened => parse(opened.getItem(key))),
    write(visit) {
      const text = JSON.stringify(visit);
      attempt(opened => text === (opened.getItem(key) ?? NOTHING) || opened.setItem(key, text));
    },
    remove: () => attempt(opened => opened.removeItem(key)),
  };
}

/** Reads what was stored. Anyone can change it, so its shape has to be checked. */
function parse(text: string | null): Visit | null {
  try {
    const visit = JSON.parse(text as string) as Visit;
    const { shown } = visit.visitor;
    return isLike(visit, STRANGER) && (shown === null || isLike(shown, SHOWN)) ? visit : null;
  } catch {
    return null;
  }
}

const SHOWN: NonNullable<Visit['visitor']['shown']> = { message: '', isOpen: false };

/** Whether a value has the shape of a model: the types of its properties, and lists of texts. It may throw if not. */
function isLike(value: any, model: unknown): boolean {
  return Array.isArray(model)
    ? value.every((item: unknown) => isLike(item, ''))
    : model && typeof model === 'object'
      ? Object.entries(model).every(([key, part]) => isLike(value[key], part))
      : model === null || typeof value === typeof model;
}
