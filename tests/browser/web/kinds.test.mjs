// Log-in, switch of user, log-out and the end of a session, on the three kinds of sites: who is greeted at every step?

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launch, openPage } from "../browser.mjs";
import { ADA, GRACE, GUEST, assertVisitor, logIn, logOut, startApp } from "./app.mjs";

let browser;
let app;

before(async () => {
  [browser, app] = await Promise.all([launch(), startApp()]);
});

after(async () => {
  await browser?.close();
  app?.stop();
});

const KINDS = ["plain", "htmx-2", "htmx-4", "turbo"];
const BOOSTED = KINDS.slice(1);
const RIGHT = KINDS.flatMap((kind) => [
  [kind, "inline"],
  [kind, "script"],
]);

const press = (page, name) => page.getByRole("button", { name }).click();

/** Follows a link, and says whether the document stayed, as with htmx and Turbo. */
async function follow(page, name) {
  await page.evaluate(() => {
    window.isSameDocument = true;
  });
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
  return page.evaluate(() => window.isSameDocument === true);
}

async function open(t, kind, way) {
  const opened = await openPage(t, browser);
  await opened.page.goto(`${app.url}/${kind}/${way}/home`);
  await assertVisitor(opened.page, GUEST);
  return opened;
}

describe("the right person is greeted at every step", () => {
  for (const [kind, way] of RIGHT) {
    test(`${kind}, ${way}`, async (t) => {
      const { page, problems } = await open(t, kind, way);
      const staysOnLinks = BOOSTED.includes(kind);
      for (const name of [ADA, GRACE]) {
        await press(page, name);
        await assertVisitor(page, name);
        for (const heading of ["other", "home"]) {
          assert.equal(await follow(page, heading), staysOnLinks);
          await assertVisitor(page, name);
        }
      }
      await press(page, "Log out");
      await assertVisitor(page, GUEST);
      assert.equal(await follow(page, "other"), staysOnLinks);
      await assertVisitor(page, GUEST);
      await press(page, ADA);
      await assertVisitor(page, ADA);
      assert.deepEqual(problems, []);
    });
  }
});

describe("a visitor who changes while the page is open is noticed with the next link", () => {
  const changes = {
    "a session that expires": [GUEST, () => app.forward(601)],
    "a log-out in another tab": [GUEST, (context) => logOut(context, app.url)],
    "a switch of user in another tab": [GRACE, (context) => logIn(context, app.url, { name: GRACE })],
  };
  for (const kind of KINDS) {
    for (const [what, [name, change]] of Object.entries(changes)) {
      test(`${kind}: ${what}`, async (t) => {
        const { page, problems } = await open(t, kind, "inline");
        await press(page, ADA);
        await assertVisitor(page, ADA);
        await change(page.context());
        assert.equal(await follow(page, "other"), false, "the whole page is loaded");
        await assertVisitor(page, name);
        assert.deepEqual(problems, []);
      });
    }
  }
});

describe("“Back” after a log-out never shows the member’s widget", () => {
  for (const [kind, way] of RIGHT) {
    test(`${kind}, ${way}`, async (t) => {
      const { page, problems } = await open(t, kind, way);
      await press(page, ADA);
      await assertVisitor(page, ADA);
      await follow(page, "other");
      await press(page, "Log out");
      await page.getByRole("heading", { name: "home", exact: true }).waitFor();
      await assertVisitor(page, GUEST);
      for (const heading of ["other", "home"]) {
        await page.goBack({ waitUntil: "commit" });
        await page.getByRole("heading", { name: heading, exact: true }).waitFor();
        await assertVisitor(page, GUEST);
      }
      assert.deepEqual(problems, []);
    });
  }
});

describe("“Back” within htmx’s own history loads the page", () => {
  for (const kind of ["htmx-2", "htmx-4"]) {
    test(kind, async (t) => {
      const { page, problems } = await open(t, kind, "inline");
      await press(page, ADA);
      await assertVisitor(page, ADA);
      await follow(page, "other");
      await logOut(page.context(), app.url);
      await page.goBack();
      await page.getByRole("heading", { name: "home", exact: true }).waitFor();
      await assertVisitor(page, GUEST);
      assert.deepEqual(problems, []);
    });
  }
});

describe("the way that fails is noticed", () => {
  test("htmx-2 with an earlier visitor’s page in its history", async (t) => {
    const { page } = await open(t, "htmx-2", "wrong");
    await logIn(page.context(), app.url, { name: ADA });
    await page.reload();
    await assertVisitor(page, ADA);
    await follow(page, "other");
    await logOut(page.context(), app.url);
    await page.reload();
    await assertVisitor(page, GUEST);
    await page.goBack();
    await page.getByRole("heading", { name: "home", exact: true }).waitFor();
    assert.equal(await page.locator("#who").textContent(), ADA);
  });

  test("plain forms without the layer, and a log-out that the browser is not told about", async (t) => {
    const { page } = await open(t, "plain", "wrong");
    await follow(page, "other");
    await press(page, ADA);
    await assertVisitor(page, ADA);
    await follow(page, "other");
    await assertVisitor(page, GUEST); // The page that the browser stored before the log-in.
    await page.reload();
    await assertVisitor(page, ADA);
    await press(page, "Log out");
    await assertVisitor(page, GUEST);
    await follow(page, "other");
    await assertVisitor(page, ADA); // The page that the browser stored before the log-out.
    await page.goBack({ waitUntil: "commit" });
    await page.goBack({ waitUntil: "commit" });
    await page.getByRole("heading", { name: "other", exact: true }).waitFor();
    assert.equal(await page.evaluate(() => window.isFromBackForwardCache), true);
    await assertVisitor(page, ADA);
    await page.reload();
    await assertVisitor(page, GUEST);
  });

  for (const kind of BOOSTED) {
    test(`${kind} with boosted log-in and log-out forms`, async (t) => {
      const { page } = await open(t, kind, "wrong");
      await press(page, ADA);
      await assertVisitor(page, ADA, GUEST);
      await page.reload();
      await assertVisitor(page, ADA);
      await press(page, GRACE);
      await assertVisitor(page, GRACE, ADA);
      await press(page, "Log out");
      await assertVisitor(page, GUEST, ADA);
    });

    test(`${kind} with a session that expires`, async (t) => {
      const { page } = await open(t, kind, "wrong");
      await logIn(page.context(), app.url, { name: ADA });
      await page.reload();
      await assertVisitor(page, ADA);
      await app.forward(601);
      assert.equal(await follow(page, "other"), true);
      await assertVisitor(page, GUEST, ADA);
    });
  }
});
