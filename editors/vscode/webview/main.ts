// The preview panel: keeps the last state it received, and redraws it.

import type { Place, Preview, SimulationReport } from '../src/answers';
import type { FromPanel, Refusal, ToPanel } from '../src/preview/contract';
import { byId } from './dom';
import { drawMessage } from './message';
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
const message = byId('message', HTMLElement);
const match = byId('match', HTMLButtonElement);

let preview: Preview | null = null;
let simulation: SimulationReport | Refusal | null = null;

const form = new VisitorForm(host.getState() ?? FIRST, (played, onlySecond) => {
  host.setState(played);
  if (onlySecond) {
    drawTime();
  } else {
    play(played);
  }
});

match.addEventListener('click', playWhoGetsIt);

window.addEventListener('message', (event: MessageEvent<ToPanel>) => {
  switch (event.data.type) {
    case 'preview':
      preview = event.data.preview;
      message.replaceChildren(drawMessage(preview));
      match.hidden = preview?.visitor == null;
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

function playWhoGetsIt(): void {
  if (preview?.visitor != null) {
    const { visitor, second } = form.get();
    const played = { visitor: { ...preview.visitor, at: preview.visitor.at ?? visitor.at }, second };
    form.set(played);
    host.setState(played);
    play(played);
  }
}

function play(played: Played): void {
  host.postMessage({ type: 'visitor', visitor: played.visitor });
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
