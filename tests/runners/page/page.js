// A page without a build step: the package loads its module from its own address, in the page and in a worker.
import init, { PolicyError, Validator } from "/draftgate/js/web.js";
import { runCorpus } from "/corpus.mjs";

const text = async (address) => (await fetch(address)).text();

window.run = async (topics) => {
  await init();
  return runCorpus({ Validator, topics, read: (name) => text(`/cases/${name}`) });
};

window.runFromBytes = async () => {
  await init(await (await fetch("/draftgate/pkg/draftgate_bg.wasm")).arrayBuffer());
  return new Validator(await text("/cases/house.yaml")).check({ draft: "A package." }).text;
};

window.runInWorker = () =>
  new Promise((resolve, reject) => {
    const worker = new Worker("worker.js", { type: "module" });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });

window.refused = () => {
  try {
    new Validator("no-such-policy");
  } catch (error) {
    return error instanceof PolicyError && error.errors.length;
  }
};
