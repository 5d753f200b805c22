// An example on the narrowest phone: nothing is cut off, and the open chat does not cover what a finger has to reach.

import assert from "node:assert/strict";
import { test } from "node:test";

import { launch, openPage, standIn } from "./browser.mjs";
import { startServer } from "./server.mjs";

const PHONE = { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true };

/** `logIn` taps what a guest taps; the widget then says `greeting`. */
export function testOnAPhone(example, logIn, greeting) {
  test(`${example} fits a phone`, async (t) => {
    const server = await startServer(example);
    t.after(() => server.stop());
    const browser = await launch();
    t.after(() => browser.close());
    const { page, problems } = await openPage(t, browser, PHONE);
    await page.goto(server.url);
    assert.equal((await standIn(page)).outcome, "anonymous");
    assert.equal(await width(page), PHONE.viewport.width);
    await logIn(page);
    await page.locator("#who").waitFor();
    assert.equal((await standIn(page)).greeting, greeting);
    assert.equal(await width(page), PHONE.viewport.width);
    await page.getByRole("button", { name: "Log out" }).tap();
    await page.getByRole("button", { name: "Log out" }).waitFor({ state: "detached" });
    assert.deepEqual(problems, []);
  });
}

function width(page) {
  return page.evaluate(() => document.documentElement.scrollWidth);
}
