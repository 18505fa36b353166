// The patterns of language-configuration.json.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

interface Pair {
  open: string;
  close: string;
  notIn: string[];
}

interface EnterRule {
  beforeText: string;
  afterText?: string;
  previousLineText?: string;
}

const configuration = JSON.parse(readFileSync('language-configuration.json', 'utf8')) as {
  autoClosingPairs: Pair[];
  wordPattern: string;
  indentationRules: { increaseIndentPattern: string; decreaseIndentPattern: string };
  folding: { markers: { start: string; end: string } };
  onEnterRules: EnterRule[];
};

test('blocks, lists and continued conditions indent the next line', () => {
  const increase = new RegExp(configuration.indentationRules.increaseIndentPattern);
  for (const line of ['message a {', 'reply agent {  # at once', 'segment s when', 'when visitor.url is any of [', '  and (', 'test "a # b" {']) {
    assert.match(line, increase);
  }
  for (const line of ['# message a {', 'text "{"', '}', 'brand a "A" {}', 'text "a" # {', 'when always']) {
    assert.doesNotMatch(line, increase);
  }
  const decrease = new RegExp(configuration.indentationRules.decreaseIndentPattern);
  assert.match('  }', decrease);
  assert.match(']', decrease);
  assert.doesNotMatch('text "}"', decrease);
});

test('the quotes of a text of several lines close', () => {
  // The third quote stands behind a string, so the pair must not be excluded there.
  const pair = configuration.autoClosingPairs.find(({ open }) => open === '"""');
  assert.deepEqual(pair, { open: '"""', close: '"""', notIn: ['comment'] });
});

test('a comment continues after its second line, and when a line is split', () => {
  const goesOn = (previous: string, before: string, after: string) =>
    configuration.onEnterRules.slice(0, 2).some(
      rule =>
        new RegExp(rule.beforeText).test(before) &&
        (rule.afterText === undefined || new RegExp(rule.afterText).test(after)) &&
        (rule.previousLineText === undefined || new RegExp(rule.previousLineText).test(previous)),
    );
  assert.ok(goesOn('# one', '# two', ''));
  assert.ok(goesOn('', '# the words before', ' and behind'));
  assert.ok(!goesOn('', '# a remark of one line', ''));
  assert.ok(!goesOn('# one', '#', ''), 'an empty comment line ends the block');
  assert.ok(!goesOn('# one', '# proactive: allow(long-text)', ''));
  assert.ok(!goesOn('# one', 'text "a" # two', ''));
});

test('a word is a name, a field, or a number with its unit', () => {
  const words = (text: string) => text.match(new RegExp(configuration.wordPattern, 'g'));
  assert.deepEqual(words('when visitor.url is not open-air'), ['when', 'visitor.url', 'is', 'not', 'open-air']);
  assert.deepEqual(words('after 0m30s on 2026-12-25 [09:00-12:30]'), ['after', '0m30s', 'on', '2026-12-25', '09:00-12:30']);
});

test('regions fold', () => {
  const { start, end } = configuration.folding.markers;
  assert.match('  # region Cart', new RegExp(start));
  assert.match('#endregion', new RegExp(end));
  assert.doesNotMatch('# regional', new RegExp(start));
});
