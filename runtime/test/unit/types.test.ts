// The published types need nothing that the package does not bring along.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

test('types refer to files of the package only, by their full names', () => {
  const paths = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.d.ts'));
  assert.notEqual(paths.length, 0);
  for (const path of paths) {
    const text = readFileSync(`dist/${path}`, 'utf8');
    const sources = [...text.matchAll(/(?:from |import\(|(?:path|types)=)['"]([^'"]+)['"]/g)].map(match => match[1]);
    assert.deepEqual(sources.filter(source => !/^\.{1,2}\/.+\.js$/.test(source ?? '')), [], path);
  }
});
