// Attributes and nonces that try to run, in pages of Askama and of maud.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, openPage } from "../browser.mjs";
import { TEXTS, assertAttributes, assertNonces } from "../hostile.mjs";
import { ADA, logIn, startApp } from "./app.mjs";

let browser;
let app;

before(async () => {
  [browser, app] = await Promise.all([launch(), startApp()]);
});

after(async () => {
  await browser?.close();
  app?.stop();
});

for (const engine of ["askama", "maud"]) {
  test(`${engine}: ${TEXTS.length} hostile attributes of our own elements`, async (t) => {
    const { page, problems } = await openPage(t, browser);
    await logIn(page.context(), app.url, { name: ADA });
    await assertAttributes(page, problems, `${app.url}/hostile/attributes/${engine}`);
  });

  test(`${engine}: hostile nonces are refused, with no token in the answer`, async (t) => {
    const { page } = await openPage(t, browser);
    await logIn(page.context(), app.url, { name: ADA });
    await assertNonces(page.context().request, `${app.url}/hostile/nonce/${engine}`, (response, _html, nonce) => {
      assert.equal(response.status(), 500, nonce);
    });
  });
}
