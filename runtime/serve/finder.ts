// Finds a visitor who gets a message, and lists the messages that are not published.

import { make } from '../src/greeting/dom';
import { byId, option } from './dom';
import { type Channel, example, type Visit } from './site';

export class Finder {
  private readonly form = byId('finder', HTMLFormElement);
  private readonly list = byId('wanted', HTMLSelectElement);
  private readonly answer = byId('found', HTMLElement);
  private readonly unpublished = byId('unpublished', HTMLElement);
  private names: Readonly<Record<string, string>> = {};

  /** `found` is called with a visit on which the message is shown. */
  constructor(found: (visit: Visit) => void) {
    this.form.addEventListener('submit', event => {
      event.preventDefault();
      void this.find(this.list.value, found);
    });
  }

  offer({ names, bundle, unpublished }: Channel): void {
    const { value } = this.list;
    this.names = names;
    this.list.replaceChildren(...bundle.messages.map(({ id }) => option(id, names[id])));
    if (names[value] !== undefined) {
      this.list.value = value;
    }
    this.answer.textContent = '';
    this.form.hidden = bundle.messages.length === 0;
    const rows = unpublished.map(({ name, status }) => make('li', {}, make('span', { dir: 'auto' }, name), `: ${status}`));
    this.unpublished.replaceChildren(...(rows.length > 0 ? [make('summary', {}, `Not published: ${rows.length}`), make('ul', {}, ...rows)] : []));
    this.unpublished.hidden = rows.length === 0;
  }

  private async find(id: string, found: (visit: Visit) => void): Promise<void> {
    const answer = await example('message', id).catch(() => null);
    this.answer.textContent = answer?.visit ? '' : this.explain(answer?.takenBy ?? []);
    if (answer?.visit) {
      found(answer.visit);
    }
  }

  private explain(takenBy: readonly string[]): string {
    const names = takenBy.map(id => `“${this.names[id] ?? id}”`);
    return names.length > 0 ? `No visitor was found. They see ${names.join(', ')} instead.` : 'No visitor was found.';
  }
}
