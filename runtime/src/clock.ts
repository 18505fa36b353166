// The clocks of a page.

export interface Clock {
  /** The wall clock, in Unix milliseconds. It may be set, also backwards. */
  now(): number;
  /** A clock that is never set, in milliseconds since any moment. */
  elapsed(): number;
  /** Calls back after a number of milliseconds, or later in a tab that sleeps. The result cancels it. */
  after(delay: number, call: () => void): () => void;
}

/** The longest delay of `setTimeout`, which takes 32 bits (HTML Standard, timers). */
const MAX_DELAY = 2 ** 31 - 1;

export const browserClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(delay, call) {
    const timer = setTimeout(call, Math.min(delay, MAX_DELAY));
    return () => clearTimeout(timer);
  },
};
