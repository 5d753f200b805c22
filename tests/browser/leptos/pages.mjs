// The Leptos example's pages, and what is asked of each of them.

import assert from "node:assert/strict";

import { openPage, standIn } from "../browser.mjs";

export const EXAMPLE = "example-leptos-axum";

const MODES = ["out-of-order", "in-order", "async"];
const inModes = (place) => MODES.map((mode) => `/${place}/${mode}`);

/** Every place of the component, in every way in which Leptos renders it. */
export const PAGES = [
  "/",
  ...inModes("head"),
  ...inModes("body"),
  ...inModes("late"),
  ...inModes("awaited"),
  ...inModes("resource"),
  "/resource/partially-blocked",
  ...inModes("outside"),
  "/account",
  "/account/without-reload",
  "/toggled",
  "/own-header",
  "/islands/beside",
  "/islands/inside",
  "/islands/resource",
];

/** One page of each place. */
export const PLACES = [
  "/",
  "/body/out-of-order",
  "/late/out-of-order",
  "/awaited/in-order",
  "/resource/out-of-order",
  "/outside/in-order",
  "/islands/inside",
  "/islands/resource",
];

/** The `Cache-Control` of a member's page, unless the app has set one that is as strict. */
export function membersHeader(path) {
  return path === "/own-header" ? "no-store, no-transform" : "private, no-store";
}

/** A guest's page is left alone, unless its headers leave before it is known that the visitor is a guest. */
export function guestsHeader(path) {
  if (path === "/own-header") return "no-store, no-transform";
  return /^\/(awaited|resource|outside|account|islands\/resource)/.test(path) ? "private, no-store" : undefined;
}

/** The page of a visitor for whom there is no mint: only the app itself can have set the header. */
export function unmintedHeader(path) {
  if (path === "/own-header") return "no-store, no-transform";
  return path.startsWith("/awaited/") ? "private, no-store" : undefined;
}

/** A watched page that counts how often the settings are set, from its first script on. */
export async function openCountingPage(t, browser) {
  const opened = await openPage(t, browser);
  await opened.page.addInitScript(() => {
    let settings;
    window.settingsSet = 0;
    Object.defineProperty(window, "algomoSettings", {
      get: () => settings,
      set: (value) => {
        window.settingsSet += 1;
        settings = value;
      },
    });
  });
  return opened;
}

/** Logs in without a page: one that is left while it still loads would be a failed request. */
export async function logIn(page, url, user) {
  const response = await page.request.post(`${url}/log-in`, { form: { user } });
  assert.ok(response.ok());
}

/** Logs in as a person does. */
export async function clickLogIn(page, url, user) {
  await page.goto(url);
  await assertCounts(page);
  await page.locator(`button[value=${user}]`).click();
  await page.locator("#who").waitFor();
  await assertCounts(page);
}

/** Clicks until the count moves, which the browser's side alone can do; then each further click must count. */
export async function assertCounts(page, patience = 15_000) {
  const button = page.locator("#count");
  const count = async () => Number(/\d+/.exec(await button.textContent())[0]);
  const before = await count();
  const deadline = Date.now() + patience;
  do {
    assert.ok(Date.now() < deadline, "the counter does not count: the page was not taken over");
    await button.click();
    await page.waitForTimeout(50);
  } while ((await count()) === before);
  const alive = await count();
  await button.click();
  await button.click();
  await page.waitForFunction((wanted) => document.querySelector("#count").textContent.includes(wanted), `${alive + 2}`);
}

/** Greeted by name, from settings that were set once and read once. */
export async function assertGreeted(page, name) {
  const widget = await standIn(page);
  assert.equal(widget.greeting, `Hello, ${name}`);
  assert.equal(widget.outcome, "greeted");
  assert.deepEqual(await page.evaluate(() => window.algomoStandin), { starts: 1, handshakes: 1 });
  assert.equal(await page.evaluate(() => window.settingsSet), 1);
}

/** No token anywhere, and the widget runs all the same. */
export async function assertAnonymous(page) {
  const widget = await standIn(page);
  assert.equal(widget.outcome, "anonymous");
  assert.deepEqual(await page.evaluate(() => window.algomoStandin), { starts: 1, handshakes: 0 });
  assert.equal(await page.evaluate(() => window.settingsSet), 0);
  assert.doesNotMatch(await page.content(), /visitorToken/);
}

/** The policy under which all of this has to work. */
export function assertStrictPolicy(response) {
  const policy = response.headers()["content-security-policy"];
  assert.match(policy, /script-src 'nonce-[\w-]{16,}' 'strict-dynamic' 'wasm-unsafe-eval';/);
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)/);
}
