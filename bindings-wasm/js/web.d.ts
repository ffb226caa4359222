export * from "./index.js";

/**
 * Loads the WebAssembly module: from the file beside the package when nothing is given, else from an address, a
 * response, its bytes, or a compiled module; and the shipped policies, from the file `policies.bin` beside it, from
 * another address, or from its bytes. No bytes (`new Uint8Array()`) leave them out, for pages that only use policies of
 * their own. Await it once before the first `Validator`.
 */
export default function init(
  source?: string | URL | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module,
  policies?: string | URL | Uint8Array,
): Promise<void>;
