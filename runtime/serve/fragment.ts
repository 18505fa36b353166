// The visit in the address of the page, so that it survives a reload and can be bookmarked.

import type { Visit } from './site';

/** The visit in the address, and the ID of its channel; `null` if there is none, or it is not a whole one. */
export function readVisit(): { readonly channel: string; readonly visit: Visit } | null {
  const given = new URLSearchParams(location.hash.slice(1));
  const { channel, address, title = '', language, visitor, at, zone } = Object.fromEntries(given);
  return channel && address && URL.canParse(address) && language && at && Number.isSafeInteger(Number(at)) && zone
    ? { channel, visit: { url: address, title, language, history: visitor === 'returning' ? 'returning' : 'new', at: Number(at), zone } }
    : null;
}

export function writeVisit(channel: string, { url, title, language, history, at, zone }: Visit): void {
  const fragment = new URLSearchParams({ channel, address: url, title, language, visitor: history, at: String(at), zone });
  window.history.replaceState(null, '', `#${fragment}`);
}
