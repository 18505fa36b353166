// The clocks of a page.

export interface Clock {
  /** The wall clock, in Unix milliseconds. It may be set, even backwards. */
  now(): number;
  /** A clock that is never set, in milliseconds since any moment. */
  elapsed(): number;
  /** Calls back after a number of milliseconds, or later in a tab that is asleep. Calling the result cancels it. */
  after(delay: number, call: () => void): () => void;
}

/** A few days: `setTimeout` accepts at most 31 bits of milliseconds. */
const MAX_DELAY = 1e9;

export const browserClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(delay, call) {
    const timer = setTimeout(call, Math.min(delay, MAX_DELAY));
    return () => clearTimeout(timer);
  },
};
