import { readFileSync } from "node:fs";
import { initSync } from "../pkg/draftgate.js";

initSync({ module: readFileSync(new URL("../pkg/draftgate_bg.wasm", import.meta.url)) });

export { PolicyError, Validator } from "./api.js";
