// The greeting: a custom element that shows one message, and takes the visitor's answer.
//
// All of it is in a shadow root with a constructed style sheet, and every text is set as text: it works
// under a policy that forbids inline styles, and with Trusted Types. It stays until it is closed.

import type { Contact, GreetingContent, Stage } from './content';
import { make } from './dom';
import { createForm } from './form';
import { STYLE } from './style';
import { wordsIn, type WordsByLanguage } from './words';

const TAG = 'proactive-greeting';

/** Milliseconds until screen readers know a new live region. What is added to it earlier may not be announced. */
const UNTIL_KNOWN = 100;

/** What the visitor did. When a handler is called, the element already shows the result. */
export interface GreetingHandlers {
  /** The visitor wants to answer. */
  opened(): void;
  /** The visitor closed the message without an answer, with its button or with Escape. */
  dismissed(): void;
  /** The visitor answered. If a bot takes over, this follows `opened` at once. */
  replied(contact: Contact): void;
}

export interface Greeting {
  /** Add it to the page at once: it shows nothing yet, but its live region has to be there before any text. */
  readonly element: HTMLElement;
  /** `null` while nothing is shown. */
  readonly stage: Stage | null;
  /** Shows a message, in place of the previous one. The focus stays where it is. */
  show(content: GreetingContent, stage?: Stage): void;
  /** Hides the message. If the focus is inside, it returns to where it came from. */
  hide(): void;
}

/** Creates the element. `own` words replace the English and French ones, or add other languages. */
export function createGreeting(handlers: GreetingHandlers, own?: WordsByLanguage): Greeting {
  // An undefined name would also work, but some pages hide `:not(:defined)` until their scripts have run.
  if (customElements.get(TAG) === undefined) {
    customElements.define(TAG, class extends HTMLElement {});
  }
  const element = document.createElement(TAG);
  const root = element.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const log = make('div', { role: 'status', ariaAtomic: 'false' });
  // Without a name it is not a region, and has no box.
  const section = make('section', {}, log);
  root.append(section);

  let stage: Stage | null = null;
  /** What had the focus before it entered the element. */
  let cameFrom: EventTarget | null = null;
  let isKnown = false;
  let draw: (() => void) | null = null;
  setTimeout(() => {
    isKnown = true;
    draw?.();
  }, UNTIL_KNOWN);

  // Only events that cross the border arrive here; moves of the focus inside stay in the shadow root.
  element.addEventListener('focusin', event => {
    cameFrom = event.relatedTarget;
  });
  for (const type of ['keydown', 'keypress', 'keyup'] as const) {
    section.addEventListener(type, event => {
      // The page sees the element instead of the field in it, and would treat typing as its own shortcuts.
      event.stopPropagation();
      if (type === 'keydown' && event.key === 'Escape' && !event.isComposing) {
        event.preventDefault();
        close();
      }
    });
  }

  function close(): void {
    const isAnswered = stage === 'handed_over';
    hide();
    if (!isAnswered) {
      handlers.dismissed();
    }
  }

  function hide(): void {
    const hasFocus = root.activeElement !== null;
    stage = draw = null;
    section.querySelectorAll('header, form').forEach(part => part.remove());
    log.replaceChildren();
    section.ariaLabel = null;
    if (hasFocus && cameFrom instanceof HTMLElement) {
      cameFrom.focus({ preventScroll: true });
    }
  }

  function show(content: GreetingContent, upTo: Stage = 'greeting'): void {
    hide();
    stage = upTo;
    draw = () => drawMessage(content, upTo);
    if (isKnown) {
      draw();
    }
  }

  function drawMessage({ text, from, language: tag, followUp }: GreetingContent, upTo: Stage): void {
    const language = tag ?? document.documentElement.lang;
    const { words, lang } = wordsIn(language, own);
    const closing = make('button', { type: 'button', ariaLabel: words.close }, '×');
    closing.addEventListener('click', close);
    const name = from ? [make('i', { ariaHidden: 'true' }, initial(from)), make('b', { dir: 'auto' }, from)] : [];
    section.prepend(make('header', {}, ...name, closing));
    section.lang = lang;
    section.ariaLabel = from ? `${words.message}, ${from}` : words.message;

    let form: HTMLFormElement | undefined;
    const say = (said: string): HTMLElement => make('p', { dir: 'auto', lang: language }, said);
    /** Adds the text, and what the visitor can do next. The focus moves there too, since what had it disappears. */
    const put = (drawn: Stage, said: HTMLElement, next?: HTMLFormElement): void => {
      stage = drawn;
      log.append(said);
      log.after(next ?? '');
      if (root.activeElement !== null) {
        (next?.querySelector<HTMLElement>('input, button') ?? closing).focus();
      }
      form?.remove();
      form = next;
    };
    const handOver = (): void => put('handed_over', make('small', {}, words.continues));
    const goOn = (): void => {
      if (followUp.kind === 'agent') {
        put('follow_up', say(followUp.text), createForm(followUp.ask, words, words.start, contact => {
          handOver();
          handlers.replied(contact);
        }));
      } else {
        handOver();
      }
    };
    put('greeting', say(text), createForm([], words, words.reply, () => {
      goOn();
      handlers.opened();
      if (followUp.kind === 'bot') {
        handlers.replied({});
      }
    }));
    if (upTo !== 'greeting') {
      goOn();
      if (stage !== upTo && upTo === 'handed_over') {
        handOver();
      }
    }
  }

  return {
    element,
    get stage() {
      return stage;
    },
    show,
    hide,
  };
}

/** The letter in place of a picture. */
function initial(name: string): string {
  return [...name][0]?.toUpperCase() ?? '';
}
