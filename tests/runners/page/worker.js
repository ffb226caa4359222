import init, { Validator } from "/draftgate/js/web.js";

await init();
const house = await (await fetch("/cases/house.yaml")).text();
postMessage(new Validator(house).check({ draft: "A package." }).text);
