// One engine of JavaScript in a process of its own; the orders are those of engines.py.
//
//     node engine.mjs regexp
//     node engine.mjs draftgate FOLDER_OF_THE_PACKAGE
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [, , name, folder] = process.argv;

function escape(text) {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** One alternation for phrases, one expression after the other for expressions: what one would write oneself. */
function regexp(order) {
  const sets = {
    phrases: () => [`(?<![\\p{L}\\p{N}])(?:${order.phrases.map(escape).join("|")})(?![\\p{L}\\p{N}])`],
    expressions: () => order.expressions,
  };
  if (!(order.task in sets)) return { cannot: "phrases and expressions only" };
  const flags = order.task === "phrases" ? "giu" : "gi";
  const all = sets[order.task]().map((source) => new RegExp(source, flags));
  const check = (text) => all.flatMap((one) => text.match(one) ?? []);
  return { check, note: order.task === "phrases" ? "one alternation" : "one after the other" };
}

async function draftgate(order) {
  const { Validator } = await import(pathToFileURL(`${folder}/js/node.js`));
  if (order.task === "whole") {
    const full = new Validator("full");
    const check = (draft) => full.check({ ...order.request, draft }).findings.map((finding) => finding.evidence);
    return { check, note: "policy `full`, turns, sources, facts" };
  }
  const validator = Validator.fromText(order.policy);
  return { check: (draft) => validator.check({ draft }).findings.map((finding) => finding.evidence), note: "" };
}

function time(check, texts, seconds) {
  let done = 0;
  const began = performance.now();
  const cpu = process.cpuUsage();
  while (!done || performance.now() - began < seconds * 1e3) {
    for (const text of texts) check(text);
    done += texts.length;
  }
  const { user, system } = process.cpuUsage(cpu);
  return { micros: (user + system) / done };
}

let check;
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  let answer;
  try {
    if ("task" in order) {
      const made = await (name === "regexp" ? regexp(order) : draftgate(order));
      check = made.check;
      check?.(order.request.draft);
      answer = made.cannot ? { cannot: made.cannot } : { note: made.note, version: process.version };
    } else if ("find" in order) {
      answer = { found: order.find.map((text) => check(text)) };
    } else {
      answer = time(check, order.time, order.seconds);
    }
  } catch (error) {
    answer = { cannot: String(error).slice(0, 160) };
  }
  console.log(JSON.stringify(answer));
}
