// Which messages are shown when, and why the others are not.

import type { LeftOut, Nearness, NotShown, Place, PlayedVisit, Reason, Shown } from '../src/answers';
import type { Refusal } from '../src/preview/contract';
import { element, worded } from './dom';
import { clock, spoken } from './time';

/** What is on the page at a given second of the stay. */
export function drawStage(simulation: PlayedVisit, second: number): string {
  const there = simulation.shown.filter(shown => shown.afterSeconds <= second);
  return there.length === 0
    ? `After ${spoken(second)} the visitor sees no message.`
    : `After ${spoken(second)} the visitor sees ${there.map(shown => shown.name).join(', ')}.`;
}

type Reveal = (place: Place) => void;

/** The order in which messages that are not shown are explained: the nearest first. */
const ORDER: { readonly [Near in Nearness]: number } = { keptBack: 0, oneComparison: 1, otherPage: 2, far: 3 };

/** The messages that are shown and those that are not, each a link to its source. */
export function drawTimeline(simulation: PlayedVisit | Refusal, second: number, reveal: Reveal): HTMLElement {
  if ('refusal' in simulation) {
    // A reason about a field is shown below the form.
    return element('p', { class: 'refusal' }, ...(simulation.field === null ? worded(simulation.refusal) : []));
  }
  const { shown, notShown, leftOut } = simulation;
  return element(
    'div',
    {},
    ...drawLeftOut(leftOut, reveal),
    element('h3', {}, 'Shown'),
    shown.length === 0
      ? element('p', { class: 'none' }, 'This visitor gets no message.')
      : element('ol', { class: 'shown' }, ...shown.map(it => drawShown(it, second, reveal))),
    element('h3', {}, 'Not shown, and why'),
    ...drawOthers(notShown, reveal),
  );
}

/** The messages that are not shown: the nearest with their reasons, the others folded away. */
function drawOthers(notShown: readonly NotShown[], reveal: Reveal): HTMLElement[] {
  if (notShown.length === 0) {
    return [element('p', { class: 'none' }, 'Every message is shown.')];
  }
  const onPage = notShown.filter(it => !it.offPage);
  const near = onPage.filter(it => it.nearness !== 'far').sort((one, other) => ORDER[one.nearness] - ORDER[other.nearness]);
  const list = (these: readonly NotShown[]): HTMLElement => element('ul', { class: 'others' }, ...these.map(it => drawNotShown(it, reveal)));
  const folded = (key: string, says: string, these: readonly NotShown[]): HTMLElement[] =>
    these.length === 0 ? [] : [element('details', { class: 'rest', 'data-key': key }, element('summary', {}, says), list(these))];
  const far = onPage.filter(it => it.nearness === 'far');
  const elsewhere = notShown.filter(it => it.offPage);
  return [
    ...(near.length === 0 ? [] : [list(near)]),
    ...folded('far', `${messages(far.length, near.length > 0)} for other visitors or not published`, far),
    ...folded('elsewhere', `${messages(elsewhere.length, false)} for other websites`, elsewhere),
  ];
}

/** `1 message is`, `3 more messages are`. */
function messages(count: number, more: boolean): string {
  return `${count} ${more ? 'more ' : ''}${count === 1 ? 'message is' : 'messages are'}`;
}

/** What is not played because of errors, each with a link. */
function drawLeftOut(leftOut: readonly LeftOut[], reveal: Reveal): HTMLElement[] {
  if (leftOut.length === 0) {
    return [];
  }
  const says = leftOut.length === 1 ? 'Left out because of an error: ' : 'Left out because of errors: ';
  const links = leftOut.flatMap(({ name, location }, index) => [
    index === 0 ? '' : ', ',
    link([name ?? 'a declaration'], location, 'Go to the declaration', reveal),
  ]);
  return [element('p', { class: 'left-out' }, says, ...links)];
}

function drawShown(shown: Shown, second: number, reveal: Reveal): HTMLElement {
  const there = shown.afterSeconds <= second;
  return element(
    'li',
    { class: there ? 'there' : 'to-come' },
    element('time', { datetime: `PT${shown.afterSeconds}S` }, clock(shown.afterSeconds)),
    linkTo(shown, reveal),
    element('span', { class: 'reason' }, `on ${shown.channel}${there ? '' : ', not yet'}`),
    ...drawWhy(shown, reveal),
  );
}

/** Why a message is shown, folded away. An earlier server sends no reasons for these messages. */
function drawWhy({ message, reasons }: Shown, reveal: Reveal): HTMLElement[] {
  const earlier: readonly Reason[] | undefined = reasons;
  return earlier === undefined
    ? []
    : [element('details', { class: 'why', 'data-key': `why ${message}` }, element('summary', {}, 'Why?'), drawReasons(reasons, reveal))];
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
