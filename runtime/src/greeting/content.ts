// What the greeting element draws: one message, as plain data.

/** What a message asks the visitor for before an agent takes over. */
export type Ask = 'name' | 'email';

/** What follows when the visitor answers. */
export type FollowUp =
  | { readonly kind: 'agent'; readonly text: string; readonly ask: readonly Ask[] }
  /** The bot takes over at once, in the chat widget. */
  | { readonly kind: 'bot' };

export interface GreetingContent {
  /** The author's text. It is shown as text, regardless of what it contains. */
  readonly text: string;
  /** The name above the text, such as the brand's; `null` for none. */
  readonly from: string | null;
  /** A BCP 47 tag for the texts, which also chooses the words of the buttons; `null` if it is not known. */
  readonly language: string | null;
  readonly followUp: FollowUp;
}

/** How far the visitor has come. If a bot takes over, there is no `follow_up`. */
export type Stage = 'greeting' | 'follow_up' | 'handed_over';

/** What the visitor filled in. */
export interface Contact {
  readonly name?: string;
  readonly email?: string;
}
