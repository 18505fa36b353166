// Writes dist/README.md, the page that VS Code shows of the installed extension. Of pictures it loads
// only those on web sites, none from the package and none out of the text, so here they are left
// out; the walkthrough has them. What is about making the extension is left out, too.

import { readFileSync, writeFileSync } from 'node:fs';

const PICTURES = 'For pictures of it all, run **Proactive: First Steps**.';

const [about] = readFileSync('README.md', 'utf8').split('\n## Making it\n');
const picture = /^!\[[^\]]*\]\(([^)]+)\)\n\n/m;
const page = about.replace(picture, `${PICTURES}\n\n`).replaceAll(new RegExp(picture, 'gm'), '');
const left = page.match(/\]\((?!https:|#)[^)]*\)/);
if (!page.includes(PICTURES) || left) {
  throw new Error(`README.md has no picture, or one inside of a line, or a link into the project: ${left}`);
}
writeFileSync('dist/README.md', page);
