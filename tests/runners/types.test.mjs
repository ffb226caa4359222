// The hand-written types against the JSON schemas of the contract: same fields, same words, both ways.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { packageFolder, schemaFile } from "./files.mjs";

const source = readFileSync(new URL("js/contract.d.ts", packageFolder), "utf8").replace(/\/\*[^]*?\*\/|\/\/.*/g, "");

/** Name to the words of a union. */
const unions = new Map(
  [...source.matchAll(/export type (\w+) =([^;]*);/g)].map(([, name, body]) => [name, words(body)]),
);

/** Name to its fields: whether each is optional, and its type. */
const interfaces = new Map(
  [...source.matchAll(/export interface (\w+) \{([^}]*)\}/g)].map(([, name, body]) => [
    name,
    new Map(
      [...body.matchAll(/(?:readonly )?(\w+)(\??): ([^;]*);/g)].map(([, field, mark, type]) => [
        field,
        { optional: mark === "?", type },
      ]),
    ),
  ]),
);

function words(type) {
  return [...type.matchAll(/"(\w+)"/g)].map(([, word]) => word).sort();
}

const request = JSON.parse(readFileSync(schemaFile("request"), "utf8"));
const answer = JSON.parse(readFileSync(schemaFile("answer"), "utf8"));
const [verdict, failure] = answer.oneOf;

function compare(name, schema) {
  const fields = interfaces.get(name);
  assert.ok(fields, `no interface ${name}`);
  assert.deepEqual([...fields.keys()].sort(), Object.keys(schema.properties).sort());
  for (const [field, { optional, type }] of fields) {
    const property = schema.properties[field];
    assert.equal(optional, !(schema.required ?? []).includes(field), `${name}.${field} is optional`);
    const listed = property.enum ?? property.items?.enum ?? (property.const ? [property.const] : undefined);
    const named = /\w+/.exec(type.replace("readonly ", ""))[0];
    // A code is any word: an older type must not refuse what a newer engine says.
    if (listed && field !== "code") {
      assert.deepEqual(unions.get(named) ?? words(type), listed.filter((word) => word !== null).sort(), `${name}.${field}`);
    } else {
      assert.deepEqual(words(type), [], `${name}.${field}`);
    }
    const list = [property.type].flat().includes("array");
    assert.equal(type.includes("[]"), list, `${name}.${field} is a list`);
    const nullable = JSON.stringify(property).includes('"null"') && (request.properties === schema.properties || !optional);
    if (nullable) assert.match(type, /null|unknown/, `${name}.${field} may be null`);
  }
}

test("Request", () => compare("Request", request));
test("Verdict", () => compare("Verdict", verdict));
test("Failure", () => compare("Failure", failure));
for (const [name, schema] of Object.entries({ ...request.$defs, ...answer.$defs })) {
  if (schema.type === "object") test(name, () => compare(name, schema));
}

test("no interface is without a schema", () => {
  const known = ["Request", "Verdict", "Failure", "Diagnostic", ...Object.keys({ ...request.$defs, ...answer.$defs })];
  assert.deepEqual([...interfaces.keys()].filter((name) => !known.includes(name)), []);
});
