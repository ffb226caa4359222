export * from "./index.js";

/**
 * Loads the WebAssembly module: from the file beside the package when nothing is given, else from an address, a
 * response, its bytes, or a compiled module; the shipped policies and the word vectors, from the files `policies.bin`
 * and `vectors.bin` beside it, from other addresses, or from their bytes. No bytes (`new Uint8Array()`) leave them out:
 * the policies for pages that only use their own, the vectors for pages that do without `scores.relevance`, which is
 * `null` then, as `unchecked` says. Where the package was not fetched over HTTP, in an extension or an application of
 * the desktop for instance, both are left out unless they are given. Await it once before the first `Validator`.
 */
export default function init(
  source?: string | URL | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module,
  policies?: string | URL | Uint8Array,
  vectors?: string | URL | Uint8Array,
): Promise<void>;
