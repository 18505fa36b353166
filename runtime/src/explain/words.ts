// Reasons in words: those of `proactive simulate`, in `crates/engine/src/words.rs`.

import type { Comparison } from '../bundle';
import type { Reason, TestedSchedule } from './reasons';
import { bare, duration, localTime, quote } from './text';

/** A reason as a clause. */
export function inWords(reason: Reason): string {
  switch (reason.kind) {
    case 'everyone':
      return 'it is for everyone: `when always`';
    case 'comparison':
      return `\`${notation(reason.comparison)}\` is ${reason.holds}: it is ${quote(reason.value)}`;
    case 'schedules':
      return reason.schedules.map(hours).join(', ');
    case 'frequency':
      return FREQUENCIES[reason.once];
    case 'not_due':
      return `it is due after ${duration(reason.due)}, and the visitor stayed on the page for ${duration(reason.stayed)}`;
    case 'off_page':
      return `its channel \`${reason.channel}\` is not on this page, but on ${reason.sites.map(bare).join(', ')}`;
    case 'seen_by_customer':
      return 'it is shown once per customer, and was shown before';
    case 'used_in_visit':
      return 'it is shown once per visit, and was opened or dismissed in this visit';
    case 'still_shown':
      return 'it is still shown from an earlier page';
    case 'other_first':
      return `\`${reason.message}\` is due at the same moment and comes before it`;
    case 'other_shown':
      return `after ${duration(reason.after)}, its channel was showing \`${reason.message}\``;
    case 'other_open':
      return `after ${duration(reason.after)}, its channel had \`${reason.message}\` open`;
    case 'in_conversation':
      return `after ${duration(reason.after)}, its channel was in a conversation`;
  }
}

/** By `Once`. */
const FREQUENCIES = [
  'it is shown every time',
  'it is shown once per visit, and had not been opened or dismissed in this visit before',
  'it is shown once per customer, and had not been shown before',
] as const;

/** A comparison in the notation of the language. Only texts are quoted. */
function notation([field, operator, ...values]: Comparison): string {
  const isText = field === 'visitor.url' || field === 'visitor.title';
  const literals = isText ? values.map(quote) : values;
  return `${field} ${operator} ${literals.length === 1 ? literals[0] : `any of [${literals.join(', ')}]`}`;
}

function hours({ schedule: { id, zone }, isOpen, now }: TestedSchedule): string {
  return isOpen === undefined
    ? `\`${id}\` has the time zone ${zone}, which this browser does not know`
    : `\`${id}\` is ${isOpen ? 'open' : 'closed'} at ${localTime(now, zone)} ${zone}`;
}
