import type { Answer, Diagnostic, Request, RequestProblem, Source, StreamEvent } from "./contract.js";

export type * from "./contract.js";

/** A policy that cannot be compiled. Its message shows every mistake with its place. */
export class PolicyError extends Error {
  readonly name: "PolicyError";
  /** Every mistake. */
  readonly errors: readonly Diagnostic[];
}

/** A request that cannot be read. */
export class RequestError extends Error {
  readonly name: "RequestError";
  /** Every mistake. */
  readonly errors: readonly RequestProblem[];
}

/**
 * One draft on its way. Nothing is released before the draft is whole, since what comes later decides about what came
 * before. The texts of the `release` events, joined, are the `text` of the verdict on the same draft.
 */
export class Stream {
  private constructor();

  /**
   * The next piece of the draft, cut anywhere, even between the halves of a surrogate pair. `null` and `undefined`, as
   * in a model's pieces without text, add nothing. A `stop` says that no way of going on could be sent.
   *
   * @throws {RequestError} when half of a surrogate pair has no other half; the piece is not taken
   */
  push(chunk?: string | null): StreamEvent[];

  /**
   * The draft is whole: what may be sent of it, and the verdict.
   *
   * @throws {RequestError} when the draft ends in half of a surrogate pair
   */
  finish(): StreamEvent[];

  /** Gives the memory back at once; again does nothing. It cannot be used afterwards. */
  free(): void;
}

export interface PolicyOptions {
  /** The texts of other files that the policy extends, by their names. */
  packs?: Readonly<Record<string, string>>;
}

/**
 * Checks drafts under one policy, compiled once. An argument of another type than is written here is a `TypeError`.
 *
 * ```js
 * const validator = new Validator("default");
 * const answer = validator.check({ draft: "Thanks for waiting. How can I help?" });
 * if (answer.type === "verdict" && answer.decision !== "escalate") send(answer.text);
 * ```
 */
export class Validator {
  /**
   * `policy` is the name of a shipped policy or pack, `default` when not given, or the text of a policy file in YAML
   * or JSON, or several of them, which then hold together.
   *
   * @throws {PolicyError} when the policy cannot be compiled, or the list is empty
   */
  constructor(policy?: string | readonly string[], options?: PolicyOptions);

  /**
   * A validator for the policy in `text`; `name` names it in messages.
   *
   * @throws {PolicyError} when the policy cannot be compiled
   */
  static fromText(text: string, name?: string, options?: PolicyOptions): Validator;

  /** `id@version` of the policy. */
  get policyName(): string;

  /** Digest of the policy as resolved: `sha256:` and 64 hexadecimal digits. */
  get policyDigest(): string;

  /**
   * Judges a draft: a verdict, or a failure that lists every mistake of the request. Throws only what is a mistake of
   * the program: a `TypeError` for a request that is no object, or that holds what JSON cannot (a `Map`, a `Set`, a
   * promise, a `bigint`), with its path. Spans count UTF-16 code units, as JavaScript does, unless `offset_unit` says otherwise.
   */
  check(request: Request): Answer;

  /**
   * The same with JSON text on both sides. Spans are in the unit that the request names, UTF-8 bytes when it names
   * none.
   */
  checkJson(json: string): string;

  /**
   * Judges a draft while it is still being written; what `request` has as its draft is the beginning.
   *
   * @throws {RequestError} when the request cannot be read
   */
  stream(request?: Partial<Request>): Stream;

  /**
   * A validator that has these sources analysed already, besides those that this one has: a knowledge base whose
   * passages come again and again. A request still brings its sources; one whose title and text are the same is not
   * analysed again. Verdicts are the same either way. `locale` is that of the requests.
   *
   * @throws {RequestError} when a source cannot be read
   */
  prepare(sources: readonly Source[], options?: { readonly locale?: string }): Validator;

  /**
   * Gives the memory back at once, instead of when the validator is collected; again does nothing. It cannot be used
   * afterwards.
   */
  free(): void;
}
