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

/** Milliseconds until a new live region is known. What enters it earlier may not be announced. */
const UNTIL_KNOWN = 100;

/** What the visitor did. When a handler is called, the element already shows the result. */
export interface GreetingHandlers {
  /** The visitor wants to answer. */
  opened(): void;
  /** The visitor closed the message without an answer, by its button or by Escape. */
  dismissed(): void;
  /** The visitor answered. If a bot takes over, this follows `opened` at once. */
  replied(contact: Contact): void;
}

export interface Greeting {
  /** Put it into the page at once: it shows nothing, but its live region has to be there before a text is. */
  readonly element: HTMLElement;
  /** `null` while nothing is shown. */
  readonly stage: Stage | null;
  /** Shows a message, in place of the one before. The focus stays on the page. */
  show(content: GreetingContent, stage?: Stage): void;
  /** Hides the message. A focus inside it returns to where it came from. */
  hide(): void;
}

/** Creates the element. `own` words replace the English and French ones, or are those of other languages. */
export function createGreeting(handlers: GreetingHandlers, own?: WordsByLanguage): Greeting {
  // A name that is not defined would do, but some pages hide `:not(:defined)` until their scripts have run.
  if (customElements.get(TAG) === undefined) {
    customElements.define(TAG, class extends HTMLElement {});
  }
  const element = document.createElement(TAG);
  const root = element.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const log = make('div', { role: 'status', ariaAtomic: 'false' });
  // Without a name it is no region, and has no box.
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

  // The events that get here come from outside or go there; what moves inside stays in the shadow root.
  element.addEventListener('focusin', event => {
    cameFrom = event.relatedTarget;
  });
  for (const type of ['keydown', 'keypress', 'keyup'] as const) {
    section.addEventListener(type, event => {
      // A page sees the element in place of its field, and would take what is typed for its own shortcuts.
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

    function say(said: string): void {
      log.append(make('p', { dir: 'auto', lang: language }, said));
    }

    /** Draws a stage below the ones before it. */
    function drawStage(drawn: Stage, doesVisitorGoOn: boolean): void {
      stage = drawn;
      const before = section.querySelector('form');
      const form = drawTurn(drawn);
      if (form !== null) {
        section.append(form);
      }
      if (doesVisitorGoOn) {
        // The form with the focus goes away.
        (form?.querySelector<HTMLElement>('input, button') ?? closing).focus();
      }
      before?.remove();
    }

    /** Adds what is said, and returns the form with which the visitor goes on, if there is one. */
    function drawTurn(drawn: Stage): HTMLFormElement | null {
      switch (drawn) {
        case 'greeting':
          say(text);
          return createForm([], words, words.reply, () => {
            const isForAgent = followUp.kind === 'agent';
            drawStage(isForAgent ? 'follow_up' : 'handed_over', true);
            handlers.opened();
            if (!isForAgent) {
              handlers.replied({});
            }
          });
        case 'follow_up':
          if (followUp.kind === 'bot') {
            return null;
          }
          say(followUp.text);
          return createForm(followUp.ask, words, words.start, contact => {
            drawStage('handed_over', true);
            handlers.replied(contact);
          });
        case 'handed_over':
          log.append(make('small', {}, words.continues));
          return null;
      }
    }

    const closing = make('button', { type: 'button', ariaLabel: words.close }, '×');
    closing.addEventListener('click', close);
    const name = from === null ? [] : [make('i', { ariaHidden: 'true' }, initial(from)), make('b', { dir: 'auto' }, from)];
    section.prepend(make('header', {}, ...name, closing));
    section.lang = lang;
    section.ariaLabel = from === null ? words.message : `${words.message}, ${from}`;
    const stages: readonly Stage[] = followUp.kind === 'agent' ? ['greeting', 'follow_up', 'handed_over'] : ['greeting', 'handed_over'];
    for (const drawn of stages) {
      drawStage(drawn, false);
      if (drawn === upTo) {
        return;
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
