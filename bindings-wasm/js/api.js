// What every entry point exports. They differ only in how they load the WebAssembly module.
import { Engine, Shipped } from "../pkg/draftgate.js";
import { escaped, kind, list, object, string, written } from "./given.js";

/** The bytes of the files with the shipped policies and the word vectors; there once the module is loaded. */
let files;
/** The same as the module holds them, once for all validators. */
let shipped;

/** Makes the shipped policies and the word vectors known. Called by the entry points before the first `Validator`. */
export function know(policies, vectors) {
  files = [policies, vectors];
  shipped = undefined;
}

/** Reads a file from an address. */
export async function read(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`cannot load ${address}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** A policy that cannot be compiled. */
export class PolicyError extends Error {
  constructor(message, errors) {
    super(message);
    this.name = "PolicyError";
    this.errors = errors;
  }
}

/** A request that cannot be read. */
export class RequestError extends Error {
  constructor(errors) {
    super(errors.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join("; "));
    this.name = "RequestError";
    this.errors = errors;
  }
}

/** One draft on its way. */
export class Stream {
  #stream;
  #half = "";

  constructor(stream) {
    this.#stream = stream;
  }

  get #live() {
    return unfreed(this.#stream, "stream");
  }

  push(chunk) {
    // Many pieces of a model's output carry no text.
    if (chunk === null || chunk === undefined) return [];
    // A model's pieces may cut a character of two units in its middle.
    const text = this.#half + string(chunk, "chunk");
    const cut = /[\ud800-\udbff]$/.test(text) ? text.length - 1 : text.length;
    const whole = text.slice(0, cut);
    if (/\p{Cs}/u.test(whole)) throw halved("half of a surrogate pair");
    const events = JSON.parse(this.#live.push(whole));
    this.#half = text.slice(cut);
    return events;
  }

  finish() {
    if (this.#half) throw halved("the draft ends in half of a surrogate pair");
    return JSON.parse(this.#live.finish());
  }

  free() {
    this.#stream?.free();
    this.#stream = undefined;
  }
}

function halved(message) {
  return new RequestError([{ code: "lone_surrogate", path: "draft", message }]);
}

/** What the module holds, unless the memory was given back. */
function unfreed(held, what) {
  if (!held) throw new Error(`this ${what} was freed`);
  return held;
}

/** The text of a policy file, as opposed to the name of a shipped policy. */
class PolicyText {
  constructor(text, name) {
    this.text = string(text, "text");
    this.name = string(name, "name");
  }
}

/** Checks drafts under one policy. */
export class Validator {
  #engine;

  constructor(policy = "default", { packs = {} } = {}) {
    this.#engine = policy instanceof Engine ? policy : compile(Array.isArray(policy) ? policy : [policy], packs);
  }

  static fromText(text, name = "policy.yaml", options) {
    return new Validator(new PolicyText(text, name), options);
  }

  get #live() {
    return unfreed(this.#engine, "validator");
  }

  get policyName() {
    return this.#live.policyName;
  }

  get policyDigest() {
    return this.#live.policyDigest;
  }

  check(request) {
    return JSON.parse(this.#live.checkJson(whole(request ?? {})));
  }

  checkJson(json) {
    return this.#live.checkJson(escaped(string(json, "json")));
  }

  stream(request) {
    const json = whole({ draft: "", ...object(request ?? {}, "request") });
    return new Stream(orThrow(() => this.#live.stream(json)));
  }

  prepare(sources, { locale } = {}) {
    const json = whole({ draft: "", sources: list(sources, "sources"), context: { locale } });
    return new Validator(orThrow(() => this.#live.prepare(json)));
  }

  free() {
    this.#engine?.free();
    this.#engine = undefined;
  }
}

/** The request in JSON, with the unit of JavaScript's strings unless it names another. */
function whole(request) {
  return written({ ...object(request, "request"), offset_unit: request.offset_unit ?? "utf16" });
}

function orThrow(call) {
  try {
    return call();
  } catch (refusal) {
    if (typeof refusal !== "string") throw refusal;
    throw new RequestError(JSON.parse(refusal).errors);
  }
}

function compile(policies, packs) {
  if (!files) throw new Error("the module is not loaded: call `await init()` before the first Validator");
  shipped ??= new Shipped(...files);
  const loader = shipped.loader();
  try {
    for (const [name, text] of Object.entries(object(packs, "packs"))) loader.add(name, string(text, `packs["${name}"]`));
    for (const policy of policies) {
      const file = policyText(policy);
      loader.choose(file ? loader.add(file.name, file.text) : policy);
    }
    return loader.compile();
  } catch (refusal) {
    if (typeof refusal !== "string") throw refusal;
    const { text, diagnostics } = JSON.parse(refusal);
    throw new PolicyError(text, diagnostics);
  }
}

function policyText(policy) {
  if (policy instanceof PolicyText) return policy;
  if (typeof policy !== "string") throw new TypeError(`a policy is given by its name or its text, not as ${kind(policy)}`);
  // No name has a line break or a brace, and no policy file is without.
  return /[\n{]/.test(policy) ? new PolicyText(policy, "policy.yaml") : undefined;
}
