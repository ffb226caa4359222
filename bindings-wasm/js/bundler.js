import init from "../pkg/draftgate.js";

await init({ module_or_path: new URL("../pkg/draftgate_bg.wasm", import.meta.url) });

export { PolicyError, Validator } from "./api.js";
