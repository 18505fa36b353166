// The text of the status bar.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { statusText, type ServerState } from '../../src/statusText';

test('every state has its own text, and only problems are highlighted', () => {
  const states: ServerState[] = [
    { kind: 'starting' },
    { kind: 'running', program: '/ext/server/proactive', version: '1.2.3' },
    { kind: 'stopped' },
    { kind: 'failed', reason: 'no such thing' },
    { kind: 'missing', message: 'Install it.' },
  ];
  const shown = states.map(statusText);
  assert.equal(new Set(shown.map(({ tooltip }) => tooltip)).size, states.length);
  assert.deepEqual(
    shown.map(({ severity }) => severity),
    ['information', 'information', 'warning', 'error', 'error'],
  );
  assert.ok(shown.every(({ text }) => text.endsWith(' Proactive')));
});

test('a running server shows its messages, or else the errors', () => {
  const running = { kind: 'running', program: '/bin/proactive', version: '1.2.3' } as const;
  const counts = { messages: 42, tests: 40, errors: 0, warnings: 1, infos: 0 };
  assert.equal(statusText({ ...running, counts }).text, '$(comment-discussion) 42 messages');
  assert.equal(statusText({ ...running, counts: { ...counts, messages: 1 } }).text, '$(comment-discussion) 1 message');
  assert.equal(statusText({ ...running, counts: { ...counts, errors: 2 } }).text, '$(error) 2 errors');
  assert.match(statusText({ ...running, counts }).tooltip, /^42 messages and 40 tests checked: 1 warning\.\nThe server is running/);
});

test('a running server is shown with its version and path, if known', () => {
  const running = { kind: 'running', program: '/bin/proactive' } as const;
  assert.equal(statusText({ ...running, version: '1.2.3' }).tooltip, 'The server is running: 1.2.3, /bin/proactive');
  assert.equal(statusText({ ...running, version: undefined }).tooltip, 'The server is running: /bin/proactive');
});
