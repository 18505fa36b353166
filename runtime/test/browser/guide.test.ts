// The page that the guide "Put it on your site" shows, as it is written there.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { BUNDLE } from '../bundle';
import { group, visit } from './harness';

/** The first block of a language in the guide. */
function block(language: string): string {
  const guide = readFileSync('../docs/how-to/website.md', 'utf8');
  const found = guide.split('```' + language + '\n')[1]?.split('```')[0];
  assert.ok(found, `the guide has a block of ${language}`);
  return found;
}

const JSON_TYPE = 'application/json';

/** What a site has that followed the guide. */
const SITE: Record<string, readonly [type: string, content: string]> = {
  '/cart': ['text/html', block('html')],
  '/greet.js': ['text/javascript', block('js')],
  '/proactive/crisp.js': ['text/javascript', readFileSync('dist/global/crisp.js', 'utf8')],
  '/proactive/manifest.json': [JSON_TYPE, JSON.stringify({ version: 1, channels: { web: { file: 'web.json', source: BUNDLE.source } } })],
  '/proactive/web.json': [JSON_TYPE, JSON.stringify({ ...BUNDLE, channel: 'web' })],
};

group('guide', () => {
  test('from the page of the guide to a greeting', () =>
    visit({ channel: 'web' }, async shop => {
      await shop.tab.route('**', route => {
        const [type, content] = SITE[new URL(route.request().url()).pathname] ?? [];
        return content === undefined
          ? route.fulfill({ status: 204 })
          : route.fulfill({
              contentType: `${type}; charset=utf-8`,
              headers: { 'Content-Security-Policy': "script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'" },
              body: content,
            });
      });
      await shop.goto('/cart');
      await shop.tab.waitForSelector('proactive-greeting', { state: 'attached' });
      await shop.wait(30);
      assert.match((await shop.greeting()) ?? '', /A question about your cart\?/);
    }));
});
