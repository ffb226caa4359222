import { readFileSync } from "node:fs";
import { initSync } from "../pkg/draftgate.js";
import { knowPolicies } from "./api.js";

const file = (name) => readFileSync(new URL(`../pkg/${name}`, import.meta.url));

initSync({ module: file("draftgate_node.wasm") });
knowPolicies(file("policies.bin"));

export { PolicyError, RequestError, Stream, Validator } from "./api.js";
