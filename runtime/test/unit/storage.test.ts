import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openStore, type StorageArea } from '../../src/storage';
import { STRANGER, type Visit } from '../../src/visits';

const KEY = 'proactive:1:acme_web';
const VISIT: Visit = {
  last: 5,
  visitor: { ...STRANGER.visitor, inVisit: true, seen: ['a'], shown: { message: 'a', isOpen: false } },
};

/** Storage that counts its writes. */
function memory(entries: Record<string, string> = {}) {
  const map = new Map(Object.entries(entries));
  const area: StorageArea = {
    getItem: key => map.get(key) ?? null,
    setItem: (key, value) => {
      writes.push(value);
      map.set(key, value);
    },
    removeItem: key => map.delete(key),
  };
  const writes: string[] = [];
  return { area, map, writes };
}

test('what is written is read, under one key with the version and the channel', () => {
  const { area, map, writes } = memory();
  const store = openStore('acme_web', () => area);
  assert.equal(store.read(), null);
  store.write(VISIT);
  store.write({ ...VISIT });
  assert.equal(writes.length, 1, 'the same again is not written');
  assert.deepEqual([...map.keys()], [KEY]);
  assert.deepEqual(openStore('acme_web', () => area).read(), VISIT);
  store.remove();
  assert.equal(map.size, 0);
  store.write(VISIT);
  assert.equal(writes.length, 2, 'it is written anew after it was removed');
});

test('a visitor of whom nothing is known is not stored, and is where something was', () => {
  const { area, writes } = memory();
  const store = openStore('acme_web', () => area);
  store.write(STRANGER);
  assert.equal(writes.length, 0);
  store.write(VISIT);
  store.write(STRANGER);
  assert.deepEqual(store.read(), STRANGER);
});

test('what another tab wrote in between is overwritten', () => {
  const { area, map } = memory();
  const store = openStore('acme_web', () => area);
  store.write(VISIT);
  map.set(KEY, '{}');
  store.read();
  store.write(VISIT);
  assert.deepEqual(openStore('acme_web', () => area).read(), VISIT);
});

const BROKEN: [string, unknown][] = [
  ['no JSON', '{"visitor":'],
  ['a number', '7'],
  ['null', 'null'],
  ['an array', '[]'],
  ['no time', { ...VISIT, last: undefined }],
  ['a time that is no number', { ...VISIT, last: '5' }],
  ['a history that is no text', { ...VISIT, visitor: { ...VISIT.visitor, history: 1 } }],
  ['a flag that is no flag', { ...VISIT, visitor: { ...VISIT.visitor, inVisit: 1 } }],
  ['ids that are no list', { ...VISIT, visitor: { ...VISIT.visitor, seen: { length: 1 } } }],
  ['ids that are no texts', { ...VISIT, visitor: { ...VISIT.visitor, used: ['a', 7] } }],
  ['a message without an id', { ...VISIT, visitor: { ...VISIT.visitor, shown: { isOpen: true } } }],
  ['a message that is none', { ...VISIT, visitor: { ...VISIT.visitor, shown: 'a' } }],
  ['no message', { ...VISIT, visitor: { ...VISIT.visitor, shown: undefined } }],
  ['another prototype', '{"visitor":{"__proto__":{"history":"new"}},"last":5}'],
];
for (const [name, content] of BROKEN) {
  test(`content that was tampered with is as if there were none: ${name}`, () => {
    const { area } = memory({ [KEY]: typeof content === 'string' ? content : JSON.stringify(content) });
    const store = openStore('acme_web', () => area);
    assert.equal(store.read(), null);
    store.write(VISIT);
    assert.deepEqual(store.read(), VISIT);
  });
}

test('blocked storage is asked once, and never again', () => {
  let calls = 0;
  const store = openStore('acme_web', () => {
    calls += 1;
    throw new DOMException('The operation is insecure.', 'SecurityError');
  });
  assert.equal(store.read(), undefined);
  store.write(VISIT);
  store.remove();
  assert.equal(store.read(), undefined);
  assert.equal(calls, 1);
});

test('after full storage refused a write, its old content is not read again', () => {
  const { area } = memory({ [KEY]: JSON.stringify({ ...VISIT, last: 1 }) });
  const full: StorageArea = {
    ...area,
    setItem() {
      throw new DOMException('It is full.', 'QuotaExceededError');
    },
  };
  const store = openStore('acme_web', () => full);
  assert.equal(store.read()?.last, 1);
  store.write(VISIT);
  assert.equal(store.read(), undefined);
});

test('without storage nothing is kept', () => {
  const store = openStore('acme_web', () => null);
  store.write(VISIT);
  assert.equal(store.read(), undefined);
});
