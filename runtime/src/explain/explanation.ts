// Why each message is shown on a page or not.

import type { Bundle, Message } from '../bundle';
import type { Values } from '../conditions';
import type { Decision, RecordedPage } from './record';
import { weigh } from './reasons';
import { inWords } from './words';

/** What the visitor gets on the current page and why, as `proactive simulate` says it. */
export interface Explanation {
  readonly page: {
    readonly url: string;
    readonly title: string;
    /** Whether the channel is on this page. If not, nothing is checked. */
    readonly isOnChannel: boolean;
    /** Seconds on the page so far. */
    readonly stayed: number;
  };
  readonly visitor: {
    readonly history: 'new' | 'returning';
    /** The language of the device, a BCP 47 tag. */
    readonly language: string;
  };
  /** All messages: first those that were shown on this page, in that order, then the others, the nearest first. */
  readonly messages: readonly ExplainedMessage[];
}

export interface ExplainedMessage {
  /** The ID of the message. */
  readonly message: string;
  /** The text that is shown first. */
  readonly text: string;
  /** Seconds from page load until it is due. */
  readonly after: number;
  readonly nearness: Nearness;
  /** Why it was shown or not: clauses, with code in backticks. */
  readonly reasons: readonly string[];
}

/**
 * Whether a message was shown on the page, or how near it was to that.
 *
 * - `shown`: it was shown, although it may have been dismissed since.
 * - `kept_back`: it is meant for this visitor, but another message, its hours, its frequency or the time on the page keeps
 *   it back.
 * - `one_comparison`: a single comparison is false, of the visitor or of the title of the page.
 * - `other_page`: a single comparison is false, of the address of the page.
 * - `far`: it is for other visitors, or on another page.
 */
export type Nearness = (typeof NEARNESSES)[number];

/** The nearest comes first. */
const NEARNESSES = ['shown', 'kept_back', 'one_comparison', 'other_page', 'far'] as const;

/** The explanation of a page. `stayed` is in seconds. */
export function explain(bundle: Bundle, page: RecordedPage, stayed: number): Explanation {
  const { values, decisions } = page;
  const explained = bundle.messages.map(message => {
    const decision = page.isOnChannel ? (decisions.get(message.id) ?? notDue(bundle, message, values, stayed)) : offPage(bundle);
    return {
      message: message.id,
      text: message.text,
      after: message.after,
      nearness: page.isOnChannel ? nearness(decision) : ('far' as const),
      reasons: decision.reasons.map(inWords),
    };
  });
  const rank = ({ nearness }: ExplainedMessage) => NEARNESSES.indexOf(nearness);
  return {
    page: { url: values['visitor.url'], title: values['visitor.title'], isOnChannel: page.isOnChannel, stayed },
    visitor: { history: values['visitor.history'] as 'new' | 'returning', language: values['device.language'] },
    // The sort is stable.
    messages: explained.sort((a, b) => rank(a) - rank(b)),
  };
}

function notDue(bundle: Bundle, message: Message, values: Values, stayed: number): Decision {
  const { holds, reasons } = weigh(bundle, message, values);
  const tooEarly = { kind: 'not_due', due: message.after, stayed } as const;
  return { isShown: false, isMeant: holds, reasons: holds ? [tooEarly] : [tooEarly, ...reasons] };
}

function offPage({ channel, sites }: Bundle): Decision {
  return { isShown: false, isMeant: false, reasons: [{ kind: 'off_page', channel, sites: sites.map(({ url }) => url) }] };
}

function nearness({ isShown, isMeant, reasons }: Decision): Nearness {
  if (isShown) {
    return 'shown';
  }
  if (isMeant) {
    return 'kept_back';
  }
  const [only, ...others] = reasons;
  if (others.length > 0 || only?.kind !== 'comparison') {
    return 'far';
  }
  return only.comparison[0] === 'visitor.url' ? 'other_page' : 'one_comparison';
}
