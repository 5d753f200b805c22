// The policies that the documentation names, with the widget at Algomo's own address.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launch, openPage } from "../browser.mjs";
import { ADA, GUEST, assertVisitor, logIn, startApp } from "./app.mjs";

const LOADER = "https://app.algomo.com/algomo.min.js";

let browser;
let app;
let widget;

before(async () => {
  [browser, app] = await Promise.all([launch(), startApp()]);
  widget = await (await fetch(`${app.url}/algomo-standin.js`)).text();
});

after(async () => {
  await browser?.close();
  app?.stop();
});

async function open(t, policy, name) {
  const opened = await openPage(t, browser);
  await opened.page.route(LOADER, (route) => route.fulfill({ contentType: "text/javascript", body: widget }));
  if (name !== GUEST) await logIn(opened.page.context(), app.url, { name });
  const response = await opened.page.goto(`${app.url}/policy/${policy}`);
  return { ...opened, policy: response.headers()["content-security-policy"] };
}

const POLICIES = {
  hosts: /script-src 'self' https:\/\/app\.algomo\.com;/,
  "with-nonce/nonce": /script-src 'nonce-[\w-]{22}' 'strict-dynamic';/,
  "with-nonce/nonce-script": /script-src 'nonce-[\w-]{22}' 'strict-dynamic';/,
  hash: /script-src ('sha256-[\w+/]{43}=')? https:\/\/app\.algomo\.com;/,
};

for (const [policy, text] of Object.entries(POLICIES)) {
  for (const name of [ADA, GUEST]) {
    test(`${policy} lets the widget of ${name} run, and the console is empty`, async (t) => {
      const opened = await open(t, policy, name);
      assert.match(opened.policy, text);
      assert.equal(policy === "hash" && name === ADA, opened.policy.includes("sha256"));
      await assertVisitor(opened.page, name);
      assert.deepEqual(opened.problems, []);
    });
  }
}

describe("a policy that is too strict is noticed", () => {
  test("without the loader’s host no widget starts", async (t) => {
    const { page, problems } = await open(t, "self-only", ADA);
    await page.waitForTimeout(200);
    assert.ok(problems.includes(`violation: script-src-elem blocked ${LOADER}`), problems.join("\n"));
    assert.equal(await page.locator("#algomo-standin").count(), 0);
  });

  test("without the hash the member is anonymous", async (t) => {
    const { page, problems } = await open(t, "no-hash", ADA);
    await assertVisitor(page, ADA, GUEST);
    assert.ok(problems.includes("violation: script-src-elem blocked inline"), problems.join("\n"));
  });
});
