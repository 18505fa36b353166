// What the server answers to the requests that are the project's own, as `docs/editor-protocol.md`
// describes them, and why it may not.

/** A place in a file, as the language server protocol writes it. */
export interface Place {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** Something that has a name in the language, and one for people. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** A test, by `proactive/tests`. */
export interface Test {
  readonly name: string;
  readonly location: Place;
}

/** How a test went, by `proactive/runTests`. */
export interface TestRun {
  readonly name: string;
  readonly passed: boolean;
  readonly failure: Failure | null;
  readonly timeline: readonly Happened[];
}

/** What went otherwise than expected. Code in words is in backticks. */
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

/** What the tests of a workspace have seen, by `proactive/coverage`. */
export interface Coverage {
  readonly messages: readonly {
    readonly message: string;
    readonly location: Place | null;
    readonly comparisons: readonly Compared[];
  }[];
}

/** A comparison, and which of its outcomes tests have seen where it decides. */
export interface Compared {
  readonly condition: string;
  readonly locations: readonly Place[];
  readonly seenTrue: boolean;
  readonly seenFalse: boolean;
}

/** The server declines, with a sentence for people: the protocol's `RequestFailed`. */
const REQUEST_FAILED = -32803;

/** Why the server has declined, and the field of a form that it is about; none: it is another error. */
export function refusal(error: unknown): { words: string; field: string | undefined } | undefined {
  if (!(error instanceof Error) || (error as { code?: unknown }).code !== REQUEST_FAILED) {
    return undefined;
  }
  const data = (error as { data?: { field?: unknown } | null }).data;
  return { words: error.message, field: typeof data?.field === 'string' ? data.field : undefined };
}

/** A clause as a sentence. */
export function sentence(words: string): string {
  const [first = '', ...rest] = words;
  const whole = first.toUpperCase() + rest.join('');
  return /[.?!]$/.test(whole) ? whole : `${whole}.`;
}
