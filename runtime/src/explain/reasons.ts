// Why a message was shown on a page or not, as data. `words` puts it into words.

import type { Bundle, Comparison, Condition, Message, Schedule } from '../bundle';
import { isTrue, type Values } from '../conditions';
import { isOpen } from '../hours';

/** A reason why a message was shown or not. The engine has the same, in `crates/engine/src/reason.rs`. */
export type Reason =
  /** It was shown because it is for everyone. */
  | { readonly kind: 'everyone' }
  | TestedComparison
  /** Its schedules decided, which are all open or all closed. */
  | { readonly kind: 'schedules'; readonly schedules: readonly TestedSchedule[] }
  /** It was shown because its frequency allows that. */
  | { readonly kind: 'frequency'; readonly once: Message['once'] }
  /** Both are in seconds since page load. */
  | { readonly kind: 'not_due'; readonly due: number; readonly stayed: number }
  /** The channel is on other websites. */
  | { readonly kind: 'off_page'; readonly channel: string; readonly sites: readonly string[] }
  /** It is shown once per customer, and was. */
  | { readonly kind: 'seen_by_customer' }
  /** It is shown once per visit, and was opened or dismissed in this visit. */
  | { readonly kind: 'used_in_visit' }
  /** It is still shown or open from an earlier page. */
  | { readonly kind: 'still_shown' }
  /** Another message was due at the same moment and comes before it. */
  | { readonly kind: 'other_first'; readonly message: string }
  /** The channel was showing another message. */
  | { readonly kind: 'other_shown'; readonly message: string; readonly after: number }
  /** Another message was open. */
  | { readonly kind: 'other_open'; readonly message: string; readonly after: number }
  /** The channel was in a conversation. */
  | { readonly kind: 'in_conversation'; readonly after: number };

/** A comparison that decided, with the value that it was tested with. */
export interface TestedComparison {
  readonly kind: 'comparison';
  readonly comparison: Comparison;
  readonly holds: boolean;
  readonly value: string;
}

/** A schedule at the moment of a check. */
export interface TestedSchedule {
  readonly schedule: Schedule;
  /** `undefined` if the browser does not know the time zone. */
  readonly isOpen: boolean | undefined;
  /** The moment, in Unix milliseconds. */
  readonly now: number;
}

/** Whether the conditions of a message are true, and the comparisons that made them so. */
export interface Weighed {
  readonly holds: boolean;
  readonly reasons: readonly TestedComparison[];
}

/**
 * Tests the conditions of a message. Of a group, the parts that settle it are reasons: those that are false if all must
 * be true, those that are true if one must be. If none settles it, all parts are.
 */
export const weigh = (bundle: Bundle, { when }: Message, values: Values): Weighed => weighGroup(bundle, when, values, true);

function weighGroup(bundle: Bundle, group: readonly Condition[], values: Values, all: boolean): Weighed {
  const parts = group.map((part): Weighed => {
    if (typeof part !== 'number') {
      return weighGroup(bundle, part, values, !all);
    }
    const comparison = bundle.comparisons[part]!;
    const holds = isTrue(bundle, comparison, values);
    return { holds, reasons: [{ kind: 'comparison', comparison, holds, value: values[comparison[0]] }] };
  });
  const settling = parts.filter(({ holds }) => holds !== all);
  const isSettled = settling.length > 0;
  return { holds: isSettled !== all, reasons: (isSettled ? settling : parts).flatMap(part => part.reasons) };
}

/** The schedules that decide: the open ones if any is open, or else all of them. `null` if there are none. */
export function decidingSchedules({ schedules }: Bundle, { open, closed = [] }: Message, now: number): Reason | null {
  const tested = (open === undefined ? closed : [open]).map(position => {
    const schedule = schedules[position]!;
    return { schedule, isOpen: isOpen(schedule, now), now };
  });
  const areOpen = tested.filter(it => it.isOpen === true);
  return tested.length === 0 ? null : { kind: 'schedules', schedules: areOpen.length > 0 ? areOpen : tested };
}
