import { readFileSync } from "node:fs";
import { initSync } from "../pkg/draftgate.js";
import { know } from "./api.js";

const file = (name) => readFileSync(new URL(`../pkg/${name}`, import.meta.url));

initSync({ module: file("draftgate_node.wasm") });
know(file("policies.bin"), file("vectors.bin"));

export { PolicyError, RequestError, Stream, Validator } from "./api.js";
