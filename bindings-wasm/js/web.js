import load from "../pkg/draftgate.js";
import { know, read } from "./api.js";

export { PolicyError, RequestError, Stream, Validator } from "./api.js";

/** Files beside this one can be fetched only where it was fetched itself. */
const fetched = import.meta.url.startsWith("http");
const beside = (address) => (fetched ? address : new Uint8Array());
const bytes = (given) => (given instanceof Uint8Array ? given : read(given));

export default async function init(
  source = new URL("../pkg/draftgate_bg.wasm", import.meta.url),
  policies = beside(new URL("../pkg/policies.bin", import.meta.url)),
  vectors = beside(new URL("../pkg/vectors.bin", import.meta.url)),
) {
  know(...(await Promise.all([bytes(policies), bytes(vectors), load({ module_or_path: source })])));
}
