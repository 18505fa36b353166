// One request at a time: requests made in the meantime become a single one at the end, so that fast
// typing does not pile requests up, and the last answer belongs to the last text.

/** A request that is repeated as things change. */
export class Latest {
  private asking = false;
  private again = false;

  constructor(private readonly question: () => Promise<void>) {}

  ask(): void {
    if (this.asking) {
      this.again = true;
      return;
    }
    this.asking = true;
    this.question()
      // The text changed during the request, or the server exited: both trigger a new request.
      .catch(() => undefined)
      .finally(() => {
        this.asking = false;
        if (this.again) {
          this.again = false;
          this.ask();
        }
      });
  }
}
