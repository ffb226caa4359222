// The corpus in `tests/cases`, for any place that runs JavaScript. `read` gives the text of one of its files.

/** Every case of every topic: what it checked, and the problems found, none when all is well. */
export async function runCorpus({ Validator, topics, read }) {
  const validators = new Map();
  const validator = async (choice) => {
    const key = JSON.stringify(choice);
    if (!validators.has(key)) {
      const made = choice.file ? Validator.fromText(await read(choice.file), choice.file) : new Validator(choice);
      validators.set(key, made);
    }
    return validators.get(key);
  };
  const results = [];
  for (const topic of topics) {
    const { policy, cases } = JSON.parse(await read(`${topic}.json`));
    const recorded = (await read(`${topic}.answers.jsonl`)).split("\n").slice(0, -1);
    if (recorded.length !== cases.length) throw new Error(`${topic}: ${recorded.length} answers, ${cases.length} cases`);
    for (const [i, one] of cases.entries()) {
      results.push({ name: one.name, problems: runCase(await validator(one.policy ?? policy), one, recorded[i]) });
    }
  }
  return results;
}

function runCase(validator, { name, request, request_text }, line) {
  const json = request_text ?? JSON.stringify(request);
  const text = validator.checkJson(json);
  if (`{"name":"${name}","answer":${text}}` !== line) return [`answers ${text}`];
  const problems = [];
  const answer = JSON.parse(text);
  if (answer.type === "verdict") {
    const { draft, offset_unit = "utf8" } = JSON.parse(json);
    for (const { span, evidence } of answer.findings) {
      const got = slice(draft, offset_unit, span);
      if (got !== evidence) problems.push(`${span.start}..${span.end} is ${got}, not ${evidence}`);
    }
  }
  return request ? [...problems, ...runTyped(validator, request, answer)] : problems;
}

/** Objects give the same, in UTF-16 units when the request names no unit. */
function runTyped(validator, request, expected) {
  const problems = [];
  const typed = validator.check({ offset_unit: "utf8", ...request });
  if (JSON.stringify(typed) !== JSON.stringify(expected)) problems.push(`check answers ${JSON.stringify(typed)}`);
  const inUtf16 = validator.check({ ...request, offset_unit: undefined });
  for (const { span, evidence } of inUtf16.findings ?? []) {
    const got = request.draft.slice(span.start, span.end);
    if (got !== evidence) problems.push(`check: ${span.start}..${span.end} is ${got}, not ${evidence}`);
  }
  return [...problems, ...runStream(validator, request, expected)];
}

/** What is released of a draft in pieces is the text of the verdict. */
function runStream(validator, request, expected) {
  if (expected.type !== "verdict") return [];
  const stream = validator.stream({ offset_unit: "utf8", ...request, draft: "" });
  const events = [];
  // Pieces of 61 units: some cut a character of two.
  for (let at = 0; at < request.draft.length; at += 61) events.push(...stream.push(request.draft.slice(at, at + 61)));
  events.push(...stream.finish());
  stream.free();
  const released = events.map(({ text }) => text ?? "").join("");
  const { event, verdict } = events.at(-1);
  const wanted = expected.decision === "escalate" ? ["stop", ""] : ["done", expected.text];
  const problems = [];
  if (event !== wanted[0] || released !== wanted[1]) problems.push(`streams ${event} ${released}`);
  if (event === "done" && JSON.stringify(verdict) !== JSON.stringify(expected)) {
    problems.push(`the stream's verdict is ${JSON.stringify(verdict)}`);
  }
  return problems;
}

function slice(text, unit, { start, end }) {
  switch (unit) {
    case "utf16":
      return text.slice(start, end);
    case "code_point":
      return Array.from(text).slice(start, end).join("");
    default:
      return new TextDecoder("utf-8", { ignoreBOM: true }).decode(new TextEncoder().encode(text).slice(start, end));
  }
}
