// What the server has found in all workspaces, in words. Pure functions.

import type { Status } from './answers';

/** The totals of all workspaces. */
export interface Counts {
  readonly messages: number;
  readonly tests: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export function total({ projects }: Status): Counts {
  const sum = (of: keyof Counts): number => projects.reduce((all, project) => all + project[of], 0);
  return { messages: sum('messages'), tests: sum('tests'), errors: sum('errors'), warnings: sum('warnings'), infos: sum('infos') };
}

/** The result of a check: `42 messages and 40 tests checked, no problems found.` */
export function checked(counts: Counts): string {
  const what = `${count(counts.messages, 'message')} and ${count(counts.tests, 'test')} checked`;
  const problems = [
    [counts.errors, 'error'],
    [counts.warnings, 'warning'],
    [counts.infos, 'hint'],
  ] as const;
  const found = problems.filter(([number]) => number > 0).map(([number, noun]) => count(number, noun));
  return found.length === 0 ? `${what}, no problems found.` : `${what}: ${found.join(', ')}.`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
