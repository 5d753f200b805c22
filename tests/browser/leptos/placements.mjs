// The Leptos component in each of its places: hydrated, under a strict policy, for each kind of visitor.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launch } from "../browser.mjs";
import { startServer } from "../server.mjs";
import {
  EXAMPLE,
  PAGES,
  PLACES,
  assertAnonymous,
  assertCounts,
  assertGreeted,
  assertStrictPolicy,
  clickLogIn,
  guestsHeader,
  logIn,
  membersHeader,
  openCountingPage,
  unmintedHeader,
} from "./pages.mjs";

let browser;
let server;

before(async () => {
  [browser, server] = await Promise.all([launch(), startServer(EXAMPLE)]);
});

after(async () => {
  await browser?.close();
  server?.stop();
});

describe("a member is greeted, and the page is alive", () => {
  for (const path of PAGES) {
    test(path, async (t) => {
      const { page, problems } = await openCountingPage(t, browser);
      await logIn(page, server.url, "ada");
      const response = await page.goto(server.url + path);
      assert.equal(response.headers()["cache-control"], membersHeader(path));
      assertStrictPolicy(response);
      await assertCounts(page);
      await assertGreeted(page, "Ada Lovelace");
      if (/^\/(late|awaited|resource|outside|islands\/resource)/.test(path)) {
        assert.equal(await page.locator("#stock").textContent(), "1815 parts in stock", "the second resource has its own data");
      }
      assert.deepEqual(problems, []);
    });
  }
});

describe("a guest is anonymous, and the response is left alone where that is known in time", () => {
  for (const path of PAGES) {
    test(path, async (t) => {
      const { page, problems } = await openCountingPage(t, browser);
      const response = await page.goto(server.url + path);
      assert.equal(response.headers()["cache-control"], guestsHeader(path));
      assertStrictPolicy(response);
      await assertCounts(page);
      await assertAnonymous(page);
      assert.deepEqual(problems, []);
    });
  }
});

describe("a user whom the mint refuses is anonymous", () => {
  for (const path of PLACES) {
    test(path, async (t) => {
      const { page, problems } = await openCountingPage(t, browser);
      await logIn(page, server.url, "nobody");
      const response = await page.goto(server.url + path);
      assert.equal(response.headers()["cache-control"], membersHeader(path), "the user was known, and refused later");
      await assertCounts(page);
      await assertAnonymous(page);
      assert.equal(await page.locator("#who").textContent(), "Nobody In Particular", "the page is whole");
      assert.deepEqual(problems, []);
    });
  }
});

describe("without a mint in the context a member is anonymous", () => {
  let bare;
  before(async () => {
    bare = await startServer(EXAMPLE, { PROVIDE_VISITOR_AUTH: "false" });
  });
  after(() => bare?.stop());

  for (const path of PLACES) {
    test(path, async (t) => {
      const { page, problems } = await openCountingPage(t, browser);
      await logIn(page, bare.url, "ada");
      const response = await page.goto(bare.url + path);
      assert.equal(response.headers()["cache-control"], unmintedHeader(path));
      await assertCounts(page);
      await assertAnonymous(page);
      assert.deepEqual(problems, []);
    });
  }
});

test("names and ids beyond ASCII and 53 bits arrive", async (t) => {
  const { page, problems } = await openCountingPage(t, browser);
  await clickLogIn(page, server.url, "hanako");
  await assertGreeted(page, "山田 花子");
  assert.equal(await page.locator("#algomo-standin [data-claim=id]").textContent(), "1189372650418372611");
  assert.deepEqual(problems, []);
});

test("after the log-out the next page is a guest's", async (t) => {
  const { page, problems } = await openCountingPage(t, browser);
  await clickLogIn(page, server.url, "ada");
  await assertGreeted(page, "Ada Lovelace");
  await page.getByRole("button", { name: "Log out" }).click();
  await page.locator("button[value=ada]").waitFor();
  await assertCounts(page);
  await assertAnonymous(page);
  assert.deepEqual(problems, []);
});

describe("the real widget's loader comes with its id", () => {
  const id = "64b26869eccc94a185db7f18";
  let real;
  before(async () => {
    real = await startServer(EXAMPLE, { ALGOMO_WIDGET_ID: id, ALGOMO_SECRET: "a secret of thirty-two bytes or so" });
  });
  after(() => real?.stop());

  for (const path of [...PLACES, "/toggled"]) {
    test(path, async (t) => {
      const { page, problems } = await openCountingPage(t, browser);
      await page.route("https://app.algomo.com/algomo.min.js", (route) =>
        route.fulfill({
          contentType: "text/javascript",
          body: "(window.loads ??= []).push({ ...window.algomoSettings, by: document.currentScript?.getAttribute('widget') });",
        }),
      );
      await logIn(page, real.url, "ada");
      await page.goto(real.url + path);
      await assertCounts(page);
      if (path === "/toggled") {
        await page.locator("#toggle").click();
        await page.locator("#shown").waitFor({ state: "detached" });
        await page.locator("#toggle").click();
        await page.locator("#shown").waitFor();
      }
      await page.waitForFunction(() => window.loads);
      const loads = await page.evaluate(() => window.loads);
      assert.equal(loads.length, 1);
      assert.equal(loads[0].by, id);
      assert.match(loads[0].visitorToken, /^[\w-]+\.[\w-]+\.[\w-]+$/);
      assert.deepEqual(problems, []);
    });
  }
});
