// The answers to the server's own requests (`docs/editor-protocol.md`), and its reasons for refusing one.

/** A location in a file: `Location` of the language server protocol. */
export interface Place {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** Something with an ID in the language and a display name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** A test, from `proactive/tests`. */
export interface Test {
  readonly name: string;
  readonly location: Place;
}

/** The result of a test, from `proactive/runTests`. */
export interface TestRun {
  readonly name: string;
  readonly passed: boolean;
  readonly failure: Failure | null;
  readonly timeline: readonly Happened[];
}

/** Why a test failed. Code in `words` is in backticks. */
export interface Failure {
  readonly words: string;
  readonly help: string | null;
  readonly location: Place | null;
  readonly reasons: readonly { readonly words: string; readonly locations: readonly Place[] }[];
}

/** Something that happened in a test. */
export interface Happened {
  readonly at: string;
  readonly words: string;
  readonly location: Place | null;
}

/** What the tests of a workspace cover, from `proactive/coverage`. */
export interface Coverage {
  readonly messages: readonly {
    readonly message: string;
    readonly location: Place | null;
    readonly comparisons: readonly Compared[];
  }[];
}

/** A comparison, and which of its outcomes decided a condition in some test. */
export interface Compared {
  readonly condition: string;
  readonly locations: readonly Place[];
  readonly seenTrue: boolean;
  readonly seenFalse: boolean;
}

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
