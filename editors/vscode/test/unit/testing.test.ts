// How the Test Explorer reports failures, and for which files it asks the server.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { refusal, sentence } from '../../src/protocol';
import { oneOfEach, projectOf } from '../../src/testing/projects';
import { report, summary } from '../../src/testing/report';

const start = { line: 0, character: 0 };
const place = { uri: 'file:///cart.proactive', range: { start, end: start } };
const timeline = [
  { at: 'Mon 2026-03-16 10:00:00 UTC', words: 'https://acme.fr/cart loads', location: place },
  { at: '10:00:30', words: '`nudge` is shown after 30s', location: place },
];
const failure = {
  words: '`welcome` does not come up',
  help: 'fix the condition',
  location: place,
  reasons: [{ words: '`visitor.history is new` is false: the visitor is returning', locations: [] }],
};

test('a failure begins with what went wrong', () => {
  assert.deepEqual(report(timeline, failure).split('\n'), [
    'welcome does not come up. Fix the condition.',
    '  because visitor.history is new is false: the visitor is returning',
    '',
    'What happened:',
    '  Mon 2026-03-16 10:00:00 UTC  https://acme.fr/cart loads',
    '  10:00:30  nudge is shown after 30s',
  ]);
  assert.equal(summary(failure), 'welcome does not come up. Fix the condition.');
  assert.equal(summary({ ...failure, help: null }), 'welcome does not come up.');
});

test('a sentence has one capital and one full stop', () => {
  assert.equal(sentence('there are errors'), 'There are errors.');
  assert.equal(sentence('Did you mean `a`?'), 'Did you mean `a`?');
  assert.equal(sentence('élan'), 'Élan.');
});

test('only a RequestFailed error is a refusal', () => {
  const declined = Object.assign(new Error('no such zone'), { code: -32803, data: { field: 'at' } });
  assert.deepEqual(refusal(declined), { words: 'no such zone', field: 'at' });
  assert.deepEqual(refusal(Object.assign(new Error('errors'), { code: -32803 })), { words: 'errors', field: undefined });
  assert.equal(refusal(Object.assign(new Error('the text has changed'), { code: -32801 })), undefined);
  assert.equal(refusal('words'), undefined);
});

test('a file belongs to the nearest manifest above it, or to itself', () => {
  const manifests = new Set(['/shops/proactive.toml', '/shops/fr/proactive.toml']);
  assert.equal(projectOf('/shops/fr/tests/a.proactive', manifests), '/shops/fr');
  assert.equal(projectOf('/shops/be/a.proactive', manifests), '/shops');
  assert.equal(projectOf('/a.proactive', manifests), '/a.proactive');
  assert.equal(projectOf('/proactive.toml.proactive', new Set()), '/proactive.toml.proactive');
});

test('each project is requested once', () => {
  const manifests = new Set(['/fr/proactive.toml', '/nl/proactive.toml']);
  const files = ['/nl/b.proactive', '/fr/tests/t.proactive', '/fr/a.proactive', '/alone.proactive'];
  assert.deepEqual([...oneOfEach(files, manifests)], [
    ['/alone.proactive', '/alone.proactive'],
    ['/fr', '/fr/a.proactive'],
    ['/nl', '/nl/b.proactive'],
  ]);
});
