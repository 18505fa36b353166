// What an explanation says around the reasons, in words: for the console and for the view.

import type { ExplainedMessage, Explanation } from './explanation';
import { bare, duration, quote } from './text';

/** The parts of an explanation, as texts with code in backticks. */
export interface Summary {
  readonly page: string;
  readonly visitor: string;
  /** The messages that were shown, or nearly so. */
  readonly near: readonly Entry[];
  /** The others, and how many there are; `null` if there are none. */
  readonly far: { readonly heading: string; readonly entries: readonly Entry[] } | null;
}

export interface Entry {
  readonly isShown: boolean;
  readonly heading: string;
  readonly reasons: readonly string[];
}

export function summarize({ page, visitor, messages }: Explanation): Summary {
  const near = messages.filter(({ nearness }) => nearness !== 'far');
  const far = messages.filter(({ nearness }) => nearness === 'far');
  const title = page.title === '' ? '' : `, with the title ${quote(page.title)}`;
  return {
    page: `${bare(page.url)} loaded${title}.`,
    visitor: `A ${visitor.history} visitor with the device language ${visitor.language} has been on the page for ${duration(page.stayed)}.`,
    near: near.map(entry),
    far:
      far.length === 0
        ? null
        : page.isOnChannel
          ? { heading: forOthers(far.length, near.length > 0), entries: far.map(entry) }
          : { heading: offPage(far.length), entries: [{ ...entry(far[0]!), heading: '' }] },
  };
}

const entry = ({ message, nearness, after, reasons }: ExplainedMessage): Entry => ({
  isShown: nearness === 'shown',
  heading: nearness === 'shown' ? `\`${message}\` is shown after ${duration(after)}` : `\`${message}\` is not shown`,
  reasons,
});

const forOthers = (count: number, isMore: boolean): string =>
  `${count}${isMore ? ' more' : ''} ${count === 1 ? 'message is' : 'messages are'} for other visitors or pages`;

const offPage = (count: number): string => `${count === 1 ? '1 message' : `${count} messages`} cannot be shown`;
