// Moments in time zones, as `<input type="datetime-local">` has them: `2026-03-16T10:00`.

import { localTime } from '../src/explain/text';

/** A moment as local time. `at` is in Unix milliseconds, `zone` an IANA name. */
export const inputTime = (at: number, zone: string): string => isoTime(at, zone).slice(0, '2026-03-16T10:00'.length);

/** The moment of a local time, in Unix milliseconds. Where clocks are set forward or back, it is one close by. */
export function momentOf(local: string, zone: string): number {
  const utc = Date.parse(`${local}Z`);
  return utc - offset(utc - offset(utc, zone), zone);
}

/** Whether the browser knows a time zone. */
export function isZone(zone: string): boolean {
  try {
    return localTime(0, zone) !== '';
  } catch {
    return false;
  }
}

/** The milliseconds by which local time is ahead of UTC. */
const offset = (at: number, zone: string): number => Date.parse(`${isoTime(at, zone)}Z`) - Math.floor(at / 1000) * 1000;

/** `2026-03-16T10:00:00`, without the day of the week. */
const isoTime = (at: number, zone: string): string => localTime(at, zone).slice('Mon '.length).replace(' ', 'T');
