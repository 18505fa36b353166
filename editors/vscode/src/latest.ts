// One question at a time: what is wanted meanwhile is asked once more at the end, so that fast typing
// does not pile questions up, and the last answer is that of the last text.

/** A question that is asked again and again. */
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
      // The text changed under the question, or the server went away: both ask again by themselves.
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
