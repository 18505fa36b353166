// Writes dist/README.md, the page that VS Code shows for the installed extension. VS Code loads only

import { readFileSync, writeFileSync } from 'node:fs';

const PICTURES = 'For screenshots, run **Proactive: First Steps**.';

const [about] = readFileSync('README.md', 'utf8').split('\n## Building it\n');
const picture = /^!\[[^\]]*\]\(([^)]+)\)\n\n/m;
const page = about.replace(picture, `${PICTURES}\n\n`).replaceAll(new RegExp(picture, 'gm'), '');
const left = page.match(/\]\((?!https:|#)[^)]*\)/);
if (!page.includes(PICTURES) || left) {
  throw new Error(`README.md has no picture, or one inside of a line, or a link into the project: ${left}`);
}
writeFileSync('dist/README.md', page);
