// How the server refuses a request of its own (`docs/reference/editor-protocol.md`), and how its words are shown.

/** The error code with which the server refuses a request, with a sentence for people: `RequestFailed` of the protocol. */
const REQUEST_FAILED = -32803;

/** Why the server refused, and the form field the reason is about; undefined for any other error. */
export function refusal(error: unknown): { words: string; field: string | undefined } | undefined {
  if (!(error instanceof Error) || (error as { code?: unknown }).code !== REQUEST_FAILED) {
    return undefined;
  }
  const data = (error as { data?: { field?: unknown } | null }).data;
  return { words: error.message, field: typeof data?.field === 'string' ? data.field : undefined };
}

/** Makes a clause a sentence. */
export function sentence(words: string): string {
  const [first = '', ...rest] = words;
  const whole = first.toUpperCase() + rest.join('');
  return /[.?!]$/.test(whole) ? whole : `${whole}.`;
}
