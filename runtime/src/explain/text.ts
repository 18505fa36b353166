// How values are written in the language: quoted, with an escape for each character that cannot be seen.

/**
 * The characters that cannot be shown as they are. Those that can be ignored (Unicode Character Database,
 * `Default_Ignorable_Code_Point`) are among them, but not variation selectors, which choose how the character before
 * them looks.
 */
const HIDDEN = String.raw`(?!\p{Variation_Selector})[\p{Default_Ignorable_Code_Point}\p{Control}\u2028\u2029\uFFF9-\uFFFB\u{1BCA0}-\u{1BCA3}]`;

/** A character that can be next to a joiner, as in emoji and in some scripts. */
const JOINS = String.raw`(?!${HIDDEN})[^\0-\x7F]`;

/** Tags after a black flag make the flag of a region. */
const TAGS = String.raw`[\u{E0000}-\u{E007F}]`;

const ESCAPED = new RegExp(
  String.raw`(?<=${JOINS})[\u200C\u200D](?=${JOINS})|(?<=\u{1F3F4}${TAGS}*)${TAGS}|(${HIDDEN}|["\\])`,
  'gu',
);

/** A string literal on one line. */
export function quote(text: string): string {
  const escape = (shown: string, hidden?: string): string => {
    switch (hidden) {
      case undefined:
        return shown;
      case '"':
      case '\\':
        return `\\${hidden}`;
      case '\n':
        return '\\n';
      case '\t':
        return '\\t';
      default:
        return `\\u{${hidden.codePointAt(0)!.toString(16).toUpperCase()}}`;
    }
  };
  return `"${text.replace(ESCAPED, escape)}"`;
}

/** A text without quotes if it has only visible characters and no white space, and as a literal otherwise. */
export function bare(text: string): string {
  const isHidden = [...text.matchAll(ESCAPED)].some(([, hidden]) => hidden !== undefined && !'"\\'.includes(hidden));
  return text === '' || isHidden || /\p{White_Space}/u.test(text) ? quote(text) : text;
}

/** A duration in minutes and seconds: `30s`, `2m`, `1m05s`. */
export function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes === 0) {
    return `${rest}s`;
  }
  return rest === 0 ? `${minutes}m` : `${minutes}m${String(rest).padStart(2, '0')}s`;
}

/** The local time at an instant, in Unix milliseconds: `Mon 2026-01-05 10:00:00`. It throws if the browser does not know the time zone. */
export function localTime(now: number, zone: string): string {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  const { weekday, year, month, day, hour, minute, second } = parts;
  return `${weekday} ${year}-${month}-${day} ${hour}:${minute}:${second}`;
}
