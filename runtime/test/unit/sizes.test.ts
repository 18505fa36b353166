// What a page loads stays small: bytes after gzip, at its highest level, of the files that are published.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

const KB = 1024;

const sizeOf = (path: string): number => gzipSync(readFileSync(`dist/${path}`), { level: 9 }).length;
const scriptsIn = (folder: string): string[] =>
  readdirSync(`dist/${folder}`)
    .filter(name => name.endsWith('.js'))
    .map(name => `${folder}/${name}`);

function holds(paths: readonly string[], limit: number) {
  assert.notEqual(paths.length, 0, 'there is something to measure');
  for (const path of paths) {
    assert.ok(sizeOf(path) <= limit, `${path} has ${sizeOf(path)} bytes, of ${limit}`);
  }
}

test('the core has at most 2 KB', () => holds(['core.js'], 2 * KB));
test('everything with one adapter has at most 6 KB', () => holds(scriptsIn('global'), 6 * KB));
test('an adapter has at most half a KB', () => holds(scriptsIn('adapters'), KB / 2));
