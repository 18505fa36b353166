// Builds the package into dist: ES modules, a classic script for each adapter, types and source maps. With --test,
// bundles and runs the unit tests; with --browser, the tests in Chromium: all, or those whose name fits a pattern. With
// --example, copies the script of the built package that the example in `examples/page` loads. With --serve, writes the
// script of the page of `proactive serve`, which is part of that command; with --serve --check, fails if the file is
// another one; with --serve --test, runs the tests of that page, with the command that the variable PROACTIVE names or
// else the debug build.

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build, transform } from 'esbuild';
import { minify } from 'terser';

const common = { bundle: true, target: 'es2022', logLevel: 'warning' };

/** Minifies the style sheets, each of which is a text in a module `style.ts`. */
const styles = {
  name: 'styles',
  setup({ onLoad }) {
    onLoad({ filter: /\/style\.ts$/ }, async ({ path }) => {
      const [before, sheet, after] = readFileSync(path, 'utf8').split(/`(?=\n:host|;\n$)/);
      const { code } = await transform(sheet, { loader: 'css', minify: true });
      // Spaces in the values of custom properties are left as they are, although they mean nothing here.
      const short = code.trim().replace(/(--[\w-]+): /g, '$1:').replaceAll(', ', ',');
      return { contents: `${before}\`${short}\`${after}`, loader: 'ts', resolveDir: dirname(path) };
    });
  },
};

const [, , kind, ...rest] = process.argv;
if (kind === '--test') {
  await test('unit', rest[0]);
} else if (kind === '--browser') {
  await test('browser', rest[0]);
} else if (kind === '--example') {
  writeFileSync('../examples/page/proactive/generic.js', withoutMap(readFileSync('dist/global/generic.js', 'utf8')));
} else if (kind === '--serve' && rest[0] === '--test') {
  await test('serve', rest[1]);
} else if (kind === '--serve') {
  await serve(rest[0] === '--check');
} else {
  rmSync('dist', { recursive: true, force: true });
  await scripts();
  types();
  // The package has to include them, and npm takes files of its own folder only.
  for (const license of ['LICENSE-APACHE', 'LICENSE-MIT']) {
    copyFileSync(`../${license}`, license);
  }
}

async function scripts() {
  const adapters = readdirSync('src/adapters').map(file => file.replace(/\.ts$/, '')).filter(name => name !== 'present');
  const entryPoints = ['src/index.ts', 'src/core.ts', 'src/explain/start.ts', ...adapters.map(name => `src/adapters/${name}.ts`)];
  await script({ entryPoints, outdir: 'dist', outbase: 'src', format: 'esm' });
  for (const name of adapters) {
    await globalScript(name, './index', `global/${name}.js`);
    await globalScript(name, './explain/start', `global/explain/${name}.js`);
  }
}

/** A classic script that defines a global with `start` and an adapter. */
async function globalScript(adapter, start, path) {
  const contents = `
    import { start } from '${start}';
    import { ${adapter} } from './adapters/${adapter}';
    Object.assign(globalThis, { proactive: { start, ${adapter} } });`;
  const stdin = { contents, resolveDir: 'src', sourcefile: path };
  await script({ stdin, outfile: `dist/${path}`, format: 'iife' });
}

/** Bundles with esbuild, which keeps track of the sources, and minifies with Terser, whose result is smaller. */
async function script(options) {
  const { outputFiles } = await build({ ...common, ...options, write: false, sourcemap: 'external', plugins: [styles] });
  for (const { path, text } of outputFiles.filter(({ path }) => path.endsWith('.js'))) {
    const map = outputFiles.find(file => file.path === `${path}.map`);
    const result = await minify(text, {
      ecma: 2020,
      module: true,
      toplevel: true,
      compress: { passes: 3, unsafe_arrows: true, hoist_funs: true },
      sourceMap: { content: map.text, url: `${path.split('/').at(-1)}.map` },
    });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, result.code);
    writeFileSync(map.path, result.map);
  }
}

/** The script without the last line, which names its source map. */
function withoutMap(text) {
  return text.replace(/\/\/# sourceMappingURL=.*/, '').trim() + '\n';
}

/** The script of the page of `proactive serve`. It is not minified: nothing is sent far, and its diff can be read. */
async function serve(isCheck) {
  const outfile = '../crates/cli/src/commands/serve/page/page.js';
  const banner = { js: '// Generated from runtime/serve by `cargo xtask runtime --write`: don\'t edit.' };
  const { outputFiles } = await build({ ...common, entryPoints: ['serve/main.ts'], format: 'esm', banner, write: false });
  const [{ text }] = outputFiles;
  if (!isCheck) {
    writeFileSync(outfile, text);
  } else if (readFileSync(outfile, 'utf8') !== text) {
    console.error('page.js is not what runtime/serve compiles to: run `cargo xtask runtime --write`');
    process.exit(1);
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

async function test(folder, pattern) {
  const outdir = `build/${folder}`;
  rmSync(outdir, { recursive: true, force: true });
  const entryPoints = readdirSync(`test/${folder}`).filter(name => name.endsWith('.test.ts')).map(name => `test/${folder}/${name}`);
  await build({
    ...common,
    entryPoints,
    outdir,
    platform: 'node',
    format: 'esm',
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
