// A worker thread of node.test.mjs: checks drafts under the policies it is told of, and sends the answers back.
import { parentPort } from "node:worker_threads";
import { Validator } from "draftgate";

const validators = new Map();

parentPort.on("message", ({ policy, drafts }) => {
  if (!validators.has(policy)) validators.set(policy, Validator.fromText(policy, "p.yaml"));
  const validator = validators.get(policy);
  parentPort.postMessage(drafts.map((draft) => JSON.stringify(validator.check({ draft }))));
});
