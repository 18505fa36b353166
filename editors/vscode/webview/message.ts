// The message under the cursor, drawn by the element that draws it on websites.

import { createGreeting, type Greeting } from '../../../runtime/src/greeting/greeting';
import type { GreetingContent, Stage } from '../../../runtime/src/greeting/content';
import type { Preview, Reply } from '../src/answers';
import { element, worded } from './dom';

const NO_TEXT = 'No text yet';

/** Keeps the message in a container up to date. */
export class MessageView {
  private readonly greeting = new Picture();
  private readonly followUp = new Picture();
  private readonly header = element('header');
  private readonly summary = element('ul', { class: 'summary', 'aria-label': 'Summary of the rule' });
  private readonly article = element('article', { class: 'message' }, this.header, this.greeting.figure, this.followUp.figure, this.summary);

  constructor(private readonly container: HTMLElement) {}

  /** Draws the message, or a hint how to see one. */
  draw(preview: Preview | null): void {
    if (preview === null) {
      this.container.replaceChildren(element('p', { class: 'hint' }, 'Place the cursor in a message to see it here.'));
      return;
    }
    const { message, status, brand, channel, text, reply } = preview;
    this.article.setAttribute('aria-label', `Message ${message.name}`);
    this.header.replaceChildren(
      element('h2', {}, message.name),
      ...(status === 'published' || status === null
        ? []
        : [element('span', { class: 'status' }, `${status}: simulated as if it were published`)]),
      element('p', { class: 'where' }, `${brand?.name ?? 'No brand yet'} · ${channel?.name ?? 'no channel yet'}`),
    );
    const content: GreetingContent = {
      text: text ?? NO_TEXT,
      from: brand?.name ?? null,
      language: preview.visitor?.language ?? null,
      followUp: reply?.kind === 'agent' ? { ...reply, text: reply.text ?? NO_TEXT } : { kind: 'bot' },
    };
    this.greeting.draw({ content, stage: 'greeting', caption: 'What visitors see first', isTextMissing: text === null, texts: [content.text] });
    this.followUp.figure.hidden = reply === null;
    if (reply !== null) {
      this.followUp.draw({ content, ...afterReply(reply) });
    }
    this.summary.replaceChildren(...preview.summary.map(line => element('li', {}, ...worded(line))));
    this.summary.hidden = preview.summary.length === 0;
    if (!this.article.isConnected) {
      this.container.replaceChildren(this.article);
    }
  }
}

/** What a picture shows, and how assistive technology gets its texts. */
interface Drawing {
  readonly content: GreetingContent;
  readonly stage: Stage;
  readonly caption: string;
  readonly isTextMissing: boolean;
  readonly texts: readonly string[];
}

/**
 * A picture of a message at a stage. Nothing in it can be operated, and changes are not announced while the author
 * types: its texts are also beside it, for assistive technology.
 */
class Picture {
  private readonly shown: Greeting = createGreeting({ opened: ignore, dismissed: ignore, replied: ignore });
  private readonly caption = element('figcaption');
  private readonly texts = element('div', { class: 'unseen' });
  readonly figure = element('figure', {}, this.caption, this.texts, this.shown.element);
  private last = '';

  constructor() {
    this.shown.element.inert = true;
  }

  draw(drawing: Drawing): void {
    const drawn = JSON.stringify(drawing);
    if (drawn !== this.last) {
      this.last = drawn;
      this.caption.textContent = drawing.caption;
      this.texts.replaceChildren(...drawing.texts.map(text => element('p', { dir: 'auto' }, text)));
      this.shown.element.classList.toggle('missing', drawing.isTextMissing);
      this.shown.show(drawing.content, drawing.stage);
    }
  }
}

function ignore(): void {}

function afterReply(reply: Reply): Omit<Drawing, 'content'> {
  switch (reply.kind) {
    case 'agent': {
      const fields = reply.ask.map(what => ({ name: 'name', email: 'email address' })[what]);
      return {
        stage: 'follow_up',
        caption: 'After the visitor replies',
        isTextMissing: reply.text === null,
        texts: [reply.text ?? NO_TEXT, ...(fields.length === 0 ? [] : [`Visitors are asked for their ${fields.join(' and ')}.`])],
      };
    }
    case 'bot':
      return {
        stage: 'handed_over',
        caption: `After the visitor replies, ${reply.bot.name} answers: ${reply.answer?.name ?? 'no answer yet'}`,
        isTextMissing: false,
        texts: [],
      };
  }
}
