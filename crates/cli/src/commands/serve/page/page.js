// Generated from runtime/serve by `cargo xtask runtime --write`: don't edit.

// src/clock.ts
var MAX_DELAY = 1e9;
var browserClock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(delay, call) {
    const timer = setTimeout(call, Math.min(delay, MAX_DELAY));
    return () => clearTimeout(timer);
  }
};

// src/conditions.ts
function holds(bundle, group, values, all = true) {
  const part = (it) => typeof it === "number" ? isTrue(bundle, bundle.comparisons[it], values) : holds(bundle, it, values, !all);
  return all ? group.every(part) : group.some(part);
}
function isTrue(bundle, [field, operator, ...wanted], values) {
  const isLanguage2 = field === "device.language";
  const [before, after] = operator.includes("contain") ? ["", ""] : ["^", isLanguage2 ? "(-|$)" : "$"];
  const flags = isLanguage2 ? "i" : bundle.case_sensitive ? "u" : "iu";
  const fits = (value) => new RegExp(before + value.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&") + after, flags).test(values[field]);
  return wanted.some(fits) !== operator.includes("not");
}

// src/hours.ts
function isDueHour({ schedules }, { open, closed = [] }, now) {
  const is = (wanted) => (at) => isOpen(schedules[at], now) === wanted;
  return (open === void 0 || is(true)(open)) && closed.every(is(false));
}
function isOpen(schedule, now) {
  try {
    const parts = {};
    const format = new Intl.DateTimeFormat("en", {
      timeZone: schedule.zone,
      calendar: "iso8601",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "numeric",
      minute: "numeric"
    });
    for (const { type, value } of format.formatToParts(now)) {
      parts[type] = value;
    }
    const date = `${parts["year"]}-${parts["month"]}-${parts["day"]}`;
    const minute = ((Date.parse(date) / 864e5 + 3) % 7 * 24 + +parts["hour"]) * 60 + +parts["minute"];
    return schedule.open.some(([from, to]) => from <= minute && minute < to) && !schedule.closed.some(([first, last]) => first <= date && date <= last);
  } catch {
    return void 0;
  }
}

// src/core.ts
function step(bundle, { visitor, page }, event, now) {
  const { shown } = visitor;
  const isVisible = shown !== null && page !== null && page.isOnChannel;
  const is = (changed, at = page) => ({ state: { visitor: { ...visitor, ...changed }, page: at }, effects: [] });
  const used = () => [...new Set(visitor.used).add(shown.message)];
  switch (event.type) {
    case "page": {
      const { url, title, language } = event;
      const isOnChannel = bundle.sites.length === 0 || bundle.sites.some(({ pattern }) => new RegExp(pattern).test(url));
      return check(bundle, { ...visitor, inVisit: true }, { url, language, checked: -1, isOnChannel }, title, 0, now);
    }
    case "time":
      return page ? check(bundle, visitor, page, event.title, event.elapsed, now) : is({});
    case "open":
      return isVisible ? is({ shown: { ...shown, isOpen: true }, used: used() }) : is({});
    case "dismiss":
      return isVisible ? is({ shown: null, used: used() }) : is({});
    case "reply":
      return isVisible ? is({ shown: null, used: used(), inConversation: true }) : is({});
    case "conversation":
      return is(event.runs ? { shown: null, inConversation: true } : { inConversation: false });
    case "leave":
      return is({ ...ENDED, history: visitor.inVisit ? "returning" : visitor.history }, null);
    case "clear_data":
      return is({ ...ENDED, history: "new", seen: [], inConversation: false }, null);
  }
}
var ENDED = { inVisit: false, used: [], shown: null };
function check(bundle, before, page, title, elapsed, now) {
  const effects = [];
  let visitor = before;
  const values = {
    "visitor.url": page.url,
    "visitor.title": title,
    "visitor.history": visitor.history,
    "device.language": page.language
  };
  if (page.isOnChannel) {
    for (const message of bundle.messages) {
      const { id, after } = message;
      if (after > elapsed) {
        effects.push({ type: "wake", elapsed: after });
        break;
      }
      if (after > page.checked && isFree(visitor, message) && isDueHour(bundle, message, now) && holds(bundle, message.when, values)) {
        visitor = { ...visitor, shown: { message: id, isOpen: false }, seen: [...new Set(visitor.seen).add(id)] };
        effects.push({ type: "show", message: id, after });
      }
    }
  }
  return { state: { visitor, page: { ...page, checked: Math.max(page.checked, elapsed) } }, effects };
}
function isFree({ shown, inConversation, seen, used }, { id, once }) {
  return !shown && !inConversation && !(once && (once > 1 ? seen : used).includes(id));
}

// src/greeting/dom.ts
function make(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// src/greeting/form.ts
function createForm(ask, words, button, done) {
  const fields = ask.map((what) => createField(what, words));
  const form = make("form", { noValidate: true }, ...fields.flatMap((field) => field.parts), make("button", {}, button));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const invalid = fields.filter((field) => !field.check());
    if (invalid[0] === void 0) {
      done(Object.fromEntries(fields.map(({ input }) => [input.name, input.value.trim()])));
    } else {
      invalid[0].input.focus();
    }
  });
  return form;
}
function createField(what, words) {
  const input = make("input", { name: what, autocomplete: what, type: what === "email" ? what : "text", required: true });
  const error = make("small", { id: what, lang: navigator.language });
  input.setAttribute("aria-describedby", what);
  const check2 = () => {
    const isValid = input.validity.valid;
    input.ariaInvalid = String(!isValid);
    error.textContent = input.validationMessage;
    return isValid;
  };
  input.addEventListener("input", () => input.validity.valid && check2());
  input.addEventListener("change", () => {
    input.value = input.value.trim();
  });
  return { input, parts: [make("label", {}, words[what], input), error], check: check2 };
}

// src/greeting/style.ts
var STYLE = `
:host {
  all: initial;
  color-scheme: light dark;
  display: grid;
  position: fixed;
  z-index: 2147483000;
  inset-block: 1em var(--proactive-bottom, 6em);
  inset-inline-end: var(--proactive-end, 1em);
  align-items: end;
  width: min(22em, 100% - 2em);
  color: var(--proactive-text, light-dark(#1c2029, #eceef2));
  font: medium/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
  pointer-events: none;
}
* {
  box-sizing: border-box;
  margin: 0;
  background: none;
  color: inherit;
  font: inherit;
}
section {
  opacity: 0;
  translate: 0 .5em;
}
section[aria-label] {
  max-height: 100%;
  overflow: auto;
  scroll-padding: 4em 1em 1em;
  padding: 0 1em 1em;
  background: var(--proactive-surface, light-dark(#fff, #1e2128));
  box-shadow: 0 .5em 2em #0003, 0 0 0 1px #8884;
  opacity: 1;
  translate: 0;
  pointer-events: auto;
}
header {
  display: flex;
  position: sticky;
  top: 0;
  align-items: center;
  gap: .5em;
  margin-inline-end: -.5em;
  padding: .5em 0;
  background: inherit;
}
header:not(:has(b)) {
  float: inline-end;
}
header:not(:has(b)) + div {
  padding-top: 1em;
}
i {
  flex: none;
  width: 2em;
  line-height: 2em;
  text-align: center;
}
b {
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}
b,
i,
label,
button {
  font-weight: 600;
}
section[aria-label],
i,
p,
button,
input {
  border: 1px solid #0000;
  border-radius: var(--proactive-radius, .875em);
}
p,
button,
input {
  padding: .5em .75em;
}
div,
form {
  display: grid;
  gap: .5em;
}
p {
  justify-self: start;
  border-start-start-radius: .25em;
  background: #8882;
  font-size: .9375em;
  white-space: pre-wrap;
}
small,
label {
  font-size: .875em;
}
small:empty {
  display: none;
}
form {
  margin-top: .75em;
}
input {
  width: 100%;
  border-color: #888;
  font-size: 1.143em;
  font-weight: 400;
}
label + small,
[aria-invalid=true] {
  border-color: currentcolor;
  color: var(--proactive-error, light-dark(#b3261e, #ffb3ab));
}
button {
  min-height: 2.5em;
  cursor: pointer;
}
i,
form button {
  background: var(--proactive-accent, #4263eb);
  color: var(--proactive-on-accent, #fff);
}
button:hover {
  filter: brightness(.9);
}
header button {
  flex: none;
  width: 1.67em;
  min-height: 1.67em;
  margin-inline-start: auto;
  padding: 0;
  font-size: 1.5em;
  font-weight: 400;
}
:focus-visible {
  outline-offset: 2px;
}
@media (max-height: 32em) {
  :host {
    inset-block-end: 1em;
  }
}
@media (prefers-reduced-motion: no-preference) {
  section[aria-label] {
    transition: .3s;
  }
}
@media print {
  :host {
    display: none;
  }
}
`;

// src/greeting/words.ts
var ENGLISH = {
  message: "Message",
  close: "Close",
  reply: "Reply",
  name: "Name",
  email: "Email address",
  start: "Start chat",
  continues: "The conversation continues in the chat."
};
var FRENCH = {
  close: "Fermer",
  reply: "R\xE9pondre",
  name: "Nom",
  email: "Adresse e-mail",
  start: "D\xE9marrer la discussion",
  continues: "La conversation continue dans la fen\xEAtre de discussion."
};
function wordsIn(language, own = {}) {
  const base = language.replace(/-.*/, "").toLowerCase();
  const known = { fr: FRENCH };
  const found = [known[base], own[base], own[language]];
  return { words: Object.assign({}, ENGLISH, ...found), lang: found.some(Boolean) ? language : "en" };
}

// src/greeting/greeting.ts
var TAG = "proactive-greeting";
var UNTIL_KNOWN = 100;
function createGreeting(handlers, own) {
  if (customElements.get(TAG) === void 0) {
    customElements.define(TAG, class extends HTMLElement {
    });
  }
  const element = document.createElement(TAG);
  const root = element.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const log = make("div", { role: "status", ariaAtomic: "false" });
  const section = make("section", {}, log);
  root.append(section);
  let stage = null;
  let cameFrom = null;
  let isKnown = false;
  let draw2 = null;
  setTimeout(() => {
    isKnown = true;
    draw2?.();
  }, UNTIL_KNOWN);
  element.addEventListener("focusin", (event) => {
    cameFrom = event.relatedTarget;
  });
  for (const type of ["keydown", "keypress", "keyup"]) {
    section.addEventListener(type, (event) => {
      event.stopPropagation();
      if (type === "keydown" && event.key === "Escape" && !event.isComposing) {
        event.preventDefault();
        close();
      }
    });
  }
  function close() {
    const isAnswered = stage === "handed_over";
    hide();
    if (!isAnswered) {
      handlers.dismissed();
    }
  }
  function hide() {
    const hasFocus = root.activeElement !== null;
    stage = draw2 = null;
    section.querySelectorAll("header, form").forEach((part) => part.remove());
    log.replaceChildren();
    section.ariaLabel = null;
    if (hasFocus && cameFrom instanceof HTMLElement) {
      cameFrom.focus({ preventScroll: true });
    }
  }
  function show2(content, upTo = "greeting") {
    hide();
    stage = upTo;
    draw2 = () => drawMessage(content, upTo);
    if (isKnown) {
      draw2();
    }
  }
  function drawMessage({ text, from, language: tag, followUp }, upTo) {
    const language = tag ?? document.documentElement.lang;
    const { words, lang } = wordsIn(language, own);
    const closing = make("button", { type: "button", ariaLabel: words.close }, "\xD7");
    closing.addEventListener("click", close);
    const name = from ? [make("i", { ariaHidden: "true" }, initial(from)), make("b", { dir: "auto" }, from)] : [];
    section.prepend(make("header", {}, ...name, closing));
    section.lang = lang;
    section.ariaLabel = from ? `${words.message}, ${from}` : words.message;
    let form;
    const say = (said) => make("p", { dir: "auto", lang: language }, said);
    const put2 = (drawn2, said, next2) => {
      stage = drawn2;
      log.append(said);
      log.after(next2 ?? "");
      if (root.activeElement !== null) {
        (next2?.querySelector("input, button") ?? closing).focus();
      }
      form?.remove();
      form = next2;
    };
    const handOver = () => put2("handed_over", make("small", {}, words.continues));
    const goOn = () => {
      if (followUp.kind === "agent") {
        put2("follow_up", say(followUp.text), createForm(followUp.ask, words, words.start, (contact) => {
          handOver();
          handlers.replied(contact);
        }));
      } else {
        handOver();
      }
    };
    put2("greeting", say(text), createForm([], words, words.reply, () => {
      goOn();
      handlers.opened();
      if (followUp.kind === "bot") {
        handlers.replied({});
      }
    }));
    if (upTo !== "greeting") {
      goOn();
      if (stage !== upTo && upTo === "handed_over") {
        handOver();
      }
    }
  }
  return {
    element,
    get stage() {
      return stage;
    },
    show: show2,
    hide
  };
}
function initial(name) {
  return [...name][0]?.toUpperCase() ?? "";
}

// src/messages.ts
var find = ({ messages }, id) => messages.find((message) => message.id === id);
function contentOf({ text, lang, reply }, from) {
  return {
    text,
    from,
    language: lang ?? null,
    followUp: "bot" in reply ? { kind: "bot" } : { kind: "agent", ...reply }
  };
}
function handOverOf({ id, text, reply, tags = [] }, contact) {
  return {
    message: id,
    text,
    tags,
    contact,
    botAnswer: "bot" in reply ? reply : null
  };
}

// src/pages.ts
function watchPages(on) {
  const stopped = new AbortController();
  const { signal } = stopped;
  const options = { signal };
  let address = location.href;
  let isNew = true;
  let isCached = false;
  const look = () => {
    if (document.hidden) {
      on.hidden();
    } else if (!isCached && document.readyState !== "loading") {
      on[isNew ? "page" : "visible"]();
      isNew = false;
    }
  };
  const arrive = () => {
    isNew = true;
    look();
  };
  const changed = () => queueMicrotask(() => {
    const before = address;
    address = location.href;
    const [path] = address.split("#");
    if (before !== address && (before.split("#")[0] !== path || /^#[/!]/.test(location.hash))) {
      arrive();
    }
  });
  const listen = (type, call) => addEventListener(type, call, options);
  listen("DOMContentLoaded", look);
  listen("visibilitychange", look);
  listen("pagehide", (event) => isCached = event.persisted);
  listen("pageshow", (event) => {
    if (event.persisted) {
      isCached = false;
      arrive();
    }
  });
  const { navigation } = globalThis;
  if (navigation?.currentEntry) {
    navigation.addEventListener("currententrychange", changed, options);
  } else {
    listen("popstate", changed);
    listen("hashchange", changed);
    patch("pushState", changed, signal);
    patch("replaceState", changed, signal);
  }
  look();
  return () => stopped.abort();
}
function patch(name, changed, signal) {
  const original = history[name];
  const patched = function(...parameters) {
    original.apply(this, parameters);
    changed();
  };
  history[name] = patched;
  signal.addEventListener("abort", () => {
    if (history[name] === patched) {
      history[name] = original;
    }
  });
}

// src/visits.ts
var STRANGER = {
  visitor: { history: "new", inVisit: false, seen: [], used: [], shown: null, inConversation: false },
  last: 0
};
function unite(own, kept, gap, now) {
  const goesOn = kept.visitor.inVisit && now - kept.last < gap;
  const base = own.visitor.inVisit && !goesOn ? own : kept;
  const union = (a, b) => [.../* @__PURE__ */ new Set([...a, ...b])];
  return {
    visitor: {
      ...base.visitor,
      seen: union(kept.visitor.seen, own.visitor.seen),
      used: union(base.visitor.used, own.visitor.used),
      shown: own.visitor.shown ?? base.visitor.shown,
      inConversation: own.visitor.inConversation || kept.visitor.inConversation
    },
    last: Math.max(base.last, own.last)
  };
}

// src/storage.ts
var VERSION = 1;
var NOTHING = JSON.stringify(STRANGER);
function openStore(channel2, area) {
  const key = `proactive:${VERSION}:${channel2}`;
  let works = true;
  const attempt = (use) => {
    try {
      const opened = works && area();
      return opened ? use(opened) : void 0;
    } catch {
      works = false;
      return void 0;
    }
  };
  return {
    key,
    read: () => attempt((opened) => parse(opened.getItem(key))),
    write(visit2) {
      const text = JSON.stringify(visit2);
      attempt((opened) => text === (opened.getItem(key) ?? NOTHING) || opened.setItem(key, text));
    },
    remove: () => attempt((opened) => opened.removeItem(key))
  };
}
function parse(text) {
  try {
    const visit2 = JSON.parse(text);
    const { shown } = visit2.visitor;
    return isLike(visit2, STRANGER) && (shown === null || isLike(shown, SHOWN)) ? visit2 : null;
  } catch {
    return null;
  }
}
var SHOWN = { message: "", isOpen: false };
function isLike(value, model) {
  return Array.isArray(model) ? value.every((item) => isLike(item, "")) : model && typeof model === "object" ? Object.entries(model).every(([key, part]) => isLike(value[key], part)) : model === null || typeof value === typeof model;
}

// src/tabs.ts
function exclusively(name, work) {
  const locks = name && navigator.locks;
  if (locks) {
    locks.request(name, () => queueMicrotask(work)).catch(work);
  } else {
    work();
  }
}

// src/start.ts
function start(options, decide = step) {
  const { config, channel: channel2, adapter, consent, from = null, words, clock = browserClock, view, storage, on } = options;
  if (channel2 && channel2 !== config.channel) {
    throw Error(`The bundle is not for ${channel2}`);
  }
  const { source } = config;
  const gap = config.gap * 6e4;
  const store = openStore(config.channel, () => storage === void 0 ? localStorage : storage);
  let { visitor, last } = STRANGER;
  let page = null;
  let isJoined = false;
  let loaded = 0;
  let due = Infinity;
  let cancel;
  let isStopped = false;
  let isBusy = false;
  let drawn2;
  const seen = () => view ?? { address: location.href, title: document.title, language: navigator.language, body: document.body, watch: watchPages };
  const report = (type, message) => {
    const detail = { type, message, source };
    document.dispatchEvent(new CustomEvent(`proactive:${type}`, { bubbles: true, detail }));
    queueMicrotask(() => on?.(detail));
  };
  const run = (event, now) => {
    const { inConversation } = visitor;
    const isCheck = event.type === "page" || event.type === "time";
    const isKeptBack = isCheck && isBusy;
    const { state, effects } = decide(config, { visitor: { ...visitor, inConversation: inConversation || isKeptBack }, page }, event, now);
    ({ visitor, page } = state);
    if (isKeptBack) {
      visitor = { ...visitor, inConversation };
    }
    if (isCheck || !page) {
      due = Infinity;
    }
    let isShown = false;
    for (const effect of effects) {
      if (effect.type === "wake") {
        due = loaded + effect.elapsed * 1e3;
      } else {
        isShown = true;
        report("shown", effect.message);
      }
    }
    return isShown;
  };
  const update = (event, answer) => {
    if (isStopped) {
      return;
    }
    const now = clock.now();
    const mayStore = consent();
    const kept = mayStore ? store.read() : void 0;
    if (kept) {
      ({ visitor, last } = isJoined ? kept : unite({ visitor, last }, kept, gap, now));
      if (visitor.shown && !find(config, visitor.shown.message)) {
        visitor = { ...visitor, shown: null };
      }
    } else if (kept === null && isJoined) {
      run({ type: "clear_data" }, now);
      last = 0;
    }
    isJoined = mayStore;
    last = Math.min(last, now);
    if (visitor.inVisit && now - last >= gap) {
      run({ type: "leave" }, now);
      if (!adapter.capabilities.conversationEnd) {
        run({ type: "conversation", runs: false }, now);
      }
    }
    const { shown } = visitor;
    const isPage = event?.type === "page";
    const mayAppear = event && run(event, now) || isPage;
    if (isPage || answer) {
      last = now;
    }
    if (answer && shown) {
      report(answer, shown.message);
    }
    if (event?.type === "clear_data") {
      store.remove();
    } else if (mayStore) {
      store.write({ visitor, last });
    }
    draw2(mayAppear, isPage);
    cancel?.();
    cancel = clock.after(Math.ceil(Math.min(due - clock.elapsed(), visitor.inVisit ? last + gap - now : Infinity)), tick);
  };
  const send = (event, answer) => exclusively(consent() && store.key, () => update(event(), answer));
  const tick = () => {
    if (!document.hidden) {
      send(() => page && { type: "time", title: seen().title, elapsed: Math.floor((clock.elapsed() - loaded) / 1e3) });
    }
  };
  const greeting = createGreeting(
    {
      opened: () => send(() => ({ type: "open" }), "opened"),
      dismissed: () => send(() => ({ type: "dismiss" }), "dismissed"),
      replied(contact) {
        const message = drawn2;
        send(() => ({ type: "reply" }), "replied");
        queueMicrotask(() => message && adapter.handOver(handOverOf(message, contact), greeting.hide));
      }
    },
    words
  );
  const draw2 = (mayAppear, isPage) => {
    const { shown } = visitor;
    const { stage } = greeting;
    const message = shown && page?.isOnChannel ? find(config, shown.message) : void 0;
    const isOpen2 = shown?.isOpen && message && !("bot" in message.reply);
    const isDrawn = stage === "handed_over" ? !isPage && !message : stage !== null && message === drawn2;
    if (message && (isDrawn ? isOpen2 && stage === "greeting" : mayAppear)) {
      greeting.show(contentOf(message, from), isOpen2 ? "follow_up" : "greeting");
      drawn2 = message;
    } else if (!isDrawn) {
      greeting.hide();
    }
  };
  const unlisten = adapter.listen({
    conversation: (runs) => send(() => ({ type: "conversation", runs })),
    ownMessage: (isShown) => isBusy = isShown
  });
  const unwatch = seen().watch({
    page() {
      const now = clock.elapsed();
      const { address: url, body } = seen();
      if (!greeting.element.isConnected) {
        body.append(greeting.element);
      }
      send(() => {
        loaded = now;
        const { title, language } = seen();
        return { type: "page", url, title, language };
      });
    },
    visible: tick,
    // The visitor may have consented since the last event, and this page may be about to close.
    hidden: update
  });
  const stored = ({ key }) => (key ?? store.key) === store.key && send(() => null);
  addEventListener("storage", stored);
  return {
    stop() {
      isStopped = true;
      cancel?.();
      unwatch();
      removeEventListener("storage", stored);
      unlisten();
      greeting.element.remove();
    },
    reset() {
      store.remove();
      send(() => ({ type: "clear_data" }));
    }
  };
}

// src/explain/reasons.ts
var weigh = (bundle, { when }, values) => weighGroup(bundle, when, values, true);
function weighGroup(bundle, group, values, all) {
  const parts = group.map((part) => {
    if (typeof part !== "number") {
      return weighGroup(bundle, part, values, !all);
    }
    const comparison = bundle.comparisons[part];
    const holds2 = isTrue(bundle, comparison, values);
    return { holds: holds2, reasons: [{ kind: "comparison", comparison, holds: holds2, value: values[comparison[0]] }] };
  });
  const settling = parts.filter(({ holds: holds2 }) => holds2 !== all);
  const isSettled = settling.length > 0;
  return { holds: isSettled !== all, reasons: (isSettled ? settling : parts).flatMap((part) => part.reasons) };
}
function decidingSchedules({ schedules }, { open, closed = [] }, now) {
  const tested = (open === void 0 ? closed : [open]).map((position) => {
    const schedule = schedules[position];
    return { schedule, isOpen: isOpen(schedule, now), now };
  });
  const areOpen = tested.filter((it) => it.isOpen === true);
  return tested.length === 0 ? null : { kind: "schedules", schedules: areOpen.length > 0 ? areOpen : tested };
}

// src/explain/text.ts
var HIDDEN = /[\p{Default_Ignorable_Code_Point}\p{Control}\u2028\u2029\uFFF9-\uFFFB]/u;
var JOINER = /[\u200C\u200D]/u;
var SELECTOR = /\p{Variation_Selector}/u;
var TAG2 = /[\u{E0000}-\u{E007F}]/u;
var REGION = /[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}\u{E007F}]/u;
var BLACK_FLAG = "\u{1F3F4}";
var CANCEL_TAG = "\u{E007F}";
var MAX_TAGS = 7;
var canJoin = (character) => character !== void 0 && /[^\0-\x7F]/u.test(character) && (SELECTOR.test(character) || !HIDDEN.test(character));
var canVary = (character, selector) => /[0-9#*]/.test(character) ? /[\uFE0E\uFE0F]/.test(selector) : /[^\0-\x7F]/u.test(character) && !HIDDEN.test(character);
function classify(text) {
  const characters = [...text];
  let previous;
  let tags = 0;
  const isShown = (character, next2) => {
    if (JOINER.test(character)) {
      return canJoin(previous) && canJoin(next2);
    }
    if (SELECTOR.test(character)) {
      return previous !== void 0 && canVary(previous, character);
    }
    if (TAG2.test(character)) {
      return tags > 0 && previous !== void 0 && (previous === BLACK_FLAG || TAG2.test(previous)) && REGION.test(character);
    }
    return !HIDDEN.test(character);
  };
  return characters.map((character, position) => {
    const shown = isShown(character, characters[position + 1]);
    tags = character === BLACK_FLAG ? MAX_TAGS : character === CANCEL_TAG ? 0 : Math.max(0, tags - 1);
    previous = shown ? character : void 0;
    return { character, isShown: shown };
  });
}
function quote(text) {
  const written = classify(text).map(({ character, isShown }) => {
    if (isShown) {
      return character === '"' || character === "\\" ? `\\${character}` : character;
    }
    return ESCAPES[character] ?? `\\u{${character.codePointAt(0).toString(16).toUpperCase()}}`;
  });
  return `"${written.join("")}"`;
}
var ESCAPES = { "\n": "\\n", "	": "\\t" };
var bare = (text) => text !== "" && classify(text).every(({ character, isShown }) => isShown && !/\p{White_Space}/u.test(character)) ? text : quote(text);
function duration(seconds) {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes === 0) {
    return `${rest}s`;
  }
  return rest === 0 ? `${minutes}m` : `${minutes}m${String(rest).padStart(2, "0")}s`;
}
function localTime(now, zone) {
  const format = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    calendar: "iso8601",
    numberingSystem: "latn",
    hourCycle: "h23",
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit"
  });
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  const { weekday, year, month, day, hour, minute, second } = parts;
  return `${weekday} ${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

// src/explain/words.ts
function inWords(reason) {
  switch (reason.kind) {
    case "everyone":
      return "it is for everyone: `when always`";
    case "comparison":
      return `\`${notation(reason.comparison)}\` is ${reason.holds}: it is ${quote(reason.value)}`;
    case "schedules":
      return reason.schedules.map(hours).join(", ");
    case "frequency":
      return FREQUENCIES[reason.once];
    case "not_due":
      return `it is due after ${duration(reason.due)}, and the visitor stayed on the page for ${duration(reason.stayed)}`;
    case "off_page":
      return `its channel \`${reason.channel}\` is not on this page, but on ${reason.sites.map(bare).join(", ")}`;
    case "seen_by_customer":
      return "it is shown once per customer, and was shown before";
    case "used_in_visit":
      return "it is shown once per visit, and was opened or dismissed in this visit";
    case "still_shown":
      return "it is still shown from an earlier page";
    case "other_first":
      return `\`${reason.message}\` is due at the same moment and comes before it`;
    case "other_shown":
      return `after ${duration(reason.after)}, its channel was showing \`${reason.message}\``;
    case "other_open":
      return `after ${duration(reason.after)}, its channel had \`${reason.message}\` open`;
    case "in_conversation":
      return `after ${duration(reason.after)}, its channel was in a conversation`;
  }
}
var FREQUENCIES = [
  "it is shown every time",
  "it is shown once per visit, and had not been opened or dismissed in this visit before",
  "it is shown once per customer, and had not been shown before"
];
function notation([field, operator, ...values]) {
  const isText = field === "visitor.url" || field === "visitor.title";
  const literals = isText ? values.map(quote) : values;
  return `${field} ${operator} ${literals.length === 1 ? literals[0] : `any of [${literals.join(", ")}]`}`;
}
function hours({ schedule: { id, zone }, isOpen: isOpen2, now }) {
  return isOpen2 === void 0 ? `\`${id}\` has the time zone ${zone}, which this browser does not know` : `\`${id}\` is ${isOpen2 ? "open" : "closed"} at ${localTime(now, zone)} ${zone}`;
}

// src/explain/explanation.ts
var NEARNESSES = ["shown", "kept_back", "one_comparison", "other_page", "far"];
function explain(bundle, page, stayed) {
  const { values, decisions } = page;
  const explained = bundle.messages.map((message) => {
    const decision = page.isOnChannel ? decisions.get(message.id) ?? notDue(bundle, message, values, stayed) : offPage(bundle);
    return {
      message: message.id,
      text: message.text,
      after: message.after,
      nearness: page.isOnChannel ? nearness(decision) : "far",
      reasons: decision.reasons.map(inWords)
    };
  });
  const rank = ({ nearness: nearness2 }) => NEARNESSES.indexOf(nearness2);
  return {
    page: { url: values["visitor.url"], title: values["visitor.title"], isOnChannel: page.isOnChannel, stayed },
    visitor: { history: values["visitor.history"], language: values["device.language"] },
    // The sort is stable.
    messages: explained.sort((a, b) => rank(a) - rank(b))
  };
}
function notDue(bundle, message, values, stayed) {
  const { holds: holds2, reasons } = weigh(bundle, message, values);
  const tooEarly = { kind: "not_due", due: message.after, stayed };
  return { isShown: false, isMeant: holds2, reasons: holds2 ? [tooEarly] : [tooEarly, ...reasons] };
}
function offPage({ channel: channel2, sites }) {
  return { isShown: false, isMeant: false, reasons: [{ kind: "off_page", channel: channel2, sites: sites.map(({ url }) => url) }] };
}
function nearness({ isShown, isMeant, reasons }) {
  if (isShown) {
    return "shown";
  }
  if (isMeant) {
    return "kept_back";
  }
  const [only, ...others] = reasons;
  if (others.length > 0 || only?.kind !== "comparison") {
    return "far";
  }
  return only.comparison[0] === "visitor.url" ? "other_page" : "one_comparison";
}

// src/explain/summary.ts
function summarize({ page, visitor, messages }) {
  const near = messages.filter(({ nearness: nearness2 }) => nearness2 !== "far");
  const far = messages.filter(({ nearness: nearness2 }) => nearness2 === "far");
  const title = page.title === "" ? "" : `, with the title ${quote(page.title)}`;
  return {
    page: `${bare(page.url)} loaded${title}.`,
    visitor: `A ${visitor.history} visitor with the device language ${visitor.language} has been on the page for ${duration(page.stayed)}.`,
    near: near.map(entry),
    far: far.length === 0 ? null : page.isOnChannel ? { heading: forOthers(far.length, near.length > 0), entries: far.map(entry) } : { heading: offPage2(far.length), entries: [{ ...entry(far[0]), heading: "" }] }
  };
}
var entry = ({ message, nearness: nearness2, after, reasons }) => ({
  isShown: nearness2 === "shown",
  heading: nearness2 === "shown" ? `\`${message}\` is shown after ${duration(after)}` : `\`${message}\` is not shown`,
  reasons
});
var forOthers = (count, isMore) => `${count}${isMore ? " more" : ""} ${count === 1 ? "message is" : "messages are"} for other visitors or pages`;
var offPage2 = (count) => `${count === 1 ? "1 message" : `${count} messages`} cannot be shown`;

// src/explain/printed.ts
function printed(explanation) {
  const { page, visitor, near, far } = summarize(explanation);
  const rest = far === null ? [] : [[`${far.heading}:`, ...far.entries.map(indented)].join("\n")];
  return [`${page}
${visitor}`, ...near.map(paragraph), ...rest].join("\n\n");
}
var paragraph = ({ heading, reasons }) => [`${heading}:`, ...reasons.map((reason) => `  - ${reason}`)].join("\n");
var indented = (entry2) => entry2.heading === "" ? entry2.reasons.map((reason) => `  - ${reason}`).join("\n") : paragraph(entry2).replace(/^/gm, "  ");

// src/explain/record.ts
function createRecorder() {
  let page = null;
  let decisions = /* @__PURE__ */ new Map();
  let shownHere = null;
  const record = (bundle, state, event, now) => {
    const after = step(bundle, state, event, now);
    if (event.type !== "page" && event.type !== "time" || !after.state.page) {
      return after;
    }
    const { url, language, isOnChannel } = after.state.page;
    if (event.type === "page") {
      decisions = /* @__PURE__ */ new Map();
      shownHere = null;
    }
    let { visitor } = state;
    const values = {
      "visitor.url": url,
      "visitor.title": event.title,
      "visitor.history": visitor.history,
      "device.language": language
    };
    page = { values, isOnChannel, decisions };
    const elapsed = event.type === "page" ? 0 : event.elapsed;
    for (const message of isOnChannel ? bundle.messages : []) {
      if (message.after > elapsed) {
        break;
      }
      if (decisions.has(message.id)) {
        continue;
      }
      const conditions = weigh(bundle, message, values);
      const obstacles = keptBack(bundle, message, visitor, shownHere, now);
      const isShown = conditions.holds && obstacles.length === 0;
      decisions.set(message.id, {
        isShown,
        isMeant: conditions.holds,
        reasons: isShown ? whyShown(bundle, message, conditions, now) : [...conditions.holds ? [] : conditions.reasons, ...obstacles]
      });
      if (isShown) {
        shownHere = { message: message.id, after: message.after };
        visitor = { ...visitor, shown: { message: message.id, isOpen: false }, seen: [...visitor.seen, message.id] };
      }
    }
    return after;
  };
  return { step: record, page: () => page };
}
function keptBack(bundle, message, { seen, used, shown, inConversation }, shownHere, now) {
  const { id, after, once } = message;
  const reasons = [];
  if (once === 2 && seen.includes(id)) {
    reasons.push({ kind: "seen_by_customer" });
  }
  if (once === 1 && used.includes(id)) {
    reasons.push({ kind: "used_in_visit" });
  }
  const schedules = isDueHour(bundle, message, now) ? null : decidingSchedules(bundle, message, now);
  if (schedules) {
    reasons.push(schedules);
  }
  if (inConversation) {
    reasons.push({ kind: "in_conversation", after });
  } else if (shown) {
    reasons.push(
      shownHere?.message === shown.message && shownHere.after === after ? { kind: "other_first", message: shown.message } : shown.message === id ? { kind: "still_shown" } : { kind: shown.isOpen ? "other_open" : "other_shown", message: shown.message, after }
    );
  }
  return reasons;
}
function whyShown(bundle, message, { reasons }, now) {
  const schedules = decidingSchedules(bundle, message, now);
  return [
    ...reasons.length > 0 ? reasons : [{ kind: "everyone" }],
    ...schedules ? [schedules] : [],
    { kind: "frequency", once: message.once }
  ];
}

// src/explain/style.ts
var STYLE2 = `
:host {
  all: initial;
  color-scheme: light dark;
  display: block;
  color: light-dark(#1c2029, #eceef2);
  background: light-dark(#fff, #1e2128);
  font: 14px/1.45 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
:host([data-overlay]) {
  position: fixed;
  z-index: 2147482999;
  inset-block: 1em auto;
  inset-inline-start: 1em;
  width: min(30em, 100% - 2em);
  max-height: calc(100% - 2em);
  overflow: auto;
  border-radius: .5em;
  box-shadow: 0 .5em 2em #0005, 0 0 0 1px #8884;
}
* {
  box-sizing: border-box;
}
section {
  padding: .75em 1em 1em;
}
header {
  display: flex;
  align-items: start;
  gap: 1em;
}
h2, h3 {
  flex: 1;
  margin: 0;
  font-size: 1em;
  font-weight: 600;
}
p {
  margin: .25em 0 0;
}
article {
  margin-top: .75em;
  padding-inline-start: .75em;
  border-inline-start: 3px solid #8886;
}
article.shown {
  border-color: light-dark(#157f3c, #4cc38a);
}
ul {
  margin: .25em 0 0;
  padding-inline-start: 1.25em;
}
code {
  padding: 0 .2em;
  border-radius: .25em;
  background: light-dark(#0001, #fff2);
  font: .93em/1.4 ui-monospace, monospace;
}
details {
  margin-top: .75em;
}
summary {
  cursor: pointer;
  font-weight: 600;
}
button {
  flex: none;
  width: 2em;
  height: 2em;
  margin: -.25em -.5em 0 0;
  padding: 0;
  border: 0;
  border-radius: .25em;
  background: none;
  color: inherit;
  font: 1.25em/1 system-ui, sans-serif;
  cursor: pointer;
}
button:hover {
  background: #8883;
}
:focus-visible {
  outline: 2px solid;
  outline-offset: 2px;
}
`;

// src/explain/view.ts
var TAG3 = "proactive-explanation";
function createExplanationView() {
  if (customElements.get(TAG3) === void 0) {
    customElements.define(TAG3, class extends HTMLElement {
    });
  }
  const element = document.createElement(TAG3);
  const root = element.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE2);
  root.adoptedStyleSheets = [sheet];
  const closing = make("button", { type: "button", ariaLabel: "Close" }, "\xD7");
  closing.addEventListener("click", () => element.remove());
  const content = make("div", {});
  const heading = make("h2", {}, "Messages on this page");
  const section = make("section", { ariaLabel: "Messages on this page", lang: "en", dir: "ltr" }, make("header", {}, heading), content);
  const restHeading = make("summary", {});
  const restEntries = make("div", {});
  const rest = make("details", {}, restHeading, restEntries);
  root.append(section);
  return {
    element,
    update(explanation) {
      if ("overlay" in element.dataset && !closing.isConnected) {
        heading.after(closing);
      }
      const { page, visitor, near, far } = summarize(explanation);
      put(content, [make("p", {}, page), make("p", {}, visitor), ...near.map(drawn)]);
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
    }
  };
}
function put(container, elements) {
  const before = [...container.children];
  const kept = elements.map((element, position) => before[position]?.isEqualNode(element) ? before[position] : element);
  kept.forEach((element, position) => {
    if (before[position] === void 0) {
      container.append(element);
    } else if (before[position] !== element) {
      before[position].replaceWith(element);
    }
  });
  before.slice(kept.length).forEach((element) => element.remove());
}
function drawn({ isShown, heading, reasons }) {
  const list = make("ul", {}, ...reasons.map((reason) => make("li", {}, ...withCode(reason))));
  const headings = heading === "" ? [] : [make("h3", {}, ...withCode(heading))];
  return make("article", { className: isShown ? "shown" : "" }, ...headings, list);
}
var withCode = (text) => text.split("`").map((part, position) => position % 2 === 1 ? make("code", {}, part) : part);

// src/explain/start.ts
function start2(options) {
  const { config, clock = browserClock, view, debug = false, explained } = options;
  const recorder = createRecorder();
  const overlay = debug && new URLSearchParams(location.search).has("proactive-debug") ? createExplanationView() : null;
  let isPlaced = false;
  let loaded = 0;
  let left = null;
  const current = () => {
    const page = recorder.page();
    const title = view?.title ?? document.title;
    const stayed = Math.floor(((left ?? clock.elapsed()) - loaded) / 1e3);
    return page && explain(config, { ...page, values: { ...page.values, "visitor.title": title } }, stayed);
  };
  const place = () => {
    if (overlay && !isPlaced) {
      isPlaced = true;
      overlay.element.dataset["overlay"] = "";
      document.body.append(overlay.element);
    }
  };
  const changed = () => {
    const explanation = current();
    if (explanation) {
      place();
      overlay?.update(explanation);
      explained?.(explanation);
    }
  };
  const widget = start(options, (bundle, state, event, now) => {
    if (event.type === "page") {
      loaded = clock.elapsed();
      left = null;
    }
    const result = recorder.step(bundle, state, event, now);
    if (state.page && !result.state.page) {
      left = clock.elapsed();
    }
    queueMicrotask(changed);
    return result;
  });
  return {
    ...widget,
    stop() {
      widget.stop();
      overlay?.element.remove();
    },
    explanation: current,
    explain() {
      const explanation = current();
      console.info(explanation ? printed(explanation) : "No page has been loaded yet.");
      return explanation;
    }
  };
}

// serve/dom.ts
function byId(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) {
    throw new Error(`the page has no ${kind.name} #${id}`);
  }
  return found;
}
function option(value, text = value) {
  return new Option(text, value);
}

// serve/moment.ts
var inputTime = (at, zone) => isoTime(at, zone).slice(0, "2026-03-16T10:00".length);
function momentOf(local, zone) {
  const utc = Date.parse(`${local}Z`);
  return utc - offset(utc - offset(utc, zone), zone);
}
function isZone(zone) {
  try {
    return localTime(0, zone) !== "";
  } catch {
    return false;
  }
}
var offset = (at, zone) => Date.parse(`${isoTime(at, zone)}Z`) - Math.floor(at / 1e3) * 1e3;
var isoTime = (at, zone) => localTime(at, zone).slice("Mon ".length).replace(" ", "T");

// serve/bar.ts
var Bar = class {
  constructor(handlers) {
    this.handlers = handlers;
    const form = byId("bar", HTMLFormElement);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    form.addEventListener("input", () => this.validate());
    byId("now", HTMLButtonElement).addEventListener("click", () => {
      this.moment.value = inputTime(Date.now(), this.zone);
      this.momentSet = "";
      form.requestSubmit();
    });
    const begin2 = (history2) => form.reportValidity() && handlers.begin(history2);
    byId("clear", HTMLButtonElement).addEventListener("click", () => begin2("new"));
    for (const radio of [this.fresh, this.returning]) {
      radio.addEventListener("change", () => begin2(radio.value));
    }
    this.channel.addEventListener("change", () => handlers.choose(this.channel.value));
  }
  handlers;
  channel = byId("channel", HTMLSelectElement);
  address = byId("address", HTMLInputElement);
  title = byId("title", HTMLInputElement);
  language = byId("language", HTMLInputElement);
  moment = byId("moment", HTMLInputElement);
  zoneList = byId("zone", HTMLSelectElement);
  returning = byId("returning", HTMLInputElement);
  fresh = byId("new", HTMLInputElement);
  /** The moment that the form was set to, as its fields have it. */
  momentSet = "";
  get zone() {
    return this.zoneList.value || "UTC";
  }
  get page() {
    const { href } = new URL(this.address.value);
    return { url: href, title: this.title.value, language: this.language.value };
  }
  /** Offers the channels, and what the rules of the current one ask for. */
  offer(channels, current) {
    this.channel.replaceChildren(...channels.map(({ id, name }) => option(id, name)));
    this.channel.value = current.id;
    byId("channel-field", HTMLElement).hidden = channels.length < 2;
    byId("languages", HTMLElement).replaceChildren(...languagesOf(current.bundle).map((tag) => option(tag)));
    this.offerZones([this.zoneList.value, ...current.bundle.schedules.map(({ zone }) => zone)]);
  }
  /** Fills in a visit. */
  fill({ url, title, language, at, zone }) {
    this.address.value = url;
    this.title.value = title;
    this.language.value = language;
    this.validate();
    this.offerZones([zone, ...[...this.zoneList.options].map((it) => it.value)]);
    this.zoneList.value = zone;
    this.showMoment(at * 1e3);
  }
  /** Fills in a page to which the visitor followed a link. */
  follow(url, title) {
    this.address.value = url;
    this.title.value = title;
    this.validate();
  }
  /** Shows when the page was loaded, in Unix milliseconds. */
  showMoment(at) {
    this.moment.value = inputTime(at, this.zone);
    this.momentSet = this.written;
  }
  showVisitor(history2) {
    this.returning.checked = history2 === "returning";
    this.fresh.checked = history2 === "new";
  }
  /** The moment that the form has, in Unix milliseconds. */
  get at() {
    return momentOf(this.moment.value, this.zone);
  }
  get written() {
    return `${this.moment.value} ${this.zone}`;
  }
  validate() {
    this.address.setCustomValidity(isAddress(this.address.value) ? "" : "Enter a whole address, such as https://www.example.com/cart");
    this.language.setCustomValidity(isLanguage(this.language.value) ? "" : "Enter a language tag, such as en or fr-CA");
  }
  submit() {
    this.handlers.load(this.page, this.written === this.momentSet ? void 0 : this.at);
  }
  offerZones(zones) {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const known = new Set([...zones, own, "UTC"].filter((zone) => zone && isZone(zone)));
    const { value } = this.zoneList;
    this.zoneList.replaceChildren(...[...known].map((zone) => option(zone)));
    if (known.has(value)) {
      this.zoneList.value = value;
    }
  }
};
function languagesOf({ comparisons }) {
  const asked = comparisons.flatMap(([field, , ...values]) => field === "device.language" ? values : []);
  return [.../* @__PURE__ */ new Set([...asked, ...navigator.languages, "en", "fr"])].sort();
}
function isAddress(text) {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
function isLanguage(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

// src/adapters/generic.ts
function generic({ handOver, listen, capabilities: own }) {
  const capabilities = {
    open: true,
    prefill: true,
    tags: true,
    conversation: listen !== void 0,
    conversationEnd: listen !== void 0,
    botAnswer: true,
    ...own
  };
  return {
    name: "generic",
    capabilities,
    listen: (events) => listen?.(events) ?? (() => {
    }),
    handOver(it, opened) {
      handOver(it);
      if (capabilities.open) {
        opened();
      }
    }
  };
}

// serve/chat.ts
var Chat = class {
  window = byId("chat", HTMLElement);
  launcher = byId("launcher", HTMLButtonElement);
  events;
  /** Whether the visitor is in a conversation, as the runtime remembers it. */
  isConversation = false;
  /** What the visitor answered; `null` if they began the conversation themselves. */
  answered = null;
  adapter = generic({
    handOver: (handOver) => {
      this.answered = handOver;
      this.open();
    },
    listen: (events) => {
      this.events = events;
    }
  });
  constructor() {
    this.launcher.addEventListener("click", () => this.window.hidden ? this.open() : this.close());
    this.window.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        this.close();
      }
    });
  }
  /** Shows whether the visitor is in a conversation. */
  show(isConversation) {
    if (isConversation !== this.isConversation) {
      this.isConversation = isConversation;
      this.answered = isConversation ? this.answered : null;
      this.draw();
    }
  }
  /** Closes the window: the visitor is another one, or has loaded the page anew. */
  reset() {
    this.window.hidden = true;
    this.launcher.ariaExpanded = "false";
  }
  open() {
    this.window.hidden = false;
    this.launcher.ariaExpanded = "true";
    this.draw();
    this.window.focus();
  }
  close() {
    this.window.hidden = true;
    this.launcher.ariaExpanded = "false";
    this.launcher.focus();
  }
  draw() {
    const { answered } = this;
    const toggle = make("button", { type: "button" }, this.isConversation ? "End the conversation" : "Begin a conversation");
    toggle.addEventListener("click", () => {
      this.events?.conversation(!this.isConversation);
      this.window.focus();
    });
    const says = !this.isConversation ? "A visitor can begin a conversation here without a message." : answered ? "Your chat widget takes over here. It gets:" : "The visitor is in a conversation, so no message is shown.";
    this.window.replaceChildren(
      make("h3", {}, "Your chat widget"),
      make("p", {}, says),
      ...answered ? [describe(answered)] : [],
      toggle
    );
  }
};
function describe({ text, tags, contact, botAnswer }) {
  const rows = [
    ["Text", text],
    ["Name", contact.name],
    ["E-mail", contact.email],
    ["Tags", tags.join(", ")],
    ["Bot", botAnswer?.name],
    ["Answer", botAnswer?.answer]
  ];
  const list = make("dl", {});
  for (const [name, value] of rows) {
    if (value) {
      list.append(make("dt", {}, name), make("dd", { dir: "auto" }, value));
    }
  }
  return list;
}

// serve/site.ts
async function example(of, id) {
  const response = await fetch(`/example/${of}/${encodeURIComponent(id)}`);
  return response.ok ? await response.json() : null;
}
function follow(changed, connected) {
  let source;
  let last = "";
  const read = async () => {
    const response = await fetch("/site.json");
    const text = await response.text();
    if (response.ok && text !== last) {
      last = text;
      changed(JSON.parse(text));
    }
  };
  const listen = () => {
    source?.close();
    source = void 0;
    if (!document.hidden) {
      source = new EventSource("/changes");
      source.addEventListener("open", () => connected(true));
      source.addEventListener("error", () => connected(false));
      source.addEventListener("message", () => read().catch(() => connected(false)));
    }
  };
  document.addEventListener("visibilitychange", listen);
  listen();
}

// serve/finder.ts
var Finder = class {
  form = byId("finder", HTMLFormElement);
  list = byId("wanted", HTMLSelectElement);
  answer = byId("found", HTMLElement);
  unpublished = byId("unpublished", HTMLElement);
  names = {};
  /** `found` is called with a visit on which the message is shown. */
  constructor(found) {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.find(this.list.value, found);
    });
  }
  offer({ names, bundle, unpublished }) {
    const { value } = this.list;
    this.names = names;
    this.list.replaceChildren(...bundle.messages.map(({ id }) => option(id, names[id])));
    if (names[value] !== void 0) {
      this.list.value = value;
    }
    this.answer.textContent = "";
    this.form.hidden = bundle.messages.length === 0;
    const rows = unpublished.map(({ name, status }) => make("li", {}, make("span", { dir: "auto" }, name), `: ${status}`));
    this.unpublished.replaceChildren(...rows.length > 0 ? [make("summary", {}, `Not published: ${rows.length}`), make("ul", {}, ...rows)] : []);
    this.unpublished.hidden = rows.length === 0;
  }
  async find(id, found) {
    const answer = await example("message", id).catch(() => null);
    this.answer.textContent = answer?.visit ? "" : this.explain(answer?.takenBy ?? []);
    if (answer?.visit) {
      found(answer.visit);
    }
  }
  explain(takenBy) {
    const names = takenBy.map((id) => `\u201C${this.names[id] ?? id}\u201D`);
    return names.length > 0 ? `No visitor was found. They see ${names.join(", ")} instead.` : "No visitor was found.";
  }
};

// serve/fragment.ts
function readVisit() {
  const given = new URLSearchParams(location.hash.slice(1));
  const { channel: channel2, address, title = "", language, visitor, at, zone } = Object.fromEntries(given);
  return channel2 && address && URL.canParse(address) && language && at && Number.isSafeInteger(Number(at)) && zone ? { channel: channel2, visit: { url: address, title, language, history: visitor === "returning" ? "returning" : "new", at: Number(at), zone } } : null;
}
function writeVisit(channel2, { url, title, language, history: history2, at, zone }) {
  const fragment = new URLSearchParams({ channel: channel2, address: url, title, language, visitor: history2, at: String(at), zone });
  window.history.replaceState(null, "", `#${fragment}`);
}

// serve/clock.ts
var PERIOD = 200;
var SimulatedClock = class {
  /**
   * `settle` waits until what a timer started is done, since that may ask for the time. `moved` is called after each
   * move of the clock.
   */
  constructor(settle, moved) {
    this.settle = settle;
    this.moved = moved;
  }
  settle;
  moved;
  wall = 0;
  passed = 0;
  timers = [];
  running;
  /** What is still to be done, in the order of the calls. */
  work = Promise.resolve();
  now() {
    return Math.floor(this.wall);
  }
  elapsed() {
    return this.passed;
  }
  after(delay, call) {
    const timer = { due: this.passed + Math.max(0, delay), call };
    this.timers = [...this.timers, timer];
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }
  /** Sets the wall clock, in Unix milliseconds. */
  set(now) {
    this.wall = now;
  }
  get isRunning() {
    return this.running !== void 0;
  }
  /** Follows real time while the page can be seen. */
  run() {
    let last = performance.now();
    this.running ??= setInterval(() => {
      const now = performance.now();
      const delta = now - last;
      last = now;
      if (!document.hidden) {
        void this.advance(Math.min(delta, 5 * PERIOD));
      }
    }, PERIOD);
  }
  pause() {
    clearInterval(this.running);
    this.running = void 0;
  }
  /** Does something between two moves of the clock. */
  enqueue(task) {
    return this.work = this.work.then(task);
  }
  /** Lets time pass, in milliseconds. Each timer is called at its own time. */
  advance(delta) {
    return this.enqueue(() => this.pass(delta));
  }
  /** Like `advance`, within a task. */
  async pass(delta) {
    const until = this.passed + delta;
    for (let timer = this.next(until); timer; timer = this.next(until)) {
      const reached = timer;
      this.timers = this.timers.filter((other) => other !== reached);
      this.move(reached.due);
      reached.call();
      await this.settle();
    }
    this.move(until);
    this.moved();
  }
  /** The first timer that is due until then. */
  next(until) {
    return this.timers.filter(({ due }) => due <= until).sort((one, other) => one.due - other.due)[0];
  }
  move(to) {
    const delta = Math.max(0, to - this.passed);
    this.passed += delta;
    this.wall += delta;
  }
};

// serve/player.ts
var Player = class {
  constructor(options) {
    this.options = options;
    this.clock = new SimulatedClock(() => this.settle(), options.changed);
  }
  options;
  clock;
  page = { url: "about:blank", title: "", language: "en" };
  bundle;
  from = "";
  widget;
  events;
  /** What is stored about the visitor, and what was when the page was loaded. */
  stored = /* @__PURE__ */ new Map();
  storedBefore = /* @__PURE__ */ new Map();
  /** When the page was loaded, by both clocks. */
  loaded = { now: 0, elapsed: 0 };
  history = "new";
  /** The seconds since the page was loaded. */
  get seconds() {
    return Math.floor((this.clock.elapsed() - this.loaded.elapsed) / 1e3);
  }
  /** The seconds after page load at which the next messages are checked. */
  get nextCheck() {
    return this.bundle?.messages.find(({ after }) => after > this.seconds)?.after;
  }
  /** What is known about the visitor. */
  get visitor() {
    const kept = this.bundle && openStore(this.bundle.channel, () => this.area).read();
    return kept?.visitor ?? { ...STRANGER.visitor, history: this.history };
  }
  /** What the visitor gets on the page and why; `null` before the first page. */
  get explanation() {
    return this.widget?.explanation() ?? null;
  }
  /** Begins with a visitor about whom nothing is known, or only that they have been here before. */
  begin(history2) {
    return this.clock.enqueue(() => {
      this.stop();
      this.history = history2;
      this.stored.clear();
    });
  }
  /** Loads a page. `now` sets the wall clock, in Unix milliseconds. */
  load(page, bundle, from, now) {
    return this.clock.enqueue(async () => {
      this.page = page;
      this.bundle = bundle;
      this.from = from;
      if (now !== void 0) {
        this.clock.set(now);
      }
      this.storedBefore = new Map(this.stored);
      await this.arrive();
    });
  }
  /** Shows the same page with other messages, at the same time, as if what happened on it had not happened. */
  replace(bundle, from) {
    return this.clock.enqueue(async () => {
      const stay = this.clock.elapsed() - this.loaded.elapsed;
      this.bundle = bundle;
      this.from = from;
      this.stop();
      this.stored = new Map(this.storedBefore);
      this.clock.set(this.loaded.now);
      await this.arrive();
      await this.clock.pass(stay);
    });
  }
  /** Shows nothing, because there are no messages. */
  end() {
    return this.clock.enqueue(() => {
      this.stop();
      this.bundle = void 0;
      this.options.changed();
    });
  }
  async arrive() {
    const { bundle } = this;
    if (!bundle) {
      return;
    }
    this.loaded = { now: this.clock.now(), elapsed: this.clock.elapsed() };
    if (this.events && this.widget) {
      this.events.page();
    } else {
      this.start(bundle);
    }
    await this.settle();
    this.options.changed();
  }
  start(config) {
    const { options } = this;
    const store = openStore(config.channel, () => this.area);
    if (this.history === "returning" && !store.read()) {
      store.write({ ...STRANGER, visitor: { ...STRANGER.visitor, history: "returning" } });
    }
    this.widget = start2({
      config,
      adapter: options.adapter,
      consent: () => true,
      from: this.from,
      view: this.view,
      clock: this.clock,
      storage: this.area,
      explained: options.changed
    });
  }
  stop() {
    this.widget?.stop();
    this.widget = void 0;
  }
  area = {
    getItem: (key) => this.stored.get(key) ?? null,
    setItem: (key, value) => void this.stored.set(key, value),
    removeItem: (key) => void this.stored.delete(key)
  };
  view = /* @__PURE__ */ ((player2) => ({
    get address() {
      return player2.page.url;
    },
    get title() {
      return player2.page.title;
    },
    get language() {
      return player2.page.language;
    },
    get body() {
      return player2.options.body;
    },
    watch(on) {
      player2.events = on;
      on.page();
      return () => {
        player2.events = void 0;
      };
    }
  }))(this);
  /** Waits until the runtime has done what it was told so far: it works under this lock, in the order of the calls. */
  async settle() {
    const { locks } = navigator;
    if (this.bundle) {
      await locks?.request(openStore(this.bundle.channel, () => null).key, () => {
      });
    }
  }
};

// serve/problems.ts
function drawProblems({ isError, summary, findings }, isEmpty) {
  const section = byId("problems", HTMLElement);
  section.hidden = findings === "" && !isError;
  section.classList.toggle("error", isError);
  byId("problems-heading", HTMLElement).textContent = isError ? "The workspace has errors" : "The workspace has warnings";
  byId("problems-effect", HTMLElement).textContent = !isError ? "" : isEmpty ? "The messages appear here when they are fixed." : "Until they are fixed, you see the messages as they were before.";
  byId("problems-summary", HTMLElement).textContent = summary;
  byId("findings", HTMLElement).textContent = findings.trimEnd();
  byId("problems-details", HTMLDetailsElement).open = isError;
}

// serve/shop.ts
var MAX_LINKS = 7;
var Shop = class {
  /** `follow` is called when the visitor follows a link. */
  constructor(follow2) {
    this.follow = follow2;
  }
  follow;
  element = byId("shop", HTMLElement);
  address = byId("location-text", HTMLElement);
  draw(page, bundle, brand) {
    this.address.textContent = page.url;
    const links = linksOf(page.url, bundle).map(([url, name]) => {
      const link = make("a", { href: url }, name);
      if (url === page.url) {
        link.ariaCurrent = "page";
      }
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.follow(url, `${name} \u2013 ${brand}`);
      });
      return link;
    });
    const heading = page.title || nameOf(new URL(page.url));
    this.element.replaceChildren(
      make("div", { className: "banner" }, make("strong", { dir: "auto" }, brand), make("nav", { ariaLabel: "Pages of the shop" }, ...links)),
      make("h3", { dir: "auto" }, heading),
      make("p", {}, "A page of your website. The text does not matter: rules ask for the address, the title, the language and the visitor."),
      make("div", { className: "goods", ariaHidden: "true" }, ...[1, 2, 3, 4, 5, 6].map(() => make("div", {})))
    );
    this.element.scrollTop = 0;
  }
};
function linksOf(url, { comparisons, sites }) {
  const { origin } = new URL(url);
  const links = /* @__PURE__ */ new Map([[`${origin}/`, "Home"]]);
  for (const [field, , ...values] of comparisons) {
    for (const value of field === "visitor.url" ? values : []) {
      const target = /^https?:\/\//.test(value) ? value : value.startsWith("/") ? origin + value : null;
      if (target && URL.canParse(target) && links.size <= MAX_LINKS) {
        const { href } = new URL(target);
        const isOn = sites.length === 0 || sites.some(({ pattern }) => new RegExp(pattern).test(href));
        if (isOn && !links.has(href)) {
          links.set(href, nameOf(new URL(href)));
        }
      }
    }
  }
  return [...links];
}
function nameOf({ pathname }) {
  const last = pathname.split("/").filter(Boolean).at(-1);
  if (last === void 0) {
    return "Home";
  }
  const words = decoded(last).replace(/\.\w+$/, "").replace(/[-_+]+/g, " ").trim() || last;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

// serve/main.ts
var site;
var channel;
var chat = new Chat();
var player = new Player({ body: byId("view", HTMLElement), adapter: chat.adapter, changed: draw });
var shop = new Shop((url, title) => {
  bar.follow(url, title);
  void load(bar.page);
});
var bar = new Bar({
  load: (page, now) => void load(page, now),
  begin: (history2) => void begin(history2),
  choose: (id) => void choose(site?.channels.find((other) => other.id === id))
});
var finder = new Finder((found) => void visit(found));
var why = createExplanationView();
byId("explanation", HTMLElement).append(why.element);
var time = byId("clock", HTMLTimeElement);
var play = byId("play", HTMLButtonElement);
var next = byId("skip-next", HTMLButtonElement);
play.addEventListener("click", () => {
  if (player.clock.isRunning) {
    player.clock.pause();
  } else {
    player.clock.run();
  }
  draw();
});
for (const seconds of [10, 60]) {
  byId(`skip-${seconds}`, HTMLButtonElement).addEventListener("click", () => void player.clock.advance(seconds * 1e3));
}
next.addEventListener("click", () => {
  const { nextCheck, seconds } = player;
  if (nextCheck !== void 0) {
    void player.clock.advance((nextCheck - seconds) * 1e3);
  }
});
follow(
  (changed) => void show(changed),
  (isConnected) => {
    byId("connection", HTMLElement).textContent = isConnected ? "" : "`proactive serve` does not answer. Is it still running?";
  }
);
player.clock.run();
async function show(changed) {
  const before = channel;
  const { channels, name, problems } = changed;
  site = changed;
  byId("workspace", HTMLElement).textContent = name ?? "";
  document.title = name ? `${name}: try the messages` : "Try the messages";
  document.body.classList.toggle("empty", channels.length === 0);
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
function offer(channels, current) {
  bar.offer(channels, current);
  finder.offer(current);
}
async function choose(chosen, given) {
  channel = chosen;
  if (!chosen || !site) {
    await player.end();
    return;
  }
  offer(site.channels, chosen);
  const begun = given ?? (await example("channel", chosen.id))?.visit;
  if (begun) {
    await visit(begun);
  }
}
async function visit(visit2) {
  bar.fill(visit2);
  await begin(visit2.history, visit2.at * 1e3);
}
async function begin(history2, now) {
  chat.reset();
  void player.begin(history2);
  await load(bar.page, now);
}
async function load(page, now) {
  if (channel) {
    shop.draw(page, channel.bundle, channel.brand);
    await player.load(page, channel.bundle, channel.brand, now);
    const at = player.clock.now();
    bar.showMoment(at);
    writeVisit(channel.id, { ...page, history: player.visitor.history, at: Math.floor(at / 1e3), zone: bar.zone });
  }
}
function draw() {
  const { clock, seconds, nextCheck } = player;
  time.dateTime = new Date(clock.now()).toISOString();
  time.textContent = `${localTime(clock.now(), bar.zone)} ${bar.zone}`;
  byId("elapsed", HTMLElement).textContent = `${duration(seconds)} on the page`;
  play.textContent = clock.isRunning ? "Pause" : "Play";
  next.disabled = nextCheck === void 0;
  const { history: history2, inConversation } = player.visitor;
  bar.showVisitor(history2);
  chat.show(inConversation);
  const { explanation } = player;
  if (explanation) {
    why.update(explanation);
  }
}
