import load from "../pkg/draftgate.js";

export { PolicyError, Validator } from "./api.js";

export default async function init(source = new URL("../pkg/draftgate_bg.wasm", import.meta.url)) {
  await load({ module_or_path: source });
}
