// Draws an explanation: a custom element with its own style sheet, in which every text is set as text.

import { make } from '../greeting/dom';
import type { Explanation } from './explanation';
import { STYLE } from './style';
import { type Entry, summarize } from './summary';

const TAG = 'proactive-explanation';

export interface ExplanationView {
  /** It fills its container. With the attribute `data-overlay`, it lies over the page and can be closed. */
  readonly element: HTMLElement;
  /** Shows an explanation in place of the previous one. */
  update(explanation: Explanation): void;
}

export function createExplanationView(): ExplanationView {
  if (customElements.get(TAG) === undefined) {
    customElements.define(TAG, class extends HTMLElement {});
  }
  const element = document.createElement(TAG);
  const root = element.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const closing = make('button', { type: 'button', ariaLabel: 'Close' }, '×');
  closing.addEventListener('click', () => element.remove());
  const content = make('div', {});
  const heading = make('h2', {}, 'Messages on this page');
  const section = make('section', { ariaLabel: 'Messages on this page', lang: 'en', dir: 'ltr' }, make('header', {}, heading), content);
  const restHeading = make('summary', {});
  const restEntries = make('div', {});
  const rest = make('details', {}, restHeading, restEntries);
  root.append(section);

  return {
    element,
    update(explanation) {
      if ('overlay' in element.dataset && !closing.isConnected) {
        heading.after(closing);
      }
      const { page, visitor, near, far } = summarize(explanation);
      put(content, [make('p', {}, page), make('p', {}, visitor), ...near.map(drawn)]);
      if (!far) {
        rest.remove();
        return;
      }
      restHeading.textContent = far.heading;
      put(restEntries, far.entries.map(drawn));
      if (!rest.isConnected) {
        rest.open = near.length === 0;
        section.append(rest);
      }
    },
  };
}

/** Puts elements into a container. Those that are already there stay, with what is selected in them. */
function put(container: HTMLElement, elements: readonly HTMLElement[]): void {
  const before = [...container.children];
  const kept = elements.map((element, position) => (before[position]?.isEqualNode(element) ? before[position] : element));
  kept.forEach((element, position) => {
    if (before[position] === undefined) {
      container.append(element);
    } else if (before[position] !== element) {
      before[position].replaceWith(element);
    }
  });
  before.slice(kept.length).forEach(element => element.remove());
}

function drawn({ isShown, heading, reasons }: Entry): HTMLElement {
  const list = make('ul', {}, ...reasons.map(reason => make('li', {}, ...withCode(reason))));
  const headings = heading === '' ? [] : [make('h3', {}, ...withCode(heading))];
  return make('article', { className: isShown ? 'shown' : '' }, ...headings, list);
}

/** A text whose parts in backticks are code. What an author quoted may have backticks too, which then only looks odd. */
const withCode = (text: string): (Node | string)[] =>
  text.split('`').map((part, position) => (position % 2 === 1 ? make('code', {}, part) : part));
