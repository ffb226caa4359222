// What every entry point exports. They differ only in how they load the WebAssembly module.
import { Engine, Shipped } from "../pkg/draftgate.js";

/** The bytes of the files with the shipped policies and the word vectors. */
let files = [new Uint8Array(), new Uint8Array()];
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
    super(errors.map(({ path, message }) => `${path}: ${message}`).join("; "));
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

  push(chunk) {
    // A model's pieces may cut a character of two units in its middle.
    const text = this.#half + chunk;
    const cut = /[\ud800-\udbff]$/.test(text) ? text.length - 1 : text.length;
    this.#half = text.slice(cut);
    return JSON.parse(this.#stream.push(text.slice(0, cut)));
  }

  finish() {
    if (this.#half) throw new RangeError("the draft ends in half of a surrogate pair");
    return JSON.parse(this.#stream.finish());
  }

  free() {
    this.#stream.free();
  }
}

/** The text of a policy file, as opposed to the name of a shipped policy. */
class PolicyText {
  constructor(text, name) {
    this.text = text;
    this.name = name;
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

  get policyName() {
    return this.#engine.policyName;
  }

  get policyDigest() {
    return this.#engine.policyDigest;
  }

  check(request) {
    const offset_unit = request?.offset_unit ?? "utf16";
    return JSON.parse(this.checkJson(JSON.stringify({ ...request, offset_unit })));
  }

  checkJson(json) {
    return this.#engine.checkJson(escaped(json));
  }

  stream(request = {}) {
    const offset_unit = request.offset_unit ?? "utf16";
    return new Stream(orThrow(() => this.#engine.stream(written({ draft: "", ...request, offset_unit }))));
  }

  prepare(sources, { locale } = {}) {
    return new Validator(orThrow(() => this.#engine.prepare(written({ draft: "", sources, context: { locale } }))));
  }

  free() {
    this.#engine.free();
  }
}

/** Half of a surrogate pair has no UTF-8 form; as a JSON escape it reaches the engine, which says where it is. */
function escaped(json) {
  return json.replace(/\p{Cs}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`);
}

function written(request) {
  return escaped(JSON.stringify(request));
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
  shipped ??= new Shipped(...files);
  const loader = shipped.loader();
  try {
    for (const [name, text] of Object.entries(packs)) loader.add(name, text);
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
  // No name has a line break or a brace, and no policy file is without.
  return /[\n{]/.test(policy) ? new PolicyText(policy, "policy.yaml") : undefined;
}
