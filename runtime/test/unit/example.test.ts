import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

test('the example has the script of this build: npm run example writes it', () => {
  const [copy, built] = ['../examples/page/proactive/generic.js', 'dist/global/generic.js'].map(path => readFileSync(path, 'utf8'));
  assert.equal(copy, `${built?.replace(/\/\/# sourceMappingURL=.*/, '').trim()}\n`);
});
