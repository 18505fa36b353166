// The same rules and the same events (contest.json, beside this file), decided by json-rules-engine
// and json-logic-js. For each engine a line of JSON is printed: its name, the nanoseconds an event
// takes it, and which rules it found for which event.

import { readFileSync } from "node:fs";
import jsonLogic from "json-logic-js";
import { Engine } from "json-rules-engine";

const contest = JSON.parse(readFileSync(new URL("contest.json", import.meta.url), "utf8"));

/** Runs rounds over all events for some seconds; the time of the processor for an event. */
async function measure(round) {
  const used = (since) => {
    const { user, system } = process.cpuUsage(since);
    return (user + system) * 1_000;
  };
  const begin = process.cpuUsage();
  let rounds = 0;
  while (used(begin) < 3e9) {
    await round();
    rounds += 1;
  }
  return used(begin) / (rounds * contest.events.length);
}

async function report(engine, decide) {
  const matches = [];
  for (const event of contest.events) matches.push(await decide(event));
  const nanoseconds = await measure(async () => {
    for (const event of contest.events) await decide(event);
  });
  console.log(JSON.stringify({ engine, nanoseconds, matches }));
}

/** A rule as conditions of json-rules-engine, which has no operators for parts of a text. */
function conditions(rule) {
  const [kind, what] = Object.entries(rule)[0];
  const about = (operator, fact, value) => ({ operator, fact, value });
  switch (kind) {
    case "all":
    case "any":
      return { [kind]: what.map(conditions) };
    case "contains":
      return about("textContains", ...what);
    case "does_not_contain":
      return about("textDoesNotContain", ...what);
    case "is":
      return about("equal", ...what);
    case "speaks":
      return about("speaks", "language", what);
    default:
      throw new Error(kind);
  }
}

/** A rule as JsonLogic. */
function logic(rule) {
  const [kind, what] = Object.entries(rule)[0];
  switch (kind) {
    case "all":
      return { and: what.map(logic) };
    case "any":
      return { or: what.map(logic) };
    case "contains":
      return { in: [what[1], { var: what[0] }] };
    case "does_not_contain":
      return { "!": [{ in: [what[1], { var: what[0] }] }] };
    case "is":
      return { "===": [{ var: what[0] }, what[1]] };
    case "speaks": {
      const begins = { substr: [{ var: "language" }, 0, what.length + 1] };
      return { or: [{ "===": [{ var: "language" }, what] }, { "===": [begins, `${what}-`] }] };
    }
    default:
      throw new Error(kind);
  }
}

const engine = new Engine();
engine.addOperator("textContains", (text, part) => text.includes(part));
engine.addOperator("textDoesNotContain", (text, part) => !text.includes(part));
engine.addOperator("speaks", (tag, range) => tag === range || tag.startsWith(`${range}-`));
contest.rules.forEach((rule, number) => {
  engine.addRule({ conditions: conditions(rule), event: { type: "match", params: { number } } });
});
await report("json-rules-engine", async (event) => {
  const { events } = await engine.run(event);
  return events.map((it) => it.params.number).sort((one, other) => one - other);
});

const rules = contest.rules.map(logic);
await report("json-logic-js", (event) => {
  const found = [];
  rules.forEach((rule, number) => {
    if (jsonLogic.apply(rule, event)) found.push(number);
  });
  return found;
});
