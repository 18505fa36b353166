// How values are written in the language: quoted, with an escape for each character that cannot be seen.
//
// `crates/catalog/src/characters.rs` describes which characters those are.

/** A control character, or one that takes no space (Unicode Character Database, `Default_Ignorable_Code_Point`). */
const HIDDEN = /[\p{Default_Ignorable_Code_Point}\p{Control}\u2028\u2029\uFFF9-\uFFFB]/u;

const JOINER = /[\u200C\u200D]/u;
const SELECTOR = /\p{Variation_Selector}/u;
const TAG = /[\u{E0000}-\u{E007F}]/u;

/** The tags of a flag: the letters and digits of a region, and the one that ends them. */
const REGION = /[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}\u{E007F}]/u;
const BLACK_FLAG = '\u{1F3F4}';
const CANCEL_TAG = '\u{E007F}';
const MAX_TAGS = 7;

const canJoin = (character: string | undefined): boolean =>
  character !== undefined && /[^\0-\x7F]/u.test(character) && (SELECTOR.test(character) || !HIDDEN.test(character));

/** Whether the selector can choose how the character looks. Of ASCII, only what is on a keycap can look different. */
const canVary = (character: string, selector: string): boolean =>
  /[0-9#*]/.test(character) ? /[\uFE0E\uFE0F]/.test(selector) : /[^\0-\x7F]/u.test(character) && !HIDDEN.test(character);

/** The characters of a text, and whether each can be shown as it is. */
function classify(text: string): { readonly character: string; readonly isShown: boolean }[] {
  const characters = [...text];
  /** The character before this one, if it is shown. */
  let previous: string | undefined;
  /** How many more tags can follow. */
  let tags = 0;
  const isShown = (character: string, next: string | undefined): boolean => {
    if (JOINER.test(character)) {
      return canJoin(previous) && canJoin(next);
    }
    if (SELECTOR.test(character)) {
      return previous !== undefined && canVary(previous, character);
    }
    if (TAG.test(character)) {
      return tags > 0 && previous !== undefined && (previous === BLACK_FLAG || TAG.test(previous)) && REGION.test(character);
    }
    return !HIDDEN.test(character);
  };
  return characters.map((character, position) => {
    const shown = isShown(character, characters[position + 1]);
    tags = character === BLACK_FLAG ? MAX_TAGS : character === CANCEL_TAG ? 0 : Math.max(0, tags - 1);
    previous = shown ? character : undefined;
    return { character, isShown: shown };
  });
}

/** A string literal on one line. */
export function quote(text: string): string {
  const written = classify(text).map(({ character, isShown }) => {
    if (isShown) {
      return character === '"' || character === '\\' ? `\\${character}` : character;
    }
    return ESCAPES[character] ?? `\\u{${character.codePointAt(0)!.toString(16).toUpperCase()}}`;
  });
  return `"${written.join('')}"`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t' };

/** A text without quotes if it has only visible characters and no white space, and as a literal otherwise. */
export const bare = (text: string): string =>
  text !== '' && classify(text).every(({ character, isShown }) => isShown && !/\p{White_Space}/u.test(character)) ? text : quote(text);

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
