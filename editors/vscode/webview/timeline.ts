// Which messages come when, and for the others what is false.

import type { Named, Place, Refusal, Shown, Simulation } from '../src/preview/contract';
import { element } from './dom';
import { clock, spoken } from './time';

/** What is on the page at a second of the stay. */
export function drawStage(simulation: Simulation, second: number): string {
  const there = simulation.shown.filter(shown => shown.after <= second);
  return there.length === 0
    ? `After ${spoken(second)} the visitor sees no message.`
    : `After ${spoken(second)} the visitor sees ${there.map(shown => shown.message.name).join(', ')}.`;
}

/** The messages that come, and those that don't, each a link to its place. */
export function drawTimeline(
  simulation: Simulation | Refusal,
  second: number,
  reveal: (place: Place) => void,
): HTMLElement {
  if ('refusal' in simulation) {
    return element('p', { class: 'refusal' }, simulation.refusal);
  }
  const link = (message: Named, place: Place, says: string): HTMLElement => {
    const button = element('button', { type: 'button', class: 'link', title: says }, message.name);
    button.addEventListener('click', () => reveal(place));
    return button;
  };
  return element(
    'div',
    {},
    element('h3', {}, 'What comes'),
    simulation.shown.length === 0
      ? element('p', { class: 'none' }, 'No message comes to this visitor.')
      : element('ol', { class: 'shown' }, ...simulation.shown.map(shown => drawShown(shown, second, link))),
    element('h3', {}, 'What does not, and why'),
    simulation.others.length === 0
      ? element('p', { class: 'none' }, 'Every message comes.')
      : element(
          'ul',
          { class: 'others' },
          ...simulation.others.map(other =>
            element(
              'li',
              {},
              link(other.message, other.place, 'Go to what keeps it back'),
              element('span', { class: 'reason' }, other.reason),
            ),
          ),
        ),
  );
}

function drawShown(
  shown: Shown,
  second: number,
  link: (message: Named, place: Place, says: string) => HTMLElement,
): HTMLElement {
  const there = shown.after <= second;
  return element(
    'li',
    { class: there ? 'there' : 'to-come' },
    element('time', { datetime: `PT${shown.after}S` }, clock(shown.after)),
    link(shown.message, shown.place, 'Go to the message'),
    element('span', { class: 'reason' }, `on ${shown.channel.name}${there ? '' : ', not yet'}`),
  );
}
