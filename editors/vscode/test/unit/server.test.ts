// Where the server is found, and the message when it is not.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { locate, missingMessage, type Machine } from '../../src/server';

function machine(programs: string[], given: Partial<Machine> = {}): Machine {
  return {
    extension: '/ext',
    setting: '',
    workspace: '/shop',
    home: '/home/ada',
    path: '/usr/local/bin:/usr/bin',
    platform: 'linux',
    isProgram: file => programs.includes(file),
    ...given,
  };
}

test('the bundled program comes first', () => {
  const all = ['/ext/server/proactive', '/opt/proactive', '/usr/bin/proactive'];
  assert.deepEqual(locate(machine(all, { setting: '/opt/proactive' })), {
    kind: 'found',
    program: '/ext/server/proactive',
    origin: 'extension',
  });
});

test('then comes the setting, then PATH in its order', () => {
  const rest = ['/opt/proactive', '/usr/bin/proactive', '/usr/local/bin/proactive'];
  assert.deepEqual(locate(machine(rest, { setting: ' /opt/proactive ' })), {
    kind: 'found',
    program: '/opt/proactive',
    origin: 'setting',
  });
  assert.deepEqual(locate(machine(rest)), { kind: 'found', program: '/usr/local/bin/proactive', origin: 'PATH' });
  const wrong = locate(machine(['/usr/bin/proactive'], { setting: '/nowhere' }));
  assert.deepEqual(wrong, { kind: 'found', program: '/usr/bin/proactive', origin: 'PATH' });
});

test('the setting may be relative to the home folder or the workspace', () => {
  for (const [setting, file] of [
    ['~/bin/proactive', '/home/ada/bin/proactive'],
    ['target/debug/proactive', '/shop/target/debug/proactive'],
    ['../proactive', '/proactive'],
  ] as const) {
    assert.equal(locate(machine([file], { setting })).kind, 'found', setting);
  }
  const without = machine(['/home/ada/proactive'], { setting: 'proactive', workspace: undefined });
  assert.equal(locate(without).kind, 'found');
});

test('an empty PATH entry is not the current folder', () => {
  const found = locate(machine(['proactive', './proactive', 'bin/proactive'], { path: ':.:bin' }));
  assert.deepEqual(found, { kind: 'missing', looked: ['/ext/server/proactive'], setting: '' });
});

test('on Windows the program has its extension', () => {
  const given = { platform: 'win32', extension: 'C:\\ext', path: 'C:\\a;C:\\b' } as const;
  const found = locate(machine(['C:\\b\\proactive.exe'], given));
  assert.deepEqual(found, { kind: 'found', program: 'C:\\b\\proactive.exe', origin: 'PATH' });
});

test('if there is no program, the message says what to do', () => {
  const missing = locate(machine([]));
  assert.ok(missing.kind === 'missing');
  assert.deepEqual(missing.looked, ['/ext/server/proactive', '/usr/local/bin/proactive', '/usr/bin/proactive']);
  assert.match(missingMessage(missing), /not found.*PATH.*proactive\.server\.path/);

  const wrong = locate(machine([], { setting: '/nowhere' }));
  assert.ok(wrong.kind === 'missing');
  assert.match(missingMessage(wrong), /names \/nowhere.*Correct the setting/);
});
