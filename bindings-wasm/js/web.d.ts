export * from "./index.js";

/**
 * Loads the WebAssembly module: from the file beside the package when nothing is given, else from an address, a
 * response, its bytes, or a compiled module. Await it once before the first `Validator`.
 */
export default function init(
  source?: string | URL | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module,
): Promise<void>;
