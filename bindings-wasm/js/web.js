import load from "../pkg/draftgate.js";
import { knowPolicies, read } from "./api.js";

export { PolicyError, RequestError, Stream, Validator } from "./api.js";

/** Files beside this one can be fetched only where it was fetched itself. */
const fetched = import.meta.url.startsWith("http");

export default async function init(
  source = new URL("../pkg/draftgate_bg.wasm", import.meta.url),
  policies = fetched ? new URL("../pkg/policies.bin", import.meta.url) : new Uint8Array(),
) {
  const bytes = policies instanceof Uint8Array ? policies : read(policies);
  const [known] = await Promise.all([bytes, load({ module_or_path: source })]);
  knowPolicies(known);
}
