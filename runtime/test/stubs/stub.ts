/** A chat widget as tests see it. What a page asks of it goes into a log. */
export interface Stub {
  /** Puts it into the page, as its script does once it is there. */
  load(): void;
  /** Tells the page of an event. */
  emit(event: string): void;
  /** How many callbacks it would call. */
  listeners(): number;
}
