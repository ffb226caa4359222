// Where things are.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const caseFile = (name) => new URL(`../cases/${name}`, import.meta.url);

export const schemaFile = (name) => new URL(`../../schemas/${name}.schema.json`, import.meta.url);

/** The folder of the installed package. */
export const packageFolder = new URL("./node_modules/draftgate/", import.meta.url);

export const topics = () =>
  readdirSync(fileURLToPath(caseFile("")))
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length))
    .sort();
