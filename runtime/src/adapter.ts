// What the runtime asks of a chat widget. Each adapter translates it for one widget, and says what that widget can do.

/** The things that a message can ask for, and whether a widget can do them. */
export interface Capabilities {
  /** Opens its window on request. */
  readonly open: boolean;
  /** Takes the visitor's name and e-mail address; `'email'`: a name only together with an address. */
  readonly prefill: boolean | 'email';
  /** Puts tags on the conversation. */
  readonly tags: boolean;
  /** Reports that a conversation began. */
  readonly conversation: boolean;
  /** Reports that it ended. If a widget does not, a conversation is assumed to end with the visit. */
  readonly conversationEnd: boolean;
  /** Starts an answer of a bot by its name. */
  readonly botAnswer: boolean;
}

/** How the visitor answered a message, for the widget that takes over. */
export interface HandOver {
  /** The message's ID. */
  readonly message: string;
  /** The text that the visitor saw first. */
  readonly text: string;
  readonly tags: readonly string[];
  /** What the visitor filled in. */
  readonly contact: { readonly name?: string; readonly email?: string };
  /** The answer with which a bot takes over, by IDs, and the bot's name; `null` if an agent does. */
  readonly botAnswer: { readonly bot: string; readonly name: string; readonly answer: string } | null;
}

/** What an adapter reports. */
export interface WidgetEvents {
  /** A conversation of the widget began (`true`) or ended (`false`). */
  conversation(runs: boolean): void;
  /** The widget shows a proactive message of its own, which counts as one that is shown, or hides it. */
  ownMessage(isShown: boolean): void;
}

export interface Adapter {
  readonly name: string;
  readonly capabilities: Capabilities;
  /** Starts listening; calling the result stops it. The widget may load later than this script. */
  listen(events: WidgetEvents): () => void;
  /** Hands the visitor over to the widget, and opens it. `opened` is called once it opens: it takes the place of the greeting. */
  handOver(handOver: HandOver, opened: () => void): void;
}
