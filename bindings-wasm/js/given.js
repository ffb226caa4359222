// What callers give, held against what the engine takes: it would read anything else as something that was not meant.

/** What a value is, in a message. */
export function kind(value) {
  if (value === null || value === undefined) return String(value);
  if (typeof value !== "object") return `a ${typeof value}`;
  return Array.isArray(value) ? "a list" : `an object (${value.constructor?.name ?? "Object"})`;
}

/** The value, which must be a string. */
export function string(value, what) {
  if (typeof value !== "string") throw new TypeError(`${what} must be a string, not ${kind(value)}`);
  return value;
}

/** The value, which must be a list. */
export function list(value, what) {
  if (!Array.isArray(value)) throw new TypeError(`${what} must be a list, not ${kind(value)}`);
  return value;
}

/** The value, which must be an object with fields. */
export function object(value, what) {
  if (typeof value !== "object" || value === null || Array.isArray(value) || strange(value)) {
    throw new TypeError(`${what} must be an object, not ${kind(value)}`);
  }
  return value;
}

/** What JSON would write as an object without its content: maps, sets, iterators, buffers, promises. */
function strange(value) {
  return !Array.isArray(value) && (typeof value[Symbol.iterator] === "function" || typeof value.then === "function");
}

/** A request in JSON. What JSON cannot hold is named with its path instead of being left out. */
export function written(request) {
  // The objects on the way to the present value, each with its path.
  const way = [];
  const json = JSON.stringify(request, function (key, value) {
    while (way.length && way.at(-1).object !== this) way.pop();
    const before = way.at(-1)?.path ?? "";
    const path = Array.isArray(this) ? `${before}[${key}]` : before && key ? `${before}.${key}` : key;
    if (typeof value === "bigint") throw new TypeError(`${path}: a bigint is not JSON; give it as a string`);
    if (typeof value === "object" && value !== null) {
      if (strange(value)) throw new TypeError(`${path}: ${kind(value)} is not JSON`);
      way.push({ object: value, path });
    }
    return value;
  });
  return escaped(json);
}

/** Half of a surrogate pair has no UTF-8 form; as a JSON escape it reaches the engine, which says where it is. */
export function escaped(json) {
  return json.replace(/\p{Cs}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`);
}
