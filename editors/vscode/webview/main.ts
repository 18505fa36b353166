// The preview panel: keeps the last state it received, and redraws it.

import type { ExampleVisitor, Place, PlayedVisit, Preview } from '../src/answers';
import type { FromPanel, Refusal, ToPanel } from '../src/preview/contract';
import { byId, worded } from './dom';
import { MessageView } from './message';
import { drawStage, drawTimeline } from './timeline';
import { FIRST, VisitorForm, type Played } from './visitor';

/** The API of a webview: messages, and a state that outlives the page. */
interface Host {
  postMessage(message: FromPanel): void;
  getState(): Played | undefined;
  setState(state: Played): void;
}

declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
const stage = byId('stage', HTMLElement);
const timeline = byId('timeline', HTMLElement);
const message = new MessageView(byId('message', HTMLElement));
const match = byId('match', HTMLButtonElement);
const taken = byId('taken', HTMLElement);
const allChannels = byId('all-channels', HTMLInputElement);

let preview: Preview | null = null;
let simulation: PlayedVisit | Refusal | null = null;
/** The last of the preview's visitors that was filled in. */
let matched = -1;

const form = new VisitorForm(host.getState() ?? FIRST, (played, onlySecond) => {
  host.setState(played);
  if (onlySecond) {
    drawTime();
  } else {
    play(played);
  }
});

match.addEventListener('click', playWhoGetsIt);
byId('keep', HTMLButtonElement).addEventListener('click', () => {
  host.postMessage({ type: 'keep', second: form.get().second });
});
allChannels.addEventListener('change', () => play(form.get()));

window.addEventListener('message', (event: MessageEvent<ToPanel>) => {
  switch (event.data.type) {
    case 'preview':
      if (preview?.message.id !== event.data.preview?.message.id) {
        matched = -1;
      }
      preview = event.data.preview;
      message.draw(preview);
      match.hidden = visitors().length === 0;
      match.textContent = matched < 0 || visitors().length < 2 ? 'Who gets it?' : 'Who else gets it?';
      taken.replaceChildren(...worded(takenBy(preview)));
      startOnWebsite();
      return;
    case 'play':
      playWhoGetsIt();
      byId('url', HTMLInputElement).focus();
      return;
    case 'simulation':
      simulation = event.data.simulation;
      if (!('refusal' in simulation)) {
        form.reachTo(Math.max(0, ...simulation.shown.map(shown => shown.afterSeconds)));
      }
      form.mark('refusal' in simulation ? simulation : null);
      drawTime();
      return;
  }
});

/** Begins on the channel's own website, unless the author has entered an address. */
function startOnWebsite(): void {
  const { visitor, second } = form.get();
  if (preview?.website != null && visitor.url === FIRST.visitor.url) {
    const played = { visitor: { ...visitor, url: preview.website }, second };
    form.set(played);
    host.setState(played);
    play(played);
  }
}

/** The visitors who get the message under the cursor. */
function visitors(): readonly ExampleVisitor[] {
  return preview?.visitors ?? [];
}

/** Fills in the next of the visitors who get the message. */
function playWhoGetsIt(): void {
  const found = visitors();
  const next = found[(matched + 1) % Math.max(1, found.length)];
  if (next !== undefined) {
    matched = (matched + 1) % found.length;
    match.textContent = found.length < 2 ? 'Who gets it?' : 'Who else gets it?';
    const { visitor, second } = form.get();
    const played = { visitor: { ...next, at: next.at ?? visitor.at }, second };
    form.set(played);
    host.setState(played);
    play(played);
  }
}

/** Why nobody gets the message, if that is known. */
function takenBy(shown: Preview | null): string {
  const others = shown?.takenBy.map(id => `\`${id}\``) ?? [];
  return others.length === 0 ? '' : `Nobody was found who gets it: these visitors get ${others.join(' or ')} first.`;
}

function play(played: Played): void {
  host.postMessage({ type: 'visitor', visitor: played.visitor, allChannels: allChannels.checked });
}

function drawTime(): void {
  if (simulation === null) {
    return;
  }
  const { second } = form.get();
  const said = 'refusal' in simulation ? '' : drawStage(simulation, second);
  // Updated only when it differs: screen readers announce changes.
  if (stage.textContent !== said) {
    stage.textContent = said;
  }
  const focused = focusedLink();
  const open = new Set([...timeline.querySelectorAll('details')].filter(it => it.open).map(it => it.dataset['key']));
  timeline.replaceChildren(drawTimeline(simulation, second, (place: Place) => host.postMessage({ type: 'reveal', place })));
  for (const details of timeline.querySelectorAll('details')) {
    details.open = open.has(details.dataset['key']);
  }
  timeline.querySelectorAll('button')[focused]?.focus();
}

/** The index of the focused link, so that redrawing keeps the focus; -1 for none. */
function focusedLink(): number {
  return [...timeline.querySelectorAll('button')].findIndex(button => button === document.activeElement);
}

host.postMessage({ type: 'ready' });
play(form.get());
