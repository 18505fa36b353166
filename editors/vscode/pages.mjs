// The pages of the documentation that the extension shows: the pages of codes, the language reference, and
// every page that these link to. A link to anything else, such as a file of the project, becomes its text.

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const LINK = /\[([^\]]+)\]\((?!\w+:)([^)#\s]+)(#[^)\s]*)?\)/g;

/** Copies the pages from one folder to another. */
export function copyPages(from, to) {
  rmSync(to, { recursive: true, force: true });
  const codes = readdirSync(path.join(from, 'diagnostics')).map(name => `diagnostics/${name}`);
  const pages = new Set(['reference/language.md', ...codes]);
  // What is added while the loop runs is visited, too.
  for (const page of pages) {
    const text = readFileSync(path.join(from, page), 'utf8').replaceAll(LINK, (link, words, address) => {
      const target = path.posix.normalize(path.posix.join(path.posix.dirname(page), address));
      if (target.startsWith('..') || !target.endsWith('.md')) {
        return words;
      }
      pages.add(target);
      return link;
    });
    mkdirSync(path.dirname(path.join(to, page)), { recursive: true });
    writeFileSync(path.join(to, page), text);
  }
}
