import type { Answer, Diagnostic, Request } from "./contract.js";

export type * from "./contract.js";

/** A policy that cannot be compiled. Its message shows every mistake with its place. */
export class PolicyError extends Error {
  readonly name: "PolicyError";
  /** Every mistake. */
  readonly errors: readonly Diagnostic[];
}

export interface PolicyOptions {
  /** The texts of other files that the policy extends, by their names. */
  packs?: Readonly<Record<string, string>>;
}

/**
 * Checks drafts under one policy, compiled once.
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
   * @throws {PolicyError} when the policy cannot be compiled
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
   * Judges a draft: a verdict, or a failure that lists every mistake of the request. Never throws for a request that
   * cannot be read. Spans count UTF-16 code units, as JavaScript does, unless `offset_unit` says otherwise.
   */
  check(request: Request): Answer;

  /**
   * The same with JSON text on both sides. Spans are in the unit that the request names, UTF-8 bytes when it names
   * none.
   */
  checkJson(json: string): string;

  /** Gives the memory back at once, instead of when the validator is collected. It cannot be used afterwards. */
  free(): void;
}
