// An explanation as text, for the console.

import type { Explanation } from './explanation';
import { type Entry, summarize } from './summary';

export function printed(explanation: Explanation): string {
  const { page, visitor, near, far } = summarize(explanation);
  const rest = far === null ? [] : [[`${far.heading}:`, ...far.entries.map(indented)].join('\n')];
  return [`${page}\n${visitor}`, ...near.map(paragraph), ...rest].join('\n\n');
}

const paragraph = ({ heading, reasons }: Entry): string => [`${heading}:`, ...reasons.map(reason => `  - ${reason}`)].join('\n');

const indented = (entry: Entry): string =>
  entry.heading === '' ? entry.reasons.map(reason => `  - ${reason}`).join('\n') : paragraph(entry).replace(/^/gm, '  ');
