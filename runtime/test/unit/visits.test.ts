import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { VisitorState } from '../../src/model';
import { STRANGER, unite, type Visit } from '../../src/visits';

const MINUTE = 60_000;
const visit = (last: number, visitor: Partial<VisitorState> = {}): Visit => ({
  last,
  visitor: { ...STRANGER.visitor, inVisit: true, ...visitor },
});

test('with consent in the first visit, what this page remembers is kept', () => {
  const own = visit(5, { seen: ['a'], shown: { message: 'a', isOpen: false } });
  assert.deepEqual(unite(own, STRANGER, 30 * MINUTE, 6), own);
});

test('a page that has not happened yet takes what storage kept, and its end', () => {
  const kept = visit(5, { history: 'returning', seen: ['a'], used: ['a'], inConversation: true });
  assert.deepEqual(unite(STRANGER, kept, 30 * MINUTE, 6), kept);
  assert.deepEqual(unite(STRANGER, kept, 30 * MINUTE, 99 * MINUTE), kept);
});

test('consent within a visit that runs in another tab joins it', () => {
  const own = visit(8 * MINUTE, { seen: ['b'], used: ['b'] });
  const kept = visit(5 * MINUTE, { history: 'returning', seen: ['a'], used: ['a'], shown: { message: 'a', isOpen: true } });
  assert.deepEqual(unite(own, kept, 30 * MINUTE, 9 * MINUTE), {
    last: 8 * MINUTE,
    visitor: { ...kept.visitor, seen: ['a', 'b'], used: ['a', 'b'] },
  });
});

test('consent within a visit does not change its history, and starts no visit anew', () => {
  const own = visit(100 * MINUTE, { seen: ['b'], used: ['b'], shown: { message: 'b', isOpen: false } });
  const kept = visit(5 * MINUTE, { history: 'returning', seen: ['a', 'b'], used: ['a'], shown: { message: 'a', isOpen: true } });
  assert.deepEqual(unite(own, kept, 30 * MINUTE, 101 * MINUTE), {
    last: 100 * MINUTE,
    visitor: { ...own.visitor, seen: ['a', 'b'] },
  });
});

test('a clock that was set back does not end the visit that is kept', () => {
  const kept = visit(99 * MINUTE, { used: ['a'] });
  assert.deepEqual(unite(visit(5, { used: ['b'] }), kept, 30 * MINUTE, 6).visitor.used, ['a', 'b']);
});
