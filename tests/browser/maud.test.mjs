// The example on Actix Web and maud in a browser.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, openPage, standIn } from "./browser.mjs";
import { startServer } from "./server.mjs";

let browser;
let server;

before(async () => {
  [browser, server] = await Promise.all([launch(), startServer("example-maud-actix")]);
});

after(async () => {
  await browser?.close();
  server?.stop();
});

test("each visitor is greeted by name, on a page of their own and on one for everybody", async (t) => {
  const { page, problems } = await openPage(t, browser);
  const ids = new Map();
  for (const name of ["Ada", "</script><script>alert(1)</script>", "山田 花子", "Ada"]) {
    await page.goto(server.url);
    assert.equal((await standIn(page)).outcome, "anonymous");
    await page.getByLabel("Name").fill(name);
    await page.getByRole("button", { name: "Log in" }).click();
    await page.locator("#who").waitFor();
    const own = await standIn(page);
    assert.equal(own.greeting, `Hello, ${name}`);
    assert.equal(own.claims.id, ids.get(name) ?? own.claims.id, "the same person has the same id");
    ids.set(name, own.claims.id);

    await page.getByRole("link", { name: "Help" }).click();
    await page.waitForURL("**/help");
    assert.equal((await standIn(page)).greeting, `Hello, ${name}`);

    await page.goto(server.url);
    await page.getByRole("button", { name: "Log out" }).click();
    await page.getByLabel("Name").waitFor();
    assert.equal((await standIn(page)).outcome, "anonymous");
    await page.goBack();
    assert.equal((await standIn(page)).outcome, "anonymous");
  }
  assert.equal(new Set(ids.values()).size, 3);
  assert.deepEqual(problems, []);
});
