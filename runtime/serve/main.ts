// The page of `proactive serve`: the messages of a workspace on a demonstration website.

import { createExplanationView } from '../src/explain/start';
import { duration, localTime } from '../src/explain/text';
import type { History } from '../src/model';
import { Bar } from './bar';
import { Chat } from './chat';
import { byId } from './dom';
import { Finder } from './finder';
import { readVisit, writeVisit } from './fragment';
import { type Page, Player } from './player';
import { drawProblems } from './problems';
import { Shop } from './shop';
import { type Channel, example, follow, type Site, type Visit } from './site';

let site: Site | undefined;
let channel: Channel | undefined;

const chat = new Chat();
const player = new Player({ body: byId('view', HTMLElement), adapter: chat.adapter, changed: draw });
const shop = new Shop((url, title) => {
  bar.follow(url, title);
  void load(bar.page);
});
const bar = new Bar({
  load: (page, now) => void load(page, now),
  begin: history => void begin(history),
  choose: id => void choose(site?.channels.find(other => other.id === id)),
});

const finder = new Finder(found => void visit(found));

const why = createExplanationView();
byId('explanation', HTMLElement).append(why.element);

const time = byId('clock', HTMLTimeElement);
const play = byId('play', HTMLButtonElement);
const next = byId('skip-next', HTMLButtonElement);
play.addEventListener('click', () => {
  if (player.clock.isRunning) {
    player.clock.pause();
  } else {
    player.clock.run();
  }
  draw();
});
for (const seconds of [10, 60]) {
  byId(`skip-${seconds}`, HTMLButtonElement).addEventListener('click', () => void player.clock.advance(seconds * 1000));
}
next.addEventListener('click', () => {
  const { nextCheck, seconds } = player;
  if (nextCheck !== undefined) {
    void player.clock.advance((nextCheck - seconds) * 1000);
  }
});

follow(
  changed => void show(changed),
  isConnected => {
    byId('connection', HTMLElement).textContent = isConnected ? '' : '`proactive serve` does not answer. Is it still running?';
  },
);
player.clock.run();

/** Shows another state of the workspace. */
async function show(changed: Site): Promise<void> {
  const before = channel;
  const { channels, name, problems } = changed;
  site = changed;
  byId('workspace', HTMLElement).textContent = name ?? '';
  document.title = name ? `${name}: try the messages` : 'Try the messages';
  document.body.classList.toggle('empty', channels.length === 0);
  drawProblems(problems, channels.length === 0);
  const current = channels.find(({ id }) => id === before?.id);
  if (before && current) {
    channel = current;
    offer(channels, current);
    if (JSON.stringify(before) !== JSON.stringify(current)) {
      chat.reset();
      await player.replace(current.bundle, current.brand);
      shop.draw(bar.page, current.bundle, current.brand);
    }
  } else {
    const bookmarked = readVisit();
    const chosen = channels.find(({ id }) => id === bookmarked?.channel);
    await (bookmarked && chosen && !before ? choose(chosen, bookmarked.visit) : choose(channels[0]));
  }
}

function offer(channels: readonly Channel[], current: Channel): void {
  bar.offer(channels, current);
  finder.offer(current);
}

/** Shows another channel, and begins with a visit: if none is given, with one on which a message of it is shown. */
async function choose(chosen: Channel | undefined, given?: Visit): Promise<void> {
  channel = chosen;
  if (!chosen || !site) {
    await player.end();
    return;
  }
  offer(site.channels, chosen);
  const begun = given ?? (await example('channel', chosen.id))?.visit;
  if (begun) {
    await visit(begun);
  }
}

/** Begins with another visitor, who loads a page. */
async function visit(visit: Visit): Promise<void> {
  bar.fill(visit);
  await begin(visit.history, visit.at * 1000);
}

/** Begins with another visitor on the same page. */
async function begin(history: History, now?: number): Promise<void> {
  chat.reset();
  void player.begin(history);
  await load(bar.page, now);
}

async function load(page: Page, now?: number): Promise<void> {
  if (channel) {
    shop.draw(page, channel.bundle, channel.brand);
    await player.load(page, channel.bundle, channel.brand, now);
    const at = player.clock.now();
    bar.showMoment(at);
    writeVisit(channel.id, { ...page, history: player.visitor.history, at: Math.floor(at / 1000), zone: bar.zone });
  }
}

/** Draws what changes with time and with what the visitor does. */
function draw(): void {
  const { clock, seconds, nextCheck } = player;
  time.dateTime = new Date(clock.now()).toISOString();
  time.textContent = `${localTime(clock.now(), bar.zone)} ${bar.zone}`;
  byId('elapsed', HTMLElement).textContent = `${duration(seconds)} on the page`;
  play.textContent = clock.isRunning ? 'Pause' : 'Play';
  next.disabled = nextCheck === undefined;
  const { history, inConversation } = player.visitor;
  bar.showVisitor(history);
  chat.show(inConversation);
  const { explanation } = player;
  if (explanation) {
    why.update(explanation);
  }
}
