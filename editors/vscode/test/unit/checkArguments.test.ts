// The command line of the task, and the problem matcher that parses its output.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import manifest from '../../package.json';
import { checkArguments } from '../../src/checkArguments';

test('the task overrides the setting', () => {
  const start = ['check', '--format', 'short', '--color', 'never'];
  assert.deepEqual(checkArguments({ command: 'check' }, false, ['.']), [...start, '--', '.']);
  assert.deepEqual(checkArguments({ command: 'check' }, true, ['fr', 'nl']), [...start, '--deny', 'warnings', '--', 'fr', 'nl']);
  assert.deepEqual(checkArguments({ command: 'check', denyWarnings: false, path: '-shop' }, true, ['fr']), [...start, '--', '-shop']);
});

test('the problem matcher parses the output', () => {
  const pattern = new RegExp(manifest.contributes.problemMatchers[0]!.pattern.regexp);
  const read = (line: string) => pattern.exec(line)?.slice(1);
  assert.deepEqual(read('account.proactive:30:16: error[invalid-time]: `9:00` is not a time of day'), [
    'account.proactive', '30', '16', 'error', 'invalid-time', '`9:00` is not a time of day',
  ]);
  assert.deepEqual(read('C:\\shop\\a.proactive:1:2: warning[mixed-and-or]: [x]: y'), [
    'C:\\shop\\a.proactive', '1', '2', 'warning', 'mixed-and-or', '[x]: y',
  ]);
  assert.equal(read('22 errors in 3 files'), undefined);
  assert.equal(read('help: 1:2: nothing'), undefined);
});
