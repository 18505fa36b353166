// Builds the package into dist: ES modules, a classic script for each adapter, types and source maps. With --test,
// bundles and runs the unit tests; with --browser, the tests in Chromium: all, or those whose name fits a pattern.

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const common = { bundle: true, target: 'es2022', logLevel: 'warning', minify: true, sourcemap: true };

const [, , kind, pattern] = process.argv;
if (kind === '--test') {
  await test('unit');
} else if (kind === '--browser') {
  await test('browser');
} else {
  rmSync('dist', { recursive: true, force: true });
  await scripts();
  types();
}

async function scripts() {
  const adapters = readdirSync('src/adapters').map(file => file.replace(/\.ts$/, '')).filter(name => name !== 'present');
  const entryPoints = ['src/index.ts', 'src/core.ts', ...adapters.map(name => `src/adapters/${name}.ts`)];
  await build({ ...common, entryPoints, outdir: 'dist', outbase: 'src', format: 'esm' });
  for (const name of adapters) {
    const contents = `export { start } from './index'; export { ${name} } from './adapters/${name}';`;
    const stdin = { contents, resolveDir: 'src', sourcefile: `global/${name}.js` };
    await build({ ...common, stdin, outfile: `dist/global/${name}.js`, format: 'iife', globalName: 'proactive' });
  }
}

/** Declarations, with the file names that Node.js's resolution of modules asks for. */
function types() {
  run('node_modules/.bin/tsc', ['--emitDeclarationOnly']);
  for (const path of readdirSync('dist', { recursive: true }).filter(path => path.endsWith('.d.ts'))) {
    const text = readFileSync(`dist/${path}`, 'utf8');
    writeFileSync(`dist/${path}`, text.replace(/(from |import\()(['"]\.{1,2}\/[^'"]+)(['"])/g, '$1$2.js$3'));
  }
}

async function test(folder) {
  const outdir = `build/${folder}`;
  rmSync(outdir, { recursive: true, force: true });
  const entryPoints = readdirSync(`test/${folder}`).filter(name => name.endsWith('.test.ts')).map(name => `test/${folder}/${name}`);
  await build({
    ...common,
    entryPoints,
    outdir,
    platform: 'node',
    format: 'esm',
    minify: false,
    sourcemap: 'inline',
    outExtension: { '.js': '.mjs' },
    external: ['esbuild', 'playwright-core', 'axe-core'],
  });
  const tests = readdirSync(outdir).map(name => `${outdir}/${name}`);
  const only = pattern === undefined ? [] : [`--test-name-pattern=${pattern}`];
  run(process.execPath, ['--enable-source-maps', '--test', '--test-reporter=dot', ...only, ...tests]);
}

function run(command, args) {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}
