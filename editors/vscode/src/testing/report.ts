// The report of a failed test, as text: what went wrong first, because VS Code shows the beginning at the
// failed step, and then the timeline. Pure functions.

import type { TestEvent, TestFailure } from '../answers';
import { sentence } from '../protocol';

/** What went wrong and why, after it what happened. */
export function report(timeline: readonly TestEvent[], failure: TestFailure): string {
  const because = failure.reasons.map(reason => `  because ${plain(reason.words)}`);
  return [summary(failure), ...because, '', 'What happened:', ...timeline.map(event => `  ${line(event)}`)].join('\n');
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
