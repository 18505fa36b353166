// Writes dist/README.md, the page that VS Code shows of the installed extension: it loads pictures
// from https and `data:` only, and not from the package, so they are put into the text. What links
// into the project keeps its words alone.

import { readFileSync, writeFileSync } from 'node:fs';

const text = readFileSync('README.md', 'utf8');
const written = text.replace(/(!?)\[([^\]]*)\]\(([^)]+)\)/g, (whole, isPicture, words, target) => {
  if (/^(https:|#)/.test(target)) {
    return whole;
  }
  if (!isPicture) {
    return words;
  }
  if (!target.endsWith('.png')) {
    throw new Error(`${target} is no PNG: VS Code shows no other pictures without a web site`);
  }
  return `![${words}](data:image/png;base64,${readFileSync(target, 'base64')})`;
});
writeFileSync('dist/README.md', written);
