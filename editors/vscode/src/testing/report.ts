// The report of a failed test: what was expected beside what happened, each after the timeline so far.
// Pure functions.

import type { TestEvent, TestFailure } from '../answers';
import { sentence } from '../protocol';

/** The two sides of a diff. */
export interface Sides {
  readonly expected: string;
  readonly actual: string;
}

/** `step` is the line of the text that failed, such as `expect nudge after 30s`. */
export function sides(timeline: readonly TestEvent[], failure: TestFailure, step: string): Sides {
  const before = timeline.map(line);
  const because = failure.reasons.map(reason => `    because ${plain(reason.words)}`);
  return {
    expected: [...before, step.trim()].join('\n'),
    actual: [...before, plain(sentence(failure.words)), ...because].join('\n'),
  };
}

/** The failure in a few sentences. */
export function summary(failure: TestFailure): string {
  return [failure.words, failure.help].filter(words => words !== null).map(words => plain(sentence(words))).join(' ');
}

/** Formats an entry of the timeline. */
export function line({ at, words }: TestEvent): string {
  return `${at}  ${plain(words)}`;
}

function plain(words: string): string {
  return words.replaceAll('`', '');
}
