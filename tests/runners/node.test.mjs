// The npm package in Node: the corpus, and the package's own behaviour.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import test from "node:test";
import { Worker } from "node:worker_threads";
import { PolicyError, RequestError, Validator } from "draftgate";
import { Validator as WebValidator, default as init } from "draftgate/web";
import { caseFile, topics } from "./files.mjs";
import { runCorpus } from "./corpus.mjs";

const HOUSE = readFileSync(caseFile("house.yaml"), "utf8");

test("corpus", async (t) => {
  const read = (name) => readFileSync(caseFile(name), "utf8");
  for (const { name, problems } of await runCorpus({ Validator, topics: topics(), read })) {
    await t.test(name, () => assert.deepEqual(problems, []));
  }
});

test("a policy from text, alone and among others", () => {
  const house = Validator.fromText(HOUSE, "house.yaml");
  assert.equal(house.policyName, "corpus-house@1.0.0");
  assert.match(house.policyDigest, /^sha256:[0-9a-f]{64}$/);
  assert.equal(new Validator(HOUSE).policyDigest, house.policyDigest);
  const mine = "policy: mine\nversion: 1.0.0\ntitle: Mine\nowner: Tests\nextends: [corpus-house]\n";
  const both = Validator.fromText(mine, "mine.yaml", { packs: { "house.yaml": HOUSE } });
  assert.equal(both.check({ draft: "A package." }).text, "A parcel.");
});

test("a bad policy", () => {
  const text = HOUSE.replace("severity: warning", "severity: warnin").replace("action: rewrite", "action: rewrit");
  assert.throws(
    () => Validator.fromText(text, "house.yaml"),
    (error) => {
      assert.ok(error instanceof PolicyError && error instanceof Error);
      assert.equal(error.name, "PolicyError");
      assert.equal(error.errors.length, 2);
      assert.ok(error.errors.every(({ file, line, column }) => file === "house.yaml" && line > 0 && column > 0));
      assert.match(error.message, /house\.yaml:\d+:\d+/);
      return true;
    },
  );
  assert.throws(() => new Validator("no-such-policy"), PolicyError);
  assert.throws(() => Validator.fromText("", "empty.yaml"), PolicyError);
});

test("a bad request is an answer", () => {
  const house = new Validator(HOUSE);
  const answer = house.check({ draft: "Hello!", context: { channel: "fax" } });
  assert.equal(answer.type, "failure");
  assert.deepEqual(answer.errors.map(({ code, path }) => [code, path]), [["unknown_value", "context.channel"]]);
  for (const nothing of [undefined, null, {}]) assert.equal(house.check(nothing).type, "failure");
});

test("prepared sources change nothing", () => {
  const sources = [{ id: "KB-1", title: "Refunds", text: "Refunds are paid within 5 working days." }];
  const plain = new Validator();
  const prepared = plain.prepare(sources, { locale: "en-GB" });
  const request = { draft: "Your refund is paid within 3 days.", sources, context: { locale: "en-GB" } };
  assert.deepEqual(prepared.check(request), plain.check(request));
  const bad = (error) => error instanceof RequestError && error.errors[0].path === "sources[0].text";
  assert.throws(() => plain.prepare([{ id: "KB-1" }]), bad);
});

test("a stream of a bad request, and pieces that cut a character", () => {
  const house = new Validator(HOUSE);
  const bad = (error) => error instanceof RequestError && error.errors[0].path === "context.channel";
  assert.throws(() => house.stream({ context: { channel: "fax" } }), bad);
  const stream = house.stream();
  assert.deepEqual(stream.push("A \ud83d"), []);
  assert.deepEqual(stream.push("\ude42 package. It"), [{ event: "hold", rule_ids: ["brand.terms.parcel"] }]);
  const lone = (error) => error instanceof RequestError && error.errors[0].code === "lone_surrogate";
  for (const half of ["\ude42", "x\ud83dx", "\ud83d\ud83d", "\ude42\ud83d"]) assert.throws(() => stream.push(half), lone, half);
  stream.push("\ud83d");
  assert.throws(() => stream.finish(), lone);
  assert.throws(() => stream.push("x"), lone);
  stream.push("\ude42");
  assert.deepEqual(stream.finish()[0], { event: "release", text: "A 🙂 parcel. It🙂" });
  assert.throws(() => house.stream({ draft: "\ud83d" }), lone);
});

test("pieces without text add nothing, and what is no text is refused", () => {
  const stream = new Validator(HOUSE).stream();
  for (const nothing of [null, undefined, ""]) assert.deepEqual(stream.push(nothing), []);
  stream.push("All done");
  assert.deepEqual(stream.push(), []);
  for (const wrong of [5, {}, ["x"], true]) assert.throws(() => stream.push(wrong), { name: "TypeError", message: /^chunk must be a string/ });
  assert.deepEqual(stream.push("."), []);
  assert.deepEqual(stream.finish()[0], { event: "release", text: "All done." });
});

test("a verdict in an event is written as every answer", () => {
  const house = new Validator(HOUSE);
  const stream = house.stream();
  stream.push("A package.");
  const { verdict } = stream.finish().at(-1);
  assert.equal(JSON.stringify(verdict), JSON.stringify(house.check({ draft: "A package." })));
  assert.equal(verdict.type, "verdict");
});

test("policies of a wrong type", () => {
  const wrong = [{ policy: "x" }, 5, null, new URL("https://example.com/"), Buffer.from(HOUSE), ["default", {}], [5], Symbol("x")];
  for (const policy of wrong) assert.throws(() => new Validator(policy), { name: "TypeError", message: /^a policy is given by/ });
  for (const packs of [null, 5, "x", ["x"], new Map([["house.yaml", HOUSE]])]) {
    assert.throws(() => new Validator("default", { packs }), { name: "TypeError", message: /^packs must be an object/ });
  }
  assert.throws(() => new Validator("default", { packs: { a: 5 } }), { name: "TypeError", message: 'packs["a"] must be a string, not a number' });
  assert.throws(() => Validator.fromText(Buffer.from(HOUSE)), { name: "TypeError", message: "text must be a string, not an object (Buffer)" });
  assert.throws(() => Validator.fromText(HOUSE, 5), { name: "TypeError", message: /^name must be/ });
  assert.throws(() => new Validator([]), (error) => error instanceof PolicyError && error.errors[0].code === "no_policy");
  assert.throws(() => new Validator("house.yaml"), /Validator\.fromText/);
  assert.throws(() => new Validator("defualt"), /did you mean `default`\?/);
});

test("requests of a wrong type, and what is not JSON", () => {
  const house = new Validator(HOUSE);
  for (const wrong of ["All done.", 5, true, ["All done."], [], new Map()]) {
    const refused = { name: "TypeError", message: /^request must be an object/ };
    assert.throws(() => house.check(wrong), refused);
    assert.throws(() => house.stream(wrong), refused);
  }
  for (const wrong of [undefined, "x", { id: "KB-1", text: "x" }, new Set()]) {
    assert.throws(() => house.prepare(wrong), { name: "TypeError", message: /^sources must be a list/ });
  }
  for (const wrong of [{ draft: "x" }, undefined, Buffer.from("{}")]) {
    assert.throws(() => house.checkJson(wrong), { name: "TypeError", message: /^json must be a string/ });
  }
  const draft = "All done.";
  for (const [request, message] of [
    [{ draft, facts: new Map([["a", 1]]) }, "facts: an object (Map) is not JSON"],
    [{ draft, facts: { plain: { list: [1, { set: new Set() }] } } }, "facts.plain.list[1].set: an object (Set) is not JSON"],
    [{ draft, facts: { first: {}, second: [new Uint8Array(2)] } }, "facts.second[0]: an object (Uint8Array) is not JSON"],
    [{ draft, sources: Promise.resolve([]) }, "sources: an object (Promise) is not JSON"],
    [{ draft, facts: { total: 10n } }, "facts.total: a bigint is not JSON; give it as a string"],
  ]) {
    assert.throws(() => house.check(request), { name: "TypeError", message });
  }
  assert.equal(house.check({ draft, facts: { due: new Date(0), same: [1, [1]], none: undefined } }).decision, "pass");
});

test("half a surrogate pair is named, not replaced", () => {
  const house = new Validator(HOUSE);
  for (const answer of [house.check({ draft: "Hello \ud83d" }), JSON.parse(house.checkJson('{"draft": "\udc00"}'))]) {
    assert.deepEqual(answer.errors.map(({ code }) => code), ["lone_surrogate"]);
  }
});

test("a large draft", () => {
  const answer = new Validator(HOUSE).check({ draft: "Nothing to see here, move along. ".repeat(25_000) });
  assert.equal(answer.decision, "pass");
});

test("a freed validator cannot be used", () => {
  const house = new Validator(HOUSE);
  const stream = house.stream();
  for (const one of [house, stream]) {
    one.free();
    one.free();
  }
  const freed = { name: "Error", message: /was freed$/ };
  for (const use of [() => house.check({ draft: "" }), () => house.checkJson("{}"), () => house.policyName, () => house.stream()]) {
    assert.throws(use, freed);
  }
  assert.throws(() => stream.push("x"), freed);
  assert.throws(() => stream.finish(), freed);
});

test("the entry for pages before its module is loaded", () => {
  const script = 'import { Validator } from "draftgate/web"; try { new Validator(); } catch (error) { console.log(error.message); }';
  const node = spawnSync(process.execPath, ["--input-type=module", "-e", script], { cwd: new URL(".", import.meta.url), encoding: "utf8" });
  assert.match(node.stdout, /await init\(\)/, node.stderr);
});

test("the entry for pages, from bytes", async () => {
  const file = (name) => readFileSync(new URL(import.meta.resolve(`draftgate/${name}`)));
  await init(file("draftgate.wasm"), new Uint8Array());
  assert.equal(new WebValidator(HOUSE).check({ draft: "A package." }).text, "A parcel.");
  assert.throws(() => new WebValidator("default"), (error) => error instanceof PolicyError && /no shipped policies are loaded/.test(error.message));
  await init(file("draftgate.wasm"), file("policies.bin"));
  assert.match(new WebValidator("default").policyName, /^default@/);
  const conversation = { draft: "It left today.", turns: [{ role: "customer", text: "Where is my parcel?" }] };
  const withoutVectors = new WebValidator("default").check(conversation);
  assert.equal(withoutVectors.scores.relevance, null);
  assert.deepEqual(withoutVectors.unchecked.filter(({ what }) => what === "relevance").map(({ why }) => why), ["no_word_vectors"]);
  const none = new Uint8Array();
  for (const [policies, vectors] of [[new Uint8Array([1, 2, 3]), none], [none, new Uint8Array([1, 2, 3])]]) {
    await init(file("draftgate.wasm"), policies, vectors);
    assert.throws(() => new WebValidator("default"), /does not belong/);
  }
  await init(file("draftgate.wasm"), file("policies.bin"), file("vectors.bin"));
  assert.deepEqual(new WebValidator("default").check(conversation), new Validator("default").check(conversation));
});

test("the entry for pages, from addresses", async () => {
  const server = createServer(({ url }, response) => {
    response.setHeader("content-type", url.endsWith(".wasm") ? "application/wasm" : "application/octet-stream");
    response.end(readFileSync(new URL(import.meta.resolve(`draftgate${url}`))));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const at = (name) => `http://127.0.0.1:${server.address().port}/${name}`;
  try {
    await init(at("draftgate.wasm"), at("policies.bin"), at("vectors.bin"));
  } finally {
    server.close();
  }
  const conversation = { draft: "It left today.", turns: [{ role: "customer", text: "Where is my parcel?" }] };
  assert.equal(typeof new WebValidator("default").check(conversation).scores.relevance, "number");
});

test("workers give the same answers, each wholly under one policy, while policies change", async () => {
  const policies = ["aaa", "bbb", "ccc"].map((name) => HOUSE.replace("corpus-house", name).replaceAll("say parcel", name));
  const drafts = ["A package.", "A p4ckage, a p a c k a g e.", "All done.", "Project bluebird."];
  const expected = policies.map((policy) => {
    const validator = Validator.fromText(policy, "p.yaml");
    return drafts.map((draft) => JSON.stringify(validator.check({ draft })));
  });
  const workers = Array.from({ length: 4 }, () => new Worker(new URL("./worker.mjs", import.meta.url)));
  const ask = async (worker, message) => {
    worker.postMessage(message);
    const [answers] = await once(worker, "message");
    return answers;
  };
  try {
    await Promise.all(
      workers.map(async (worker, start) => {
        for (let n = start; n < start + 40; n += 1) {
          const which = n % policies.length;
          assert.deepEqual(await ask(worker, { policy: policies[which], drafts }), expected[which]);
        }
      }),
    );
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
});
