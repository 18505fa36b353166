// The README says what the adapters say of themselves.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import type { Adapter, Capabilities } from '../../src/adapter';
import { chatwoot } from '../../src/adapters/chatwoot';
import { crisp } from '../../src/adapters/crisp';
import { generic } from '../../src/adapters/generic';
import { intercom } from '../../src/adapters/intercom';
import { zendesk } from '../../src/adapters/zendesk';

const COLUMNS = ['open', 'prefill', 'tags', 'conversation', 'conversationEnd', 'botAnswer'] as const satisfies (keyof Capabilities)[];

/** Each adapter as it comes, and with the option that the table names. */
const ADAPTERS: Record<string, { readonly plain: Adapter; readonly option?: string; readonly full?: Adapter }> = {
  zendesk: { plain: zendesk(), option: 'fields', full: zendesk({ fields: () => [] }) },
  intercom: { plain: intercom() },
  crisp: { plain: crisp() },
  chatwoot: { plain: chatwoot() },
  generic: { plain: generic({ handOver() {} }), option: 'listen', full: generic({ handOver() {}, listen() {} }) },
};

test('the table of the adapters is true', () => {
  const rows = Object.entries(ADAPTERS).map(([name, { plain, option, full = plain }]) => {
    const cells = COLUMNS.map(column => {
      const can = plain.capabilities[column];
      return can === 'email' ? 'with an address' : can ? 'yes' : full.capabilities[column] ? `with \`${option}\`` : 'no';
    });
    assert.equal(plain.name, name);
    return `| \`${name}\` | ${cells.join(' | ')} |`;
  });
  const table = readFileSync('README.md', 'utf8')
    .split('\n')
    .filter(line => /^\| `\w+` \| (yes|no|with)/.test(line));
  assert.deepEqual(table, rows);
});

test('the table has all adapters', () => {
  const files = readdirSync('src/adapters').map(name => name.replace('.ts', ''));
  assert.deepEqual(files.filter(name => name !== 'present').sort(), Object.keys(ADAPTERS).sort());
});
