// The contract, version 1: what goes in and what comes out, the same in every language. A test holds these types
// against the JSON schemas in `schemas/`.

export type Format = "plain" | "markdown" | "ssml";
export type TurnRole = "customer" | "bot" | "agent" | "system";
export type SourceKind = "passage" | "faq" | "policy" | "contract" | "tool" | "review";
export type Sector =
  | "banking" | "credit" | "collections" | "investment" | "insurance" | "health" | "airline" | "travel" | "telecom"
  | "energy" | "retail" | "saas" | "public" | "other";
export type PartyRole = "provider" | "creditor" | "debt_collector" | "broker" | "insurer" | "airline" | "agency";
export type Channel = "web_chat" | "in_app" | "email" | "sms" | "whatsapp" | "social" | "voice";
export type ChannelSecurity = "secure" | "open";
export type Sender = "bot" | "human_reviewed" | "human";
export type UiDisclosure = "none" | "banner" | "persistent_label";
export type Purpose = "service" | "promotional" | "collections";
export type OnLine = "customer" | "spouse" | "carer" | "employer" | "other";
export type MarketingConsent = "given" | "soft_opt_in" | "none";
export type CustomerFlag =
  | "vulnerable" | "minor" | "represented" | "breathing_space" | "opted_out" | "bereaved" | "hardship"
  | "accessibility" | "self_excluded" | "business";
export type Reviewer = "agent" | "licensed_clinician" | "licensed_adviser";
export type OffsetUnit = "utf8" | "utf16" | "code_point";

/** A draft and everything that is known about it. Only `draft` is required; what is absent is not known. */
export interface Request {
  contract?: number | null;
  id?: string | null;
  /** The reply to be judged. */
  draft: string;
  format?: Format | null;
  /** The conversation, oldest first; the last customer turn is the request being answered. */
  turns?: readonly Turn[] | null;
  sources?: readonly Source[] | null;
  /** What the systems of record hold: any JSON tree. */
  facts?: unknown;
  context?: Context | null;
  /** Scores from 0 to 1 of the caller's own models. */
  signals?: Readonly<Record<string, number>> | null;
  offset_unit?: OffsetUnit | null;
}

export interface Turn {
  role: TurnRole;
  text: string;
  /** RFC 3339. */
  at?: string | null;
}

export interface Source {
  id: string;
  title?: string | null;
  text: string;
  kind?: SourceKind | null;
  url?: string | null;
  /** `YYYY-MM-DD`. */
  effective_from?: string | null;
  /** `YYYY-MM-DD`. */
  effective_to?: string | null;
}

export interface Context {
  /** The present moment, RFC 3339; the engine never reads a clock. */
  now?: string | null;
  /** BCP 47, such as `en-GB`. */
  locale?: string | null;
  /** `EU`, `UK`, `US`, ISO 3166-1 alpha-2, or ISO 3166-2 for states. */
  jurisdictions?: readonly string[] | null;
  sector?: Sector | null;
  role?: PartyRole | null;
  channel?: Channel | null;
  channel_security?: ChannelSecurity | null;
  sender?: Sender | null;
  ui_disclosure?: UiDisclosure | null;
  purpose?: Purpose | null;
  first_contact?: boolean | null;
  customer?: CustomerContext | null;
  /** With `sender: "human_reviewed"`. */
  reviewed_by?: Reviewer | null;
}

export interface CustomerContext {
  verified?: boolean | null;
  on_line?: OnLine | null;
  /** IANA, such as `Europe/Madrid`. */
  time_zone?: string | null;
  marketing_consent?: MarketingConsent | null;
  flags?: readonly CustomerFlag[] | null;
}

export type Decision = "pass" | "rewrite" | "escalate";
export type LayerName = "semantic" | "regulatory" | "brand" | "hallucination";
export type Severity = "info" | "warning" | "error" | "critical";
export type Action = "note" | "rewrite" | "escalate";
export type Applicability = "display" | "unsafe" | "safe";
export type LayerStatus = "ran" | "skipped" | "failed";
export type Complexity = "low" | "medium" | "high";
export type Priority = "low" | "normal" | "high" | "urgent";

export type Answer = Verdict | Failure;

/** The engine's judgement of one draft. */
export interface Verdict {
  readonly type: "verdict";
  readonly contract: number;
  readonly id: string | null;
  /** `pass`: send the draft; `rewrite`: send `text`; `escalate`: a person takes over. */
  readonly decision: Decision;
  /** What to send; `null` on escalation. */
  readonly text: string | null;
  readonly reasons: readonly Reason[];
  readonly escalation: Escalation | null;
  /** All findings about the original draft, in its order. */
  readonly findings: readonly Finding[];
  readonly layers: readonly LayerReport[];
  /** What no check could judge. Silence is never agreement. */
  readonly unchecked: readonly Unchecked[];
  readonly scores: Scores;
  readonly complexity: Complexity;
  /** How often the text was checked: 1 for the draft, one more for each corrected text. */
  readonly rounds: number;
  readonly audit: Audit;
}

/** A request that could not be read. */
export interface Failure {
  readonly type: "failure";
  readonly contract: number;
  readonly id: string | null;
  /** Line in a batch, from 1. */
  readonly line?: number;
  readonly errors: readonly RequestProblem[];
}

/** A half-open range of a text, in the unit that the request asked for. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Reason {
  readonly code: string;
  /** `null` when no rule but the engine speaks. */
  readonly rule_id: string | null;
  /** Indices into the verdict's findings. */
  readonly findings: readonly number[];
}

/** How the case goes to a person. */
export interface Escalation {
  readonly code: string;
  readonly queue: string;
  readonly priority: Priority;
  readonly summary: string;
  /** May be sent while a person takes over; has itself passed every check. */
  readonly holding_text: string | null;
  /** The reply may go out then, RFC 3339. */
  readonly not_before: string | null;
  /** The approved template that the channel demands. */
  readonly template: string | null;
}

/** Something a check has to say about the draft. */
export interface Finding {
  readonly rule_id: string;
  readonly layer: LayerName;
  /** How much harm. */
  readonly severity: Severity;
  /** What the policy wants. */
  readonly action: Action;
  /** Where in the original draft; empty at the end when the whole draft is meant. */
  readonly span: Span;
  /** The text at `span`. */
  readonly evidence: string;
  readonly message: string;
  readonly support: readonly Support[];
  readonly fix: Fix | null;
  readonly citation: Citation | null;
  readonly policy: string;
  /** How sure the check is, from 0 to 1. */
  readonly confidence: number;
}

/** A piece of evidence: exactly one of `source`, `fact` and `turn` is there. */
export interface Support {
  /** Id of a source. */
  readonly source?: string;
  /** Path into the facts, such as `order.refund_total`. */
  readonly fact?: string;
  /** Index of a turn. */
  readonly turn?: number;
  readonly text: string;
  /** Where in the source or turn the text stands. */
  readonly span?: Span;
}

/** A correction: edits that belong together. Only a `safe` one is applied without a person. */
export interface Fix {
  readonly title: string;
  readonly applicability: Applicability;
  readonly edits: readonly Edit[];
}

/** One replacement; an empty span inserts, an empty content deletes. */
export interface Edit {
  readonly span: Span;
  readonly content: string;
}

/** Where a rule comes from. */
export interface Citation {
  readonly instrument: string;
  readonly section?: string;
  readonly url?: string;
  /** `V1` read in the primary text, `V2` in a secondary source, `M` general knowledge. */
  readonly evidence: string;
  readonly verified_on?: string;
}

export interface LayerReport {
  readonly layer: LayerName;
  readonly status: LayerStatus;
  /** Why it did not run. */
  readonly why?: string;
}

/** Something no check could judge. */
export interface Unchecked {
  readonly what: string;
  readonly span?: Span;
  readonly rule_id?: string;
  readonly why: string;
}

/** Probabilities from 0 to 1; `null` where there is nothing to judge against. */
export interface Scores {
  /** That everything asserted is supported. */
  readonly grounding: number | null;
  /** That the draft answers the last customer turn. */
  readonly relevance: number | null;
  /** That it contradicts nothing said earlier. */
  readonly consistency: number | null;
  /** That it is abusive or demeaning. */
  readonly toxicity: number | null;
}

/** What makes the verdict reproducible and verifiable. */
export interface Audit {
  readonly engine: string;
  readonly policy: string;
  readonly policy_digest: string;
  readonly request_digest: string;
  readonly verdict_digest: string;
}

/** What a stream says of a draft on its way. */
export type StreamEvent =
  | { readonly event: "release"; readonly text: string }
  | { readonly event: "hold"; readonly rule_ids: readonly string[] }
  | { readonly event: "stop"; readonly verdict: Verdict }
  | { readonly event: "done"; readonly verdict: Verdict };

/** One mistake in a request. */
export interface RequestProblem {
  /** Such as `unknown_value`. */
  readonly code: string;
  /** Such as `context.channel` or `turns[2].role`; empty for the whole document. */
  readonly path: string;
  readonly message: string;
}

/** One mistake in a policy, with its place. */
export interface Diagnostic {
  readonly code: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly length: number;
  /** The line itself. */
  readonly source_line: string;
  readonly message: string;
  readonly hint?: string;
  readonly rule_id?: string;
}
