// The snippets that are offered while no server runs.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import texts from '../../snippets/proactive.json';
import { snippetsAt } from '../../src/snippetTexts';

test('a snippet\'s prefix starts its body, and it has tab stops', () => {
  assert.ok(Object.keys(texts).length >= 8);
  for (const [name, { prefix, description, body }] of Object.entries(texts)) {
    const first = [prefix].flat()[0]!.split(' ')[0]!;
    assert.ok(body[0]!.startsWith(first), name);
    assert.ok(description.length > 10, name);
    assert.match(body.join('\n'), /\$0|\$\{0:/, name);
  }
});

test('declarations are offered at the margin, statements in an indented line', () => {
  const offered = (before: string) => snippetsAt(before).map(({ prefix }) => prefix);
  assert.deepEqual(offered('mes'), ['message', 'message agent', 'message bot']);
  assert.deepEqual(offered('message b'), ['message bot']);
  assert.deepEqual(offered('  te'), ['text']);
  assert.ok(offered('').includes('schedule'));
  assert.deepEqual(snippetsAt('  reply').map(({ start }) => start), [2]);
});

test('nothing is offered within a line', () => {
  for (const before of ['  sch', '  when visitor.url ', 'message web "Web" {', '  text "te', '# mes']) {
    assert.deepEqual(snippetsAt(before), [], before);
  }
});
