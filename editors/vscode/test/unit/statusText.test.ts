// What the status bar says.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { statusText, type ServerState } from '../../src/statusText';

test('every state has words of its own, and only trouble stands out', () => {
  const states: ServerState[] = [
    { kind: 'starting' },
    { kind: 'running', program: '/ext/server/proactive', version: '1.2.3' },
    { kind: 'stopped' },
    { kind: 'failed', reason: 'no such thing' },
    { kind: 'missing', message: 'Install it.' },
  ];
  const told = states.map(statusText);
  assert.equal(new Set(told.map(({ tooltip }) => tooltip)).size, states.length);
  assert.deepEqual(
    told.map(({ severity }) => severity),
    ['information', 'information', 'warning', 'error', 'error'],
  );
  assert.ok(told.every(({ text }) => text.endsWith(' Proactive')));
});

test('a running server is told with version and place, as far as they are known', () => {
  const running = { kind: 'running', program: '/bin/proactive' } as const;
  assert.equal(statusText({ ...running, version: '1.2.3' }).tooltip, 'The server is running: 1.2.3, /bin/proactive');
  assert.equal(statusText({ ...running, version: undefined }).tooltip, 'The server is running: /bin/proactive');
});
