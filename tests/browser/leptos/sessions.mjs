// Log-in and log-out through server functions: the page and the widget name the same user, or the console says why not.

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

const clickLogIn = (page) => page.getByRole("button", { name: "Log in here as Ada" }).click();
const clickLogOut = (page) => page.getByRole("button", { name: "Log out here" }).click();

/** Waits until the page names this user. */
async function assertNames(page, name) {
  await page.locator("#account", { hasText: name }).waitFor();
}

/** A number that a page load forgets. */
async function remember(page) {
  await page.evaluate(() => {
    window.isFirstLoad = true;
  });
}

async function assertLoadedAnew(page) {
  await page.waitForFunction(() => window.isFirstLoad === undefined && document.readyState === "complete");
}

test("with the client, each is a page load", async (t) => {
  const { page, problems } = await openCountingPage(t, browser);
  await page.goto(`${server.url}/account`);
  await assertNames(page, "Nobody");
  await assertCounts(page);
  await assertAnonymous(page);

  await remember(page);
  await clickLogIn(page);
  await assertLoadedAnew(page);
  await assertNames(page, "Ada Lovelace");
  await assertCounts(page);
  await assertGreeted(page, "Ada Lovelace");

  await remember(page);
  await clickLogOut(page);
  await assertLoadedAnew(page);
  await assertNames(page, "Nobody");
  await assertCounts(page);
  await assertAnonymous(page);
  assert.deepEqual(problems, []);
});

test("without the client, each is a form", async (t) => {
  const { page, problems } = await openCountingPage(t, browser);
  await page.route("**/pkg/app.js", (route) =>
    route.fulfill({ contentType: "text/javascript", body: "export default async () => {}; export const hydrate = () => {};" }),
  );
  await page.goto(`${server.url}/account`);
  await assertNames(page, "Nobody");
  await assertAnonymous(page);

  await clickLogIn(page);
  await assertNames(page, "Ada Lovelace");
  await assertGreeted(page, "Ada Lovelace");

  await clickLogOut(page);
  await assertNames(page, "Nobody");
  await assertAnonymous(page);
  assert.deepEqual(problems, []);
});

test("where the page names a new user without a page load, the console says so, once", async (t) => {
  const { page, problems } = await openCountingPage(t, browser);
  await page.goto(`${server.url}/account/without-reload`);
  await assertNames(page, "Nobody");
  await assertCounts(page);
  await assertAnonymous(page);
  assert.deepEqual(problems, []);

  await clickLogIn(page);
  await assertNames(page, "Ada Lovelace");
  await assertCounts(page);
  await assertAnonymous(page);
  await clickLogOut(page);
  await assertNames(page, "Nobody");
  await clickLogIn(page);
  await assertNames(page, "Ada Lovelace");
  await assertAnonymous(page);
  assert.equal(problems.length, 1, problems.join("\n"));
  assert.match(problems[0], /^console: Algomo: .*algomo_leptos::reload_to/);
});

test("a guest's page without the component keeps the guest, and the next pages of the router say so, once", async (t) => {
  const { page, problems } = await openCountingPage(t, browser);
  await page.goto(`${server.url}/without`);
  await assertCounts(page);
  await assertAnonymous(page);
  // In another tab, as far as this page can tell.
  await logIn(page, server.url, "ada");
  for (let visit = 0; visit < 2; visit += 1) {
    await page.getByRole("link", { name: "Account", exact: true }).click();
    await assertNames(page, "Ada Lovelace");
    await page.getByRole("link", { name: "Toggled", exact: true }).click();
    await page.locator("#toggle").waitFor();
  }
  await assertAnonymous(page);
  assert.equal(problems.length, 1, problems.join("\n"));
  assert.match(problems[0], /^console: Algomo: .*algomo_leptos::reload_to/);

  // A page load is a new document, which has the member's settings.
  await page.goto(`${server.url}/account`);
  await assertCounts(page);
  await assertGreeted(page, "Ada Lovelace");
  assert.equal(problems.length, 1, problems.join("\n"));
});

describe("reload_to loads no page of another site", () => {
  const PATHS = {
    "//evil.example/": "/",
    "///evil.example/": "/",
    "/\\evil.example/": "/",
    "\\\\evil.example/": "/",
    "/\t/evil.example/": "/",
    "/\n/evil.example/": "/",
    "\t//evil.example/": "/",
    "\u0000//evil.example/": "/",
    "javascript:alert(document.domain)": "/",
    "java\nscript:alert(document.domain)": "/",
    "data:text/html,<script>alert(1)</script>": "/",
    "https://evil.example/": "/",
    "@evil.example/": "/",
    ".evil.example/": "/",
    "/body/async?next=//evil.example": "/body/async?next=//evil.example",
    "/body/../body/async#//evil.example": "/body/async",
  };

  for (const [next, loaded] of Object.entries(PATHS)) {
    test(JSON.stringify(next), async (t) => {
      const { page, problems } = await openCountingPage(t, browser);
      const elsewhere = [];
      page.on("request", (request) => {
        if (!request.url().startsWith(`${server.url}/`)) elsewhere.push(request.url());
      });
      await page.goto(`${server.url}/account?next=${encodeURIComponent(next)}`);
      await assertNames(page, "Nobody");
      await assertCounts(page);
      await remember(page);
      await clickLogIn(page);
      await assertLoadedAnew(page);
      assert.equal(page.url(), server.url + loaded);
      await assertCounts(page);
      await assertGreeted(page, "Ada Lovelace");
      assert.deepEqual(elsewhere.filter((url) => !url.startsWith("data:")), []);
      const warnings = loaded === "/" ? ["console: algomo_leptos::reload_to: not a path of this site, so / is loaded instead"] : [];
      assert.deepEqual(problems, warnings);
    });
  }
});

describe("back after the log-out shows a guest's page", () => {
  for (const path of ["/body/out-of-order", "/resource/in-order", "/"]) {
    test(`to ${path}`, async (t) => {
      const { page, problems } = await openCountingPage(t, browser);
      await logIn(page, server.url, "ada");
      await page.goto(server.url + path);
      await assertCounts(page);
      await assertGreeted(page, "Ada Lovelace");
      await page.goto(`${server.url}/account`);
      await assertCounts(page);
      await remember(page);
      await clickLogOut(page);
      await assertLoadedAnew(page);
      await assertNames(page, "Nobody");
      await page.goBack();
      await assertCounts(page);
      await assertAnonymous(page);
      assert.deepEqual(problems, []);
    });
  }
});

test("the page has no more of the user than the app's type for the browser", async (t) => {
  const { page, problems } = await openCountingPage(t, browser);
  await logIn(page, server.url, "ada");
  for (const path of ["/account", "/resource/out-of-order", "/outside/async"]) {
    const response = await page.goto(server.url + path);
    const html = await response.text();
    assert.match(html, /customer-1042/, "the resource is in the page");
    assert.doesNotMatch(html, /argon2/);
    await assertCounts(page);
  }
  assert.deepEqual(problems, []);
});
