// The chat widget of the demonstration: says what a real one gets when a visitor answers.

import type { Adapter, HandOver, WidgetEvents } from '../src/adapter';
import { generic } from '../src/adapters/generic';
import { make } from '../src/greeting/dom';
import { byId } from './dom';

export class Chat {
  private readonly window = byId('chat', HTMLElement);
  private readonly launcher = byId('launcher', HTMLButtonElement);
  private events: WidgetEvents | undefined;
  /** Whether the visitor is in a conversation, as the runtime remembers it. */
  private isConversation = false;
  /** What the visitor answered; `null` if they began the conversation themselves. */
  private answered: HandOver | null = null;

  readonly adapter: Adapter = generic({
    handOver: handOver => {
      this.answered = handOver;
      this.open();
    },
    listen: events => {
      this.events = events;
    },
  });

  constructor() {
    this.launcher.addEventListener('click', () => (this.window.hidden ? this.open() : this.close()));
    this.window.addEventListener('keydown', event => {
      if (event.key === 'Escape') {
        this.close();
      }
    });
  }

  /** Shows whether the visitor is in a conversation. */
  show(isConversation: boolean): void {
    if (isConversation !== this.isConversation) {
      this.isConversation = isConversation;
      this.answered = isConversation ? this.answered : null;
      this.draw();
    }
  }

  /** Closes the window: the visitor is another one, or has loaded the page anew. */
  reset(): void {
    this.window.hidden = true;
    this.launcher.ariaExpanded = 'false';
  }

  private open(): void {
    this.window.hidden = false;
    this.launcher.ariaExpanded = 'true';
    this.draw();
    this.window.focus();
  }

  private close(): void {
    this.window.hidden = true;
    this.launcher.ariaExpanded = 'false';
    this.launcher.focus();
  }

  private draw(): void {
    const { answered } = this;
    const toggle = make('button', { type: 'button' }, this.isConversation ? 'End the conversation' : 'Begin a conversation');
    toggle.addEventListener('click', () => {
      this.events?.conversation(!this.isConversation);
      this.window.focus();
    });
    const says = !this.isConversation
      ? 'A visitor can begin a conversation here without a message.'
      : answered
        ? 'Your chat widget takes over here. It gets:'
        : 'The visitor is in a conversation, so no message is shown.';
    this.window.replaceChildren(
      make('h3', {}, 'Your chat widget'),
      make('p', {}, says),
      ...(answered ? [describe(answered)] : []),
      toggle,
    );
  }
}

function describe({ text, tags, contact, botAnswer }: HandOver): HTMLElement {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Text', text],
    ['Name', contact.name],
    ['E-mail', contact.email],
    ['Tags', tags.join(', ')],
    ['Bot', botAnswer?.name],
    ['Answer', botAnswer?.answer],
  ];
  const list = make('dl', {});
  for (const [name, value] of rows) {
    if (value) {
      list.append(make('dt', {}, name), make('dd', { dir: 'auto' }, value));
    }
  }
  return list;
}
