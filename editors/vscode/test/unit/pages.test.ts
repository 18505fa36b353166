// The pages that the extension shows.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

/** Where the build puts them. */
const FOLDER = 'dist/docs';

test('every link in a page leads to another page, or to the web', () => {
  const pages = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.md'));
  assert.ok(pages.includes('reference/language.md') && pages.includes('diagnostics.md') && pages.length > 60, `${pages.length} pages`);
  let links = 0;
  for (const page of pages) {
    const text = readFileSync(path.join(FOLDER, page), 'utf8');
    for (const [, address] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      const [file] = address!.split('#');
      if (file !== '' && !/^https?:/.test(file!)) {
        links += 1;
        assert.ok(existsSync(path.join(FOLDER, path.dirname(page), file!)), `${page} links to ${address}`);
      }
    }
  }
  assert.ok(links > 100, `${links} links`);
});
