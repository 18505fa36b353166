// The clocks of the demonstration: they run with real time or stand still, and can be advanced.

import type { Clock } from '../src/clock';

interface Timer {
  /** When it is due, by `elapsed`. */
  readonly due: number;
  readonly call: () => void;
}

/** How often the clock follows real time, in milliseconds. */
const PERIOD = 200;

export class SimulatedClock implements Clock {
  private wall = 0;
  private passed = 0;
  private timers: readonly Timer[] = [];
  private running: ReturnType<typeof setInterval> | undefined;
  /** What is still to be done, in the order of the calls. */
  private work: Promise<void> = Promise.resolve();

  /**
   * `settle` waits until what a timer started is done, since that may ask for the time. `moved` is called after each
   * move of the clock.
   */
  constructor(
    private readonly settle: () => Promise<unknown>,
    private readonly moved: () => void,
  ) {}

  now(): number {
    return Math.floor(this.wall);
  }

  elapsed(): number {
    return this.passed;
  }

  after(delay: number, call: () => void): () => void {
    const timer: Timer = { due: this.passed + Math.max(0, delay), call };
    this.timers = [...this.timers, timer];
    return () => {
      this.timers = this.timers.filter(other => other !== timer);
    };
  }

  /** Sets the wall clock, in Unix milliseconds. */
  set(now: number): void {
    this.wall = now;
  }

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  /** Follows real time while the page can be seen. */
  run(): void {
    let last = performance.now();
    this.running ??= setInterval(() => {
      const now = performance.now();
      const delta = now - last;
      last = now;
      if (!document.hidden) {
        // A tab or a computer that was asleep does not make up for it.
        void this.advance(Math.min(delta, 5 * PERIOD));
      }
    }, PERIOD);
  }

  pause(): void {
    clearInterval(this.running);
    this.running = undefined;
  }

  /** Does something between two moves of the clock. */
  enqueue(task: () => void | Promise<void>): Promise<void> {
    return (this.work = this.work.then(task));
  }

  /** Lets time pass, in milliseconds. Each timer is called at its own time. */
  advance(delta: number): Promise<void> {
    return this.enqueue(() => this.pass(delta));
  }

  /** Like `advance`, within a task. */
  async pass(delta: number): Promise<void> {
    const until = this.passed + delta;
    for (let timer = this.next(until); timer; timer = this.next(until)) {
      const reached = timer;
      this.timers = this.timers.filter(other => other !== reached);
      this.move(reached.due);
      reached.call();
      await this.settle();
    }
    this.move(until);
    this.moved();
  }

  /** The first timer that is due until then. */
  private next(until: number): Timer | undefined {
    return this.timers.filter(({ due }) => due <= until).sort((one, other) => one.due - other.due)[0];
  }

  private move(to: number): void {
    const delta = Math.max(0, to - this.passed);
    this.passed += delta;
    this.wall += delta;
  }
}
