// Opening hours, on the clock of their time zone.

import type { Bundle, Message, Schedule } from './bundle';

/** Whether the hours of a message allow it. `now` is in Unix milliseconds. */
export function isDueHour({ schedules }: Bundle, { open, closed = [] }: Message, now: number): boolean {
  const is = (wanted: boolean) => (at: number) => isOpen(schedules[at], now) === wanted;
  return (open === undefined || is(true)(open)) && closed.every(is(false));
}

/** `undefined` if the browser does not know the time zone: then the hours are neither open nor closed. */
export function isOpen(schedule: Schedule | undefined, now: number): boolean | undefined {
  try {
    const parts: Record<string, string> = {};
    const format = new Intl.DateTimeFormat('en', {
      timeZone: schedule!.zone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: 'numeric',
      minute: 'numeric',
    });
    for (const { type, value } of format.formatToParts(now)) {
      parts[type] = value;
    }
    const date = `${parts['year']}-${parts['month']}-${parts['day']}`;
    // The week begins on Monday; 1 January 1970 was a Thursday.
    const minute = (((Date.parse(date) / 864e5 + 3) % 7) * 24 + +parts['hour']!) * 60 + +parts['minute']!;
    return (
      schedule!.open.some(([from, to]) => from <= minute && minute < to) &&
      !schedule!.closed.some(([first, last]) => first <= date && date <= last)
    );
  } catch {
    return undefined;
  }
}
