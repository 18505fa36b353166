// Bundles the extension into dist/extension.js and its panel into dist/preview.{js,css}, and lists the
// bundled packages in dist/packages.json, and copies the pages that it shows; with --test, bundles and runs the unit tests.

import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

import { copyPages } from './pages.mjs';

const common = { bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'warning' };

if (process.argv.includes('--test')) {
  const outdir = 'dist/test';
  rmSync(outdir, { recursive: true, force: true });
  const entryPoints = readdirSync('test/unit').filter(name => name.endsWith('.test.ts')).map(name => `test/unit/${name}`);
  await build({ ...common, entryPoints, outdir, sourcemap: 'inline' });
  const tests = readdirSync(outdir).map(name => `${outdir}/${name}`);
  const run = spawnSync(process.execPath, ['--enable-source-maps', '--test', ...tests], { stdio: 'inherit' });
  process.exit(run.status ?? 1);
} else {
  const production = !process.argv.includes('--development');
  const extension = await build({
    ...common,
    metafile: true,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
    minify: production,
    sourcemap: !production,
  });
  const preview = await build({
    bundle: true,
    metafile: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    logLevel: 'warning',
    entryPoints: ['webview/main.ts', 'webview/preview.css'],
    entryNames: 'preview',
    outdir: 'dist',
    minify: production,
    sourcemap: !production,
  });
  // The pages of codes and the language reference, for reading offline.
  copyPages('../../docs', 'dist/docs');
  const inputs = [extension, preview].flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const packages = new Set(inputs.flatMap(input => input.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []));
  writeFileSync('dist/packages.json', `${JSON.stringify([...packages].sort(), undefined, 2)}\n`);
}
