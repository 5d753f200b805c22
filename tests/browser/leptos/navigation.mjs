// What the browser does after the server's page: routes, removal and return. And that these tests can fail.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launch } from "../browser.mjs";
import { startServer } from "../server.mjs";
import { EXAMPLE, assertAnonymous, assertCounts, assertGreeted, logIn, openCountingPage } from "./pages.mjs";

let browser;
let server;

before(async () => {
  [browser, server] = await Promise.all([launch(), startServer(EXAMPLE)]);
});

after(async () => {
  await browser?.close();
  server?.stop();
});

const HEADINGS = {
  "Acme Cycles": "The chat knows who you are",
  Head: "In the document’s head",
  Body: "In the app’s body",
  Late: "In a late Suspense",
  Toggled: "Removed and brought back",
  Account: "Your account",
};

async function assertHeading(page, heading) {
  await page.getByRole("heading", { name: heading }).waitFor();
}

describe("client-side navigation and back leave the settings alone", () => {
  for (const [start, path] of [
    ["Head", "/head/out-of-order"],
    ["Body", "/body/in-order"],
    ["Late", "/late/out-of-order"],
    ["Toggled", "/toggled"],
    ["Account", "/account"],
  ]) {
    test(`from ${path}`, async (t) => {
      const { page, problems } = await openCountingPage(t, browser);
      await logIn(page, server.url, "ada");
      await page.goto(server.url + path);
      await assertCounts(page);
      await page.evaluate(() => {
        window.firstSettings = window.algomoSettings;
      });
      const others = Object.keys(HEADINGS).filter((name) => name !== start);
      for (const name of others) {
        await page.getByRole("link", { name, exact: true }).click();
        await assertHeading(page, HEADINGS[name]);
        await assertCounts(page);
        if (name === "Late") await page.locator("#stock").waitFor();
      }
      for (const name of [...others.slice(0, -1).reverse(), start]) {
        await page.goBack();
        await assertHeading(page, HEADINGS[name]);
        await assertCounts(page);
      }
      const isSame = await page.evaluate(() => window.firstSettings !== undefined && window.firstSettings === window.algomoSettings);
      assert.ok(isSame, "the same page, with the same settings");
      await assertGreeted(page, "Ada Lovelace");
      assert.deepEqual(problems, []);
    });
  }

  test("a guest stays one", async (t) => {
    const { page, problems } = await openCountingPage(t, browser);
    await page.goto(`${server.url}/body/async`);
    await assertCounts(page);
    await page.getByRole("link", { name: "Late", exact: true }).click();
    await page.locator("#stock").waitFor();
    await assertCounts(page);
    await page.goBack();
    await assertHeading(page, HEADINGS.Body);
    await assertAnonymous(page);
    assert.deepEqual(problems, []);
  });
});

test("removed and brought back by a Show, it runs nothing again", async (t) => {
  const { page, problems } = await openCountingPage(t, browser);
  await logIn(page, server.url, "ada");
  await page.goto(`${server.url}/toggled`);
  await assertCounts(page);
  const scripts = page.locator("main script");
  assert.equal(await scripts.count(), 2);
  assert.match(await scripts.first().textContent(), /^window\.algomoSettings = /);
  for (let round = 0; round < 3; round += 1) {
    await page.locator("#toggle").click();
    await page.locator("#shown").waitFor({ state: "detached" });
    assert.equal(await scripts.count(), 0);
    await page.locator("#toggle").click();
    await page.locator("#shown").waitFor();
    assert.deepEqual(await scripts.allTextContents(), ["", ""]);
  }
  await assertCounts(page);
  await assertGreeted(page, "Ada Lovelace");
  assert.deepEqual(problems, []);
});

describe("these tests can fail", () => {
  async function openAltered(t, path, alter) {
    const opened = await openCountingPage(t, browser);
    await logIn(opened.page, server.url, "ada");
    await opened.page.route(server.url + path, async (route) => {
      const response = await route.fetch();
      const original = await response.text();
      const body = alter(original);
      assert.notEqual(body, original, "nothing was altered");
      await route.fulfill({ response, body });
    });
    await opened.page.goto(server.url + path);
    return opened;
  }

  test("a page with an element too few is a panic, and dead", async (t) => {
    const { page, problems } = await openAltered(t, "/body/out-of-order", (html) => html.replace("<script></script>", ""));
    await page.waitForFunction(() => window.algomoStandin);
    await assert.rejects(assertCounts(page, 3_000), /does not count/);
    assert.ok(problems.some((problem) => /panicked|unreachable|hydrat/i.test(problem)), problems.join("\n"));
  });

  test("settings without the nonce are a violation", async (t) => {
    const { problems } = await openAltered(t, "/", (html) => html.replace(/<script nonce="[^"]+">(?=window\.algomo)/, "<script>"));
    assert.ok(problems.includes("violation: script-src-elem blocked inline"), problems.join("\n"));
  });

  test("settings that run twice are counted", async (t) => {
    const { page } = await openAltered(t, "/", (html) => html.replace(/<script nonce="[^"]+">window\.algomo.*?<\/script>/, "$&$&"));
    await assert.rejects(assertGreeted(page, "Ada Lovelace"));
  });
});
