// Everything that package.json refers to exists.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import manifest from '../../package.json';
import { COMMAND_NAMES } from '../../src/commands/names';
import { STARTER_FILES } from '../../src/starter';

const contributes = manifest.contributes;

test('every declared command exists, and no other', () => {
  const declared = contributes.commands.map(({ command }) => command);
  assert.deepEqual([...declared].sort(), [...COMMAND_NAMES].sort());
  const menus = Object.values(contributes.menus).flat();
  const links = JSON.stringify(contributes.walkthroughs).matchAll(/command:(proactive\.\w+)/g);
  for (const used of [...menus.map(({ command }) => command), ...[...links].map(([, command]) => command)]) {
    assert.ok(declared.includes(used!), used);
  }
});

test('every referenced file exists', () => {
  const paths = [
    manifest.icon,
    ...contributes.languages.flatMap(({ configuration, icon }) => [configuration, icon.light, icon.dark]),
    ...contributes.grammars.map(({ path }) => path),
    ...contributes.walkthroughs.flatMap(({ steps }) =>
      steps.flatMap(({ media }) => ('svg' in media ? [media.svg as string] : Object.values(media.image))),
    ),
    ...[...readFileSync('README.md', 'utf8').matchAll(/\]\((pictures\/[^)]+)\)/g)].map(([, picture]) => picture!),
  ];
  for (const path of paths) {
    assert.ok(existsSync(path), path);
  }
});

test('the walkthrough shows no backticks as letters', () => {
  for (const { title, description } of contributes.walkthroughs.flatMap(({ steps }) => steps)) {
    assert.ok(!`${title}${description}`.includes('`'), title);
  }
});

test('every setting is described and has a default', () => {
  for (const [name, setting] of Object.entries(contributes.configuration.properties)) {
    assert.ok(name.startsWith('proactive.'), name);
    assert.ok(setting.markdownDescription.length > 20, name);
    assert.notEqual(setting.default, undefined, name);
  }
});

test('the first file of a new workspace is its manifest', () => {
  assert.equal(STARTER_FILES[0]?.name, 'proactive.toml');
  assert.ok(STARTER_FILES.every(({ text }) => text.endsWith('\n')));
});
