// Pages that are looked at, or chats that are opened, when the token of their response has expired or its visitor is gone.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launch, openPage } from "../browser.mjs";
import { ADA, GRACE, GUEST, logIn, logOut, startApp, widgetVisitor } from "./app.mjs";

let browser;
let app;

before(async () => {
  [browser, app] = await Promise.all([launch(), startApp()]);
});

after(async () => {
  await browser?.close();
  app?.stop();
});

const EXPIRED = /^Token refused: .*expired/i;

async function openStart(t, way, name) {
  const opened = await openPage(t, browser);
  const context = opened.page.context();
  if (name !== GUEST) await logIn(context, app.url, { name });
  const prefetched = context.waitForEvent("response", (response) => response.url().endsWith("/next"));
  await opened.page.goto(`${app.url}/waiting/${way}/start`);
  const response = await prefetched;
  assert.match((await response.request().allHeaders())["sec-purpose"], /prefetch/);
  return { ...opened, context };
}

/** Log-out and log-in as a person does it, in another tab. */
async function inAnotherTab(context, button) {
  const tab = await context.newPage();
  await tab.goto(`${app.url}/plain/script/home`);
  await tab.getByRole("button", { name: button }).click();
  await widgetVisitor(tab);
  await tab.close();
}

async function clickNext(page) {
  await page.getByRole("link", { name: "next" }).click();
  await page.locator("#who").waitFor();
  const how = await page.evaluate(() => performance.getEntriesByType("navigation")[0].deliveryType);
  return { isPrefetched: how === "navigational-prefetch", user: await page.locator("#who").textContent() };
}

describe("a prefetched page", () => {
  test("that is clicked 31 seconds later has the right visitor, with the settings script", async (t) => {
    const { page, problems } = await openStart(t, "script", ADA);
    await app.forward(31);
    assert.deepEqual(await clickNext(page), { isPrefetched: true, user: ADA });
    assert.equal(await widgetVisitor(page), ADA);
    assert.deepEqual(problems, []);
  });

  test("that is clicked 31 seconds later has a token that expired, with the settings in the page", async (t) => {
    const { page } = await openStart(t, "inline", ADA);
    await app.forward(31);
    assert.deepEqual(await clickNext(page), { isPrefetched: true, user: ADA });
    assert.match(await widgetVisitor(page), EXPIRED);
  });

  for (const way of ["script", "inline"]) {
    test(`that is clicked after a log-out is a guest’s, ${way}`, async (t) => {
      const { page, context, problems } = await openStart(t, way, ADA);
      await inAnotherTab(context, "Log out");
      assert.deepEqual(await clickNext(page), { isPrefetched: false, user: GUEST });
      assert.equal(await widgetVisitor(page), GUEST);
      assert.deepEqual(problems, []);
    });

    test(`that is clicked after a switch of user is the later user’s, ${way}`, async (t) => {
      const { page, context, problems } = await openStart(t, way, ADA);
      await inAnotherTab(context, GRACE);
      assert.deepEqual(await clickNext(page), { isPrefetched: false, user: GRACE });
      assert.equal(await widgetVisitor(page), GRACE);
      assert.deepEqual(problems, []);
    });
  }

  test("outlives a log-out that the browser is not told about, with the settings in the page", async (t) => {
    const { page, context } = await openStart(t, "inline", ADA);
    const response = await context.request.post(`${app.url}/plain/wrong/log-out`);
    assert.ok(response.ok());
    assert.deepEqual(await clickNext(page), { isPrefetched: true, user: ADA });
    assert.equal(await widgetVisitor(page), ADA);
  });
});

describe("a chat that is opened with a click", () => {
  const openChat = async (page) => {
    assert.equal(await page.locator("#algomo-standin").count(), 0);
    await page.getByRole("button", { name: "Chat" }).click();
    return widgetVisitor(page);
  };

  test("31 seconds later has the right visitor, with the settings script", async (t) => {
    const { page, problems } = await openStart(t, "script", GRACE);
    await app.forward(31);
    assert.equal(await openChat(page), GRACE);
    assert.deepEqual(problems, []);
  });

  test("31 seconds later has a token that expired, with the settings in the page", async (t) => {
    const { page } = await openStart(t, "inline", GRACE);
    await app.forward(31);
    assert.match(await openChat(page), EXPIRED);
  });

  test("after a log-out in another tab is a guest’s", async (t) => {
    const { page, context, problems } = await openStart(t, "script", GRACE);
    await logOut(context, app.url);
    assert.equal(await openChat(page), GUEST);
    assert.deepEqual(problems, []);
  });

  test("after a session expired is a guest’s", async (t) => {
    const { page, problems } = await openStart(t, "script", GRACE);
    await app.forward(601);
    assert.equal(await openChat(page), GUEST);
    assert.deepEqual(problems, []);
  });

  test("after a log-in in another tab is the member’s", async (t) => {
    const { page, context, problems } = await openStart(t, "script", GUEST);
    await logIn(context, app.url, { name: ADA });
    assert.equal(await openChat(page), ADA);
    assert.deepEqual(problems, []);
  });
});
