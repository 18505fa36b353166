// The result of a check in words.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checked, total } from '../../src/counts';

const project = { name: null, root: '/shop', files: 3, messages: 1, tests: 20, errors: 0, warnings: 0, infos: 0 };

test('a check answers also when all is well', () => {
  const counts = total({ version: '1', openDocuments: 0, projects: [project, project] });
  assert.equal(checked(counts), '2 messages and 40 tests checked, no problems found.');
});

test('a check counts each kind of problem', () => {
  const counts = total({ version: '1', openDocuments: 0, projects: [{ ...project, errors: 2, infos: 1 }] });
  assert.equal(checked(counts), '1 message and 20 tests checked: 2 errors, 1 hint.');
});
