// The tree of the Messages view.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { MessageItem, ProjectMessages } from '../../src/answers';
import { byId, due, treeOf, visible, type TreeNode } from '../../src/messages/tree';

const at = (line: number) => ({ uri: 'file:///shop/a.proactive', range: { start: { line, character: 8 }, end: { line, character: 12 } } });

function message(id: string, given: Partial<MessageItem> = {}): MessageItem {
  const trigger = { event: 'page_view', afterSeconds: 30 } as const;
  return { message: { id, name: id }, location: at(0), declaration: at(0), trigger, status: 'published', summary: [], ...given };
}

function shop(messages: readonly MessageItem[], root = '/home/me/shop'): ProjectMessages {
  const channel = { channel: { id: 'web', name: 'Web' }, location: at(4), websites: [], messages };
  return { name: null, root, brands: [{ brand: { id: 'acme', name: 'Acme' }, location: at(1), channels: [channel] }] };
}

const outline = (nodes: readonly TreeNode[], indentation = ''): string[] =>
  nodes.flatMap(({ label, description, kind, children }) => [
    `${indentation}${[label, description, kind].filter(Boolean).join(' | ')}`,
    ...outline(children, `${indentation}  `),
  ]);

test('messages stay in the order of the server, with when they are due and whether they are live', () => {
  const messages = [
    message('first', { trigger: { event: 'page_load', afterSeconds: 0 } }),
    message('second', { message: { id: 'second', name: 'Second' }, status: 'draft' }),
    message('third', { status: 'paused', trigger: { event: 'page_view', afterSeconds: 90 } }),
    message('fourth', { status: null, trigger: null }),
  ];
  assert.deepEqual(outline(treeOf([shop(messages)])), [
    'Acme | brand',
    '  Web | 4 messages | channel',
    '    first | on page load | published',
    '    Second | draft, after 30s | draft',
    '    third | paused, after 1m30s | paused',
    '    fourth | unknown',
  ]);
});

test('minutes and seconds are written as in the language', () => {
  const after = (afterSeconds: number) => due(message('m', { trigger: { event: 'page_view', afterSeconds } }));
  assert.deepEqual([0, 59, 60, 61, 600].map(after), ['after 0s', 'after 59s', 'after 1m', 'after 1m1s', 'after 10m']);
});

test('workspaces are shown if there are several with messages', () => {
  const empty = { name: 'Nothing', root: '/home/me/nothing', brands: [] };
  assert.deepEqual(outline(treeOf([empty, shop([])])), ['Acme | brand', '  Web | 0 messages | channel']);
  const both = treeOf([shop([]), { ...shop([], 'C:\\shops\\france'), name: null }]);
  assert.deepEqual(both.map(({ label, kind }) => [label, kind]), [['shop', 'project'], ['france', 'project']]);
  assert.deepEqual(treeOf([empty]), []);
});

test('what has no brand or channel says so', () => {
  const channel = { channel: null, location: null, websites: [], messages: [message('lost')] };
  const projects = [{ name: null, root: '/shop', brands: [{ brand: null, location: null, channels: [channel] }] }];
  assert.deepEqual(outline(treeOf(projects)), ['No brand | brand', '  No channel | 1 message | channel', '    lost | after 30s | published']);
});

test('every node has an ID of its own, also while a message is there twice', () => {
  const nodes = treeOf([shop([message('a'), message('a'), message('b')])]);
  assert.equal(byId(nodes).size, 5);
  for (const node of byId(nodes).values()) {
    assert.ok(node.id.startsWith('/'), node.id);
  }
});

test('IDs stay when messages come, go and move, and when another workspace is opened', () => {
  const ids = (projects: readonly ProjectMessages[]) => new Set(byId(treeOf(projects)).keys());
  const before = ids([shop([message('a'), message('b')])]);
  const after = ids([shop([message('c'), message('b'), message('a')]), shop([], '/other')]);
  for (const id of before) {
    assert.ok(after.has(id), id);
  }
});

test('only what can be seen counts as a change', () => {
  const before = visible(treeOf([shop([message('a')])]));
  assert.equal(visible(treeOf([shop([message('a', { location: at(9), declaration: at(9), summary: ['Who: every visitor.'] })])])), before);
  assert.notEqual(visible(treeOf([shop([message('a', { status: 'draft' })])])), before);
  assert.notEqual(visible(treeOf([shop([message('a'), message('b')])])), before);
});
