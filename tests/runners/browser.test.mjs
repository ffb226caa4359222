// The npm package in headless Chromium: in a plain page under a strict content security policy, and bundled by Vite.
// The environment variable CHROMIUM names the browser; without it, Debian's is taken.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { build, createServer as createDevServer } from "vite";
import { caseFile, packageFolder, topics } from "./files.mjs";

const HERE = new URL("./", import.meta.url);
const HOUSE = readFileSync(caseFile("house.yaml"), "utf8");
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".bin": "application/octet-stream",
};

const started = [];
let browser;

/** Serves each folder under its prefix, on a free port of this machine. */
async function serve(folders) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const prefix = Object.keys(folders).find((one) => pathname.startsWith(one));
    try {
      const body = await readFile(new URL(pathname.slice(prefix.length) || "index.html", folders[prefix]));
      response.setHeader("content-type", TYPES[extname(pathname || "index.html")] ?? TYPES[".html"]);
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  started.push(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

/** Opens a page, and fails on anything it complains about. */
async function open(address) {
  const page = await browser.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto(address);
  return { page, complaints };
}

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
});

after(async () => {
  await browser?.close();
  for (const stop of started) await stop();
});

test("a plain page", async (t) => {
  const address = await serve({ "/draftgate/": packageFolder, "/cases/": caseFile(""), "/page/": new URL("page/", HERE), "/": HERE });
  const { page, complaints } = await open(`${address}/page/index.html`);
  await page.waitForFunction(() => window.run);
  const results = await page.evaluate((names) => window.run(names), topics());
  assert.ok(results.length > 0);
  for (const { name, problems } of results) await t.test(name, () => assert.deepEqual(problems, []));
  await t.test("from bytes", async () => assert.equal(await page.evaluate(() => window.runFromBytes()), "A parcel."));
  await t.test("in a worker", async () => assert.equal(await page.evaluate(() => window.runInWorker()), "A parcel."));
  await t.test("a bad policy", async () => assert.equal(await page.evaluate(() => window.refused()), 1));
  assert.deepEqual(complaints, []);
});

/** What a bundled page answers. */
async function bundledAnswer(address) {
  const { page, complaints } = await open(address);
  await page.waitForFunction(() => window.check);
  const answer = await page.evaluate(([policy, request]) => window.check(policy, request), [HOUSE, { draft: "🎉 A package." }]);
  assert.deepEqual([answer.text, answer.findings[0].span], ["🎉 A parcel.", { start: 5, end: 12 }]);
  assert.deepEqual(complaints, []);
}

const bundled = { root: fileURLToPath(new URL("bundled/", HERE)), configFile: false, logLevel: "warn" };

test("built by Vite", async () => {
  const out = await mkdtemp(join(tmpdir(), "draftgate-"));
  try {
    await build({ ...bundled, build: { outDir: out, emptyOutDir: true } });
    await bundledAnswer(await serve({ "/": new URL(`file://${out}/`) }));
  } finally {
    await rm(out, { recursive: true });
  }
});

test("served by Vite's development server", async () => {
  const cacheDir = await mkdtemp(join(tmpdir(), "draftgate-"));
  const server = await createDevServer({ ...bundled, cacheDir, optimizeDeps: { exclude: ["draftgate"] } });
  try {
    await server.listen();
    await bundledAnswer(server.resolvedUrls.local[0]);
  } finally {
    await server.close();
    await rm(cacheDir, { recursive: true });
  }
});
