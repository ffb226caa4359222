import init from "../pkg/draftgate.js";
import { know, read } from "./api.js";

const [policies, vectors] = await Promise.all([
  read(new URL("../pkg/policies.bin", import.meta.url)),
  read(new URL("../pkg/vectors.bin", import.meta.url)),
  init({ module_or_path: new URL("../pkg/draftgate_bg.wasm", import.meta.url) }),
]);
know(policies, vectors);

export { PolicyError, RequestError, Stream, Validator } from "./api.js";
