// How a TypeScript user sees the package; compiled, never run.
import { type Answer, type Finding, PolicyError, type Request, Validator, type Verdict } from "draftgate";
import init, { Validator as WebValidator } from "draftgate/web";

const request: Request = {
  draft: "Hello!",
  turns: [{ role: "customer", text: "Hi" }],
  context: { channel: "web_chat", customer: { flags: ["vulnerable"] } },
};

export function send(answer: Answer): string | null {
  switch (answer.type) {
    case "verdict":
      return answer.decision === "escalate" ? (answer.escalation?.holding_text ?? null) : answer.text;
    case "failure":
      throw new Error(answer.errors.map(({ path, message }) => `${path}: ${message}`).join("\n"));
  }
}

export function first(policy: string | readonly string[]): Finding | undefined {
  try {
    const answer = new Validator(policy, { packs: { "house.yaml": "" } }).check(request);
    return answer.type === "verdict" ? answer.findings[0] : undefined;
  } catch (error) {
    if (error instanceof PolicyError) console.error(error.errors.map(({ file, line }) => `${file}:${line}`));
    throw error;
  }
}

export async function inPage(): Promise<string> {
  await init();
  await init("/draftgate_bg.wasm");
  await init("/draftgate_bg.wasm", "/policies.bin", "/vectors.bin");
  await init(fetch("/draftgate_bg.wasm"));
  await init(new Uint8Array());
  return WebValidator.fromText("", "house.yaml").policyDigest;
}

export function streamed(pieces: readonly string[]): string {
  const stream = new Validator().stream({ turns: [{ role: "customer", text: "Hi" }] });
  const events = [...pieces.flatMap((piece) => stream.push(piece)), ...stream.finish()];
  return events.map((event) => (event.event === "release" ? event.text : "")).join("");
}

export function judged(deltas: readonly { content?: string | null }[]): Verdict | undefined {
  const stream = new Validator().stream();
  for (const { content } of deltas) stream.push(content);
  const last = stream.finish().at(-1);
  if (last?.event !== "done" && last?.event !== "stop") return undefined;
  const verdict: Verdict = last.verdict;
  return verdict;
}

// @ts-expect-error: a draft is required
new Validator().check({ turns: [] });
// @ts-expect-error: not a channel
new Validator().check({ draft: "", context: { channel: "fax" } });
// @ts-expect-error: a misspelt field
new Validator().check({ draft: "", turn: [] });
// @ts-expect-error: answers are read-only
new Validator().check({ draft: "" }).type = "failure";
