// Which messages are shown when, and why the others are not.

import type { NotShown, Place, Reason, Shown, SimulationReport } from '../src/answers';
import type { Refusal } from '../src/preview/contract';
import { element, worded } from './dom';
import { clock, spoken } from './time';

/** What is on the page at a given second of the stay. */
export function drawStage(simulation: SimulationReport, second: number): string {
  const there = simulation.shown.filter(shown => shown.afterSeconds <= second);
  return there.length === 0
    ? `After ${spoken(second)} the visitor sees no message.`
    : `After ${spoken(second)} the visitor sees ${there.map(shown => shown.name).join(', ')}.`;
}

type Reveal = (place: Place) => void;

/** The messages that are shown and those that are not, each a link to its source. */
export function drawTimeline(simulation: SimulationReport | Refusal, second: number, reveal: Reveal): HTMLElement {
  if ('refusal' in simulation) {
    // A reason about a field is shown below the form.
    return element('p', { class: 'refusal' }, ...(simulation.field === null ? worded(simulation.refusal) : []));
  }
  const { shown, notShown } = simulation;
  return element(
    'div',
    {},
    element('h3', {}, 'Shown'),
    shown.length === 0
      ? element('p', { class: 'none' }, 'This visitor gets no message.')
      : element('ol', { class: 'shown' }, ...shown.map(it => drawShown(it, second, reveal))),
    element('h3', {}, 'Not shown, and why'),
    notShown.length === 0
      ? element('p', { class: 'none' }, 'Every message is shown.')
      : element('ul', { class: 'others' }, ...notShown.map(it => drawNotShown(it, reveal))),
  );
}

function drawShown(shown: Shown, second: number, reveal: Reveal): HTMLElement {
  const there = shown.afterSeconds <= second;
  return element(
    'li',
    { class: there ? 'there' : 'to-come' },
    element('time', { datetime: `PT${shown.afterSeconds}S` }, clock(shown.afterSeconds)),
    linkTo(shown, reveal),
    element('span', { class: 'reason' }, `on ${shown.channel}${there ? '' : ', not yet'}`),
    ...drawWhy(shown.reasons, reveal),
  );
}

/** Why a message is shown, folded away. An earlier server sends no reasons for these messages. */
function drawWhy(reasons: readonly Reason[] | undefined, reveal: Reveal): HTMLElement[] {
  return reasons === undefined ? [] : [element('details', { class: 'why' }, element('summary', {}, 'Why?'), drawReasons(reasons, reveal))];
}

function drawReasons(reasons: readonly Reason[], reveal: Reveal): HTMLElement {
  return element('ul', { class: 'reasons' }, ...reasons.map(reason => element('li', {}, ...drawReason(reason, reveal))));
}

function drawNotShown(other: NotShown, reveal: Reveal): HTMLElement {
  return element(
    'li',
    {},
    linkTo(other, reveal),
    drawReasons(other.reasons, reveal),
  );
}

/** A link to a message: its display name, with the ID as tooltip. */
function linkTo({ message, name, location }: Shown | NotShown, reveal: Reveal): HTMLElement {
  return link([name], location, `Go to ${message}`, reveal);
}

/** A reason, linked to the comparison that decides, or to each place where it is written. */
function drawReason({ words, locations }: Reason, reveal: Reveal): HTMLElement[] {
  const [first, ...others] = locations;
  return [
    link(worded(words), first ?? null, 'Go to the condition', reveal),
    ...others.map((place, index) => link([`(${index + 2})`], place, `Go to the condition, place ${index + 2}`, reveal)),
  ];
}

function link(says: readonly (Node | string)[], place: Place | null, hint: string, reveal: Reveal): HTMLElement {
  if (place === null) {
    return element('span', {}, ...says);
  }
  const button = element('button', { type: 'button', class: 'link', title: hint }, ...says);
  button.addEventListener('click', () => reveal(place));
  return button;
}
