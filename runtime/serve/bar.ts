// The bar: the page, the device, the moment and the visitor.

import type { Bundle } from '../src/bundle';
import type { History } from '../src/model';
import { byId, option } from './dom';
import { inputTime, isZone, momentOf } from './moment';
import type { Page } from './player';
import type { Channel, Visit } from './site';

export interface BarHandlers {
  /** The visitor loads a page. `now` is in Unix milliseconds, if the moment was changed. */
  load(page: Page, now: number | undefined): void;
  /** There is another visitor. */
  begin(history: History): void;
  /** Another channel was chosen. */
  choose(channel: string): void;
}

export class Bar {
  private readonly channel = byId('channel', HTMLSelectElement);
  private readonly address = byId('address', HTMLInputElement);
  private readonly title = byId('title', HTMLInputElement);
  private readonly language = byId('language', HTMLInputElement);
  private readonly moment = byId('moment', HTMLInputElement);
  private readonly zoneList = byId('zone', HTMLSelectElement);
  private readonly returning = byId('returning', HTMLInputElement);
  private readonly fresh = byId('new', HTMLInputElement);
  /** The moment that the form was set to, as its fields have it. */
  private momentSet = '';

  constructor(private readonly handlers: BarHandlers) {
    const form = byId('bar', HTMLFormElement);
    form.addEventListener('submit', event => {
      event.preventDefault();
      this.submit();
    });
    form.addEventListener('input', () => this.validate());
    byId('now', HTMLButtonElement).addEventListener('click', () => {
      this.moment.value = inputTime(Date.now(), this.zone);
      this.momentSet = '';
      form.requestSubmit();
    });
    const begin = (history: History) => form.reportValidity() && handlers.begin(history);
    byId('clear', HTMLButtonElement).addEventListener('click', () => begin('new'));
    for (const radio of [this.fresh, this.returning]) {
      radio.addEventListener('change', () => begin(radio.value as History));
    }
    this.channel.addEventListener('change', () => handlers.choose(this.channel.value));
  }

  get zone(): string {
    return this.zoneList.value || 'UTC';
  }

  get page(): Page {
    const { href } = new URL(this.address.value);
    return { url: href, title: this.title.value, language: this.language.value };
  }

  /** Offers the channels, and what the rules of the current one ask for. */
  offer(channels: readonly Channel[], current: Channel): void {
    this.channel.replaceChildren(...channels.map(({ id, name }) => option(id, name)));
    this.channel.value = current.id;
    byId('channel-field', HTMLElement).hidden = channels.length < 2;
    byId('languages', HTMLElement).replaceChildren(...languagesOf(current.bundle).map(tag => option(tag)));
    this.offerZones([this.zoneList.value, ...current.bundle.schedules.map(({ zone }) => zone)]);
  }

  /** Fills in a visit. */
  fill({ url, title, language, at, zone }: Visit): void {
    this.address.value = url;
    this.title.value = title;
    this.language.value = language;
    this.validate();
    this.offerZones([zone, ...[...this.zoneList.options].map(it => it.value)]);
    this.zoneList.value = zone;
    this.showMoment(at * 1000);
  }

  /** Fills in a page to which the visitor followed a link. */
  follow(url: string, title: string): void {
    this.address.value = url;
    this.title.value = title;
    this.validate();
  }

  /** Shows when the page was loaded, in Unix milliseconds. */
  showMoment(at: number): void {
    this.moment.value = inputTime(at, this.zone);
    this.momentSet = this.written;
  }

  showVisitor(history: History): void {
    this.returning.checked = history === 'returning';
    this.fresh.checked = history === 'new';
  }

  /** The moment that the form has, in Unix milliseconds. */
  get at(): number {
    return momentOf(this.moment.value, this.zone);
  }

  private get written(): string {
    return `${this.moment.value} ${this.zone}`;
  }

  private validate(): void {
    this.address.setCustomValidity(isAddress(this.address.value) ? '' : 'Enter a whole address, such as https://www.example.com/cart');
    this.language.setCustomValidity(isLanguage(this.language.value) ? '' : 'Enter a language tag, such as en or fr-CA');
  }

  private submit(): void {
    this.handlers.load(this.page, this.written === this.momentSet ? undefined : this.at);
  }

  private offerZones(zones: readonly string[]): void {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const known = new Set([...zones, own, 'UTC'].filter(zone => zone && isZone(zone)));
    const { value } = this.zoneList;
    this.zoneList.replaceChildren(...[...known].map(zone => option(zone)));
    if (known.has(value)) {
      this.zoneList.value = value;
    }
  }
}

/** The languages that rules ask for, and a few more. */
function languagesOf({ comparisons }: Bundle): readonly string[] {
  const asked = comparisons.flatMap(([field, , ...values]) => (field === 'device.language' ? values : []));
  return [...new Set([...asked, ...navigator.languages, 'en', 'fr'])].sort();
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
