import init from "../pkg/draftgate.js";
import { knowPolicies, read } from "./api.js";

const [policies] = await Promise.all([
  read(new URL("../pkg/policies.bin", import.meta.url)),
  init({ module_or_path: new URL("../pkg/draftgate_bg.wasm", import.meta.url) }),
]);
knowPolicies(policies);

export { PolicyError, RequestError, Stream, Validator } from "./api.js";
