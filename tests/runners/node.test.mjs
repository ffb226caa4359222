// The npm package in Node: the corpus, and the package's own behaviour.
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
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
  for (const nothing of [undefined, null, {}, []]) assert.equal(house.check(nothing).type, "failure");
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
  stream.push("\ud83d");
  assert.throws(() => stream.finish(), RangeError);
  stream.push("\ude42");
  assert.deepEqual(stream.finish()[0], { event: "release", text: "A 🙂 parcel. It🙂" });
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
  house.free();
  assert.throws(() => house.check({ draft: "Hello!" }));
});

test("the entry for pages, from bytes", async () => {
  const file = (name) => readFileSync(new URL(import.meta.resolve(`draftgate/${name}`)));
  await init(file("draftgate.wasm"), new Uint8Array());
  assert.equal(new WebValidator(HOUSE).check({ draft: "A package." }).text, "A parcel.");
  assert.throws(() => new WebValidator("default"), PolicyError);
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
