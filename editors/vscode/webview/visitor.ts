// The simulated visitor: a form, and a slider for the seconds on the page.

import type { Refusal, Visitor } from '../src/preview/contract';
import { byId, element } from './dom';
import { LANGUAGES } from './languages';
import { clock, moment, spoken } from './time';

/** The values of the form. */
export interface Played {
  readonly visitor: Visitor;
  /** Seconds on the page. */
  readonly second: number;
}

/** The initial values: a Monday morning, the default of tests. */
export const FIRST: Played = {
  visitor: { url: 'https://example.com/', title: '', language: 'en', history: 'new', at: '2026-01-05 10:00 UTC' },
  second: 60,
};

/** The minimum length of the slider, in seconds. */
const REACH = 300;

const TEXT_FIELDS = ['url', 'title', 'language', 'at'] as const;

/** The form; its elements are in `html.ts`. */
export class VisitorForm {
  private readonly slider = byId('second', HTMLInputElement);
  private readonly output = byId('second-said', HTMLOutputElement);
  private readonly refusal = byId('visitor-refusal', HTMLElement);

  /** `changed` is called on every change, and is told whether only the slider moved. */
  constructor(first: Played, changed: (played: Played, onlySecond: boolean) => void) {
    this.set(first);
    byId('visitor', HTMLFormElement).addEventListener('input', event => {
      this.say();
      changed(this.get(), event.target === this.slider);
    });
    byId('languages', HTMLDataListElement).replaceChildren(...LANGUAGES.map(([value, name]) => element('option', { value }, name)));
    byId('now', HTMLButtonElement).addEventListener('click', () => {
      byId('at', HTMLInputElement).value = moment(new Date());
      changed(this.get(), false);
    });
    byId('visitor', HTMLFormElement).addEventListener('submit', event => event.preventDefault());
  }

  get(): Played {
    const text = (name: (typeof TEXT_FIELDS)[number]): string => byId(name, HTMLInputElement).value;
    return {
      visitor: {
        url: text('url'),
        title: text('title'),
        language: text('language'),
        at: text('at'),
        history: byId('returning', HTMLInputElement).checked ? 'returning' : 'new',
      },
      second: this.slider.valueAsNumber,
    };
  }

  set(played: Played): void {
    for (const name of TEXT_FIELDS) {
      byId(name, HTMLInputElement).value = played.visitor[name];
    }
    byId(played.visitor.history, HTMLInputElement).checked = true;
    if (played.second > Number(this.slider.max)) {
      this.slider.max = String(played.second);
    }
    this.slider.value = String(played.second);
    this.say();
  }

  /** Extends the slider a little past a second, so that what is shown then can be seen. */
  reachTo(second: number): void {
    const max = Math.max(REACH, this.slider.valueAsNumber, Math.ceil(second / 60) * 60 + 60 * Number(second > REACH));
    this.slider.max = String(max);
  }

  /** Marks an invalid field and says why below the form; null clears the mark. */
  mark(refusal: Refusal | null): void {
    const wrong = refusal?.field ?? null;
    for (const name of TEXT_FIELDS) {
      const input = byId(name, HTMLInputElement);
      if (name === wrong) {
        input.setAttribute('aria-invalid', 'true');
        input.setAttribute('aria-describedby', 'visitor-refusal');
      } else {
        input.removeAttribute('aria-invalid');
        input.removeAttribute('aria-describedby');
      }
    }
    this.refusal.textContent = wrong === null ? '' : (refusal?.refusal ?? '');
  }

  private say(): void {
    const second = this.slider.valueAsNumber;
    this.output.value = clock(second);
    this.slider.setAttribute('aria-valuetext', spoken(second));
  }
}
