// A real shared cache, nginx, in front of the app: nobody sees the token of somebody else, and no member a guest's page.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { ADA, GRACE, GUEST, startApp } from "./app.mjs";
import { startCache } from "./nginx.mjs";

let app;
let cache;
let cookies;

before(async () => {
  app = await startApp();
  cache = await startCache(app.url);
  cookies = { [ADA]: await cookieOf(ADA), [GRACE]: await cookieOf(GRACE), [GUEST]: "theme=dark" };
});

after(async () => {
  await cache?.stop();
  app?.stop();
});

async function cookieOf(name) {
  const body = new URLSearchParams({ name });
  const response = await fetch(`${app.url}/plain/inline/log-in`, { method: "POST", body, redirect: "manual" });
  return response.headers.get("set-cookie").split(";")[0];
}

/** Whom the page is for, whom its token names, and whether it came out of the cache. */
async function load(path, name) {
  const response = await fetch(cache.url + path, { headers: { Cookie: cookies[name] } });
  assert.equal(response.status, 200);
  const html = await response.text();
  const [, user] = /<bdi id="who">([^<]+)/.exec(html);
  const token = /visitorToken":"[^.]+\.([^.]+)\./.exec(html)?.[1];
  const visitor = token === undefined ? GUEST : JSON.parse(Buffer.from(token, "base64url")).name;
  return { user, visitor, isCached: response.headers.get("x-cache") === "HIT" };
}

const IN_TEN_MINUTES = new Date(Date.now() + 600_000).toUTCString();

const CASES = {
  "no header": [],
  "Cache-Control": [["cache-control", "public, max-age=600"]],
  "s-maxage": [["cache-control", "s-maxage=600"]],
  Expires: [["expires", IN_TEN_MINUTES]],
  "X-Accel-Expires": [["x-accel-expires", "600"]],
  "X-Accel-Expires with an app’s own no-store": [
    ["x-accel-expires", "600"],
    ["cache-control", "no-store"],
  ],
  "X-Accel-Expires at a time": [["x-accel-expires", `@${Math.floor(Date.now() / 1000) + 600}`]],
  "all of them": [
    ["cache-control", "public"],
    ["cache-control", "max-age=600"],
    ["expires", IN_TEN_MINUTES],
    ["x-accel-expires", "600"],
  ],
  Vary: [
    ["cache-control", "public, max-age=600"],
    ["vary", "Accept-Encoding"],
  ],
  "two lines of Vary": [
    ["x-accel-expires", "600"],
    ["vary", "Accept-Encoding"],
    ["vary", "Accept-Language"],
  ],
};

const VISITS = [
  [GUEST, ADA, GRACE, GUEST, ADA, ADA, GUEST],
  [ADA, GRACE, GUEST, GUEST, GRACE, ADA],
];

/** Each visit on a path that the cache has not seen. */
async function visit(prefix, headers) {
  const answers = [];
  for (const visits of VISITS) {
    const query = new URLSearchParams(headers);
    const path = `${prefix}/page?${query}${headers.length > 0 ? "&" : ""}x-case=${answers.length}`;
    for (const name of visits) answers.push({ name, ...(await load(path, name)) });
  }
  return answers;
}

describe("with the layer everybody gets their own page", () => {
  for (const [name, headers] of Object.entries(CASES)) {
    test(name, async () => {
      const answers = await visit("/covered", headers);
      for (const answer of answers) {
        assert.equal(answer.user, answer.name);
        assert.equal(answer.visitor, answer.name);
        assert.ok(answer.name === GUEST || !answer.isCached, "a member's page is never kept");
      }
      assert.ok(
        answers.some(({ isCached }) => isCached),
        "guests' pages are kept",
      );
    });
  }
});

describe("without the layer they do not", () => {
  for (const [name, headers] of Object.entries(CASES)) {
    test(name, async () => {
      const answers = await visit("/uncovered", headers);
      const strangers = answers.filter(({ name, visitor }) => name !== visitor);
      assert.ok(strangers.some(({ visitor }) => visitor === ADA), "somebody gets Ada's token");
      assert.ok(strangers.some(({ visitor, name }) => visitor === GUEST && name !== GUEST), "a member gets a guest's page");
    });
  }
});

test("the settings script is never kept", async () => {
  for (const name of [GUEST, ADA, GRACE, ADA, GUEST]) {
    const headers = { Cookie: cookies[name], "Sec-Fetch-Site": "same-origin" };
    const response = await fetch(`${cache.url}/settings.js`, { headers });
    assert.equal(response.headers.get("x-cache"), "MISS");
    const token = /visitorToken":"[^.]+\.([^.]+)\./.exec(await response.text())?.[1];
    assert.equal(token === undefined ? GUEST : JSON.parse(Buffer.from(token, "base64url")).name, name);
  }
});
