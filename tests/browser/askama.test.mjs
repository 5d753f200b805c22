// The Askama example in a browser: each kind of user is told to the widget, and nothing else happens.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { launch, openPage, standIn } from "./browser.mjs";
import { startServer } from "./server.mjs";

const HOSTILE_NAME = "</script><script>alert(1)</script>";
const EXAMPLE = "example-askama-axum";

let browser;
let server;

before(async () => {
  [browser, server] = await Promise.all([launch(), startServer(EXAMPLE)]);
});

after(async () => {
  await browser?.close();
  server?.stop();
});

async function logIn(page, user, url = server.url) {
  await page.goto(url);
  await page.locator(`button[value=${user}]`).click();
  await page.locator("#who").waitFor();
}

/** Lets every later load of the page pass through `alter` on its way from the server. */
async function alterPage(page, alter) {
  await page.route(`${server.url}/`, async (route) => {
    const response = await route.fetch();
    const original = await response.text();
    const body = alter(original);
    assert.notEqual(body, original, "nothing was altered");
    await route.fulfill({ response, body });
  });
}

describe("a user is greeted by name, through the handshake", () => {
  const users = [
    {
      key: "ada",
      claims: {
        id: "1042",
        name: "Ada Lovelace",
        email: "ada@example.com",
        companyId: "314",
        companyName: "Analytical Engines Ltd",
      },
    },
    {
      key: "hanako",
      claims: { id: "1189372650418372611", name: "山田 花子", companyId: "271", companyName: "京都自転車工房" },
    },
    { key: "script", claims: { id: "1337", name: HOSTILE_NAME, email: "script@example.com" } },
  ];
  for (const { key, claims } of users) {
    test(key, async (t) => {
      const { page, problems } = await openPage(t, browser);
      await logIn(page, key);
      const widget = await standIn(page);
      assert.equal(widget.outcome, "greeted");
      assert.equal(widget.greeting, `Hello, ${claims.name}`);
      const { exp, ...shown } = widget.claims;
      assert.deepEqual(shown, claims);
      assert.ok(Math.abs(Number(exp) - Date.now() / 1000 - 30) < 5, `exp is ${exp}`);
      assert.match(widget.notice, /stand-in for development/i);
      assert.deepEqual(await page.evaluate(() => window.algomoStandin), { starts: 1, handshakes: 1 });
      assert.deepEqual(problems, []);
    });
  }
});

test("a hostile name runs nothing and stays text", async (t) => {
  const { page, problems } = await openPage(t, browser);
  await logIn(page, "script");
  await standIn(page);
  assert.equal(await page.locator("#who").textContent(), HOSTILE_NAME);
  const scripts = await page.locator("script").evaluateAll((all) => all.map((script) => script.src || "inline"));
  assert.deepEqual(scripts, ["inline", `${server.url}/algomo-standin.js`]);
  assert.deepEqual(problems, []);
});

test("a guest is anonymous, and the page carries no token", async (t) => {
  const { page, problems } = await openPage(t, browser);
  await page.goto(server.url);
  const widget = await standIn(page);
  assert.equal(widget.outcome, "anonymous");
  assert.equal(widget.greeting, "Hello! How can we help?");
  assert.deepEqual(widget.claims, {});
  assert.deepEqual(await page.evaluate(() => window.algomoStandin), { starts: 1, handshakes: 0 });
  assert.doesNotMatch(await page.content(), /visitorToken/);
  assert.deepEqual(problems, []);
});

test("a page that caches keep greets whoever looks at it", async (t) => {
  const { page, problems } = await openPage(t, browser);
  await page.goto(`${server.url}/help`);
  assert.equal((await standIn(page)).outcome, "anonymous");
  const html = await page.content();
  for (const [user, name] of [["ada", "Ada Lovelace"], ["hanako", "山田 花子"]]) {
    await logIn(page, user);
    await page.getByRole("link", { name: "Help" }).hover();
    await page.getByRole("link", { name: "Help" }).click();
    await page.waitForURL("**/help");
    const widget = await standIn(page);
    assert.equal(widget.greeting, `Hello, ${name}`);
    assert.doesNotMatch(await page.content(), /visitorToken/);
    await page.goto(server.url);
    await page.getByRole("button", { name: "Log out" }).click();
    await page.locator("button[value=ada]").waitFor();
  }
  assert.doesNotMatch(html, /visitorToken/);
  assert.deepEqual(problems, []);
});

test("each page of the layout greets the member", async (t) => {
  const { page, problems } = await openPage(t, browser);
  await logIn(page, "ada");
  await page.getByRole("link", { name: "Orders", exact: true }).click();
  await page.waitForURL("**/orders");
  assert.equal((await standIn(page)).greeting, "Hello, Ada Lovelace");
  assert.match(await page.locator("main").textContent(), /Chainring/);
  assert.deepEqual(problems, []);
});

test("the seconds left are counted down", async (t) => {
  const brief = await startServer(EXAMPLE, { ALGOMO_TTL_SECONDS: "6" });
  t.after(brief.stop);
  const { page, problems } = await openPage(t, browser);
  await logIn(page, "ada", brief.url);
  const { outcome, secondsLeft } = await standIn(page);
  assert.equal(outcome, "greeted");
  assert.match(await secondsLeft.textContent(), /^It expires in [1-6] s\.$/);
  await page.locator("[data-seconds-left='0']").waitFor();
  assert.match(await secondsLeft.textContent(), /has expired/);
  assert.deepEqual(problems, []);
});

describe("the handshake refuses, and the page says so", () => {
  test("a token that expired on the way", async (t) => {
    const brief = await startServer(EXAMPLE, { ALGOMO_TTL_SECONDS: "1" });
    t.after(brief.stop);
    const { page, problems } = await openPage(t, browser);
    await logIn(page, "ada", brief.url);
    await page.route("**/algomo-standin.js", async (route) => {
      await sleep(1500);
      await route.continue();
    });
    await page.goto(brief.url);
    await assertRefused(page, problems, /expired/i);
  });

  const alterations = {
    "a payload with another id": ([header, payload, signature]) => {
      const claims = JSON.parse(Buffer.from(payload, "base64url"));
      const forged = Buffer.from(JSON.stringify({ ...claims, id: 1 })).toString("base64url");
      return [header, forged, signature];
    },
    "another signature": ([header, payload, signature]) => {
      return [header, payload, (signature[0] === "A" ? "B" : "A") + signature.slice(1)];
    },
  };
  for (const [name, alter] of Object.entries(alterations)) {
    test(name, async (t) => {
      const { page, problems } = await openPage(t, browser);
      await logIn(page, "ada");
      await alterPage(page, (html) =>
        html.replace(/("visitorToken":")([^"]+)/, (_, key, token) => key + alter(token.split(".")).join(".")),
      );
      await page.goto(server.url);
      await assertRefused(page, problems, /signature/i);
    });
  }

  async function assertRefused(page, problems, reason) {
    const widget = await standIn(page);
    assert.equal(widget.outcome, "refused");
    assert.equal(widget.greeting, "Sorry, we could not tell who you are.");
    assert.match(widget.detail, reason);
    assert.deepEqual(widget.claims, {});
    assert.deepEqual(problems, []);
  }
});

describe("a page belongs to one person and one moment", () => {
  test("no cache may keep it, and its nonce and token are its own", async (t) => {
    const { page } = await openPage(t, browser);
    await logIn(page, "ada");
    const loads = [];
    for (let load = 0; load < 2; load += 1) {
      const response = await page.goto(server.url);
      assert.equal(response.headers()["cache-control"], "private, no-store");
      const policy = response.headers()["content-security-policy"];
      const [, nonce] = /script-src 'nonce-([^']+)'/.exec(policy);
      assert.doesNotMatch(policy, /unsafe/);
      const html = await response.text();
      assert.equal(html.split(` nonce="${nonce}"`).length - 1, 2, "each of the two scripts carries the policy's nonce");
      const [, token] = /"visitorToken":"([^"]+)"/.exec(html);
      loads.push({ nonce, token });
      await sleep(1000); // The token's own clock counts seconds.
    }
    assert.notEqual(loads[0].nonce, loads[1].nonce);
    assert.notEqual(loads[0].token, loads[1].token);
  });

  test("going back after the log-out does not show the earlier user", async (t) => {
    const { page, problems } = await openPage(t, browser);
    await logIn(page, "ada");
    await page.goto("about:blank");
    const otherTab = await page.context().newPage();
    await otherTab.goto(server.url);
    await otherTab.getByRole("button", { name: "Log out" }).click();
    assert.equal((await standIn(otherTab)).outcome, "anonymous");
    await page.goBack();
    assert.equal((await standIn(page)).outcome, "anonymous");
    assert.doesNotMatch(await page.content(), /Ada Lovelace<\/bdi>\./);
    assert.deepEqual(problems, []);
  });

  test("what the app keeps to itself is nowhere in it", async (t) => {
    const { page } = await openPage(t, browser);
    await logIn(page, "ada");
    assert.doesNotMatch(await page.content(), /argon2/);
    const token = await page.evaluate(() => window.algomoSettings.visitorToken);
    const payload = JSON.parse(Buffer.from(token.split(".")[1], "base64url"));
    assert.deepEqual(Object.keys(payload), ["id", "name", "email", "companyId", "companyName", "exp"]);
  });
});

test("one setting swaps in the real widget", async (t) => {
  const id = "64b26869eccc94a185db7f18";
  const real = await startServer(EXAMPLE, { ALGOMO_WIDGET_ID: id, ALGOMO_SECRET: "a secret of thirty-two bytes or so" });
  t.after(real.stop);
  const { page, problems } = await openPage(t, browser);
  await page.route("https://app.algomo.com/algomo.min.js", (route) =>
    route.fulfill({
      contentType: "text/javascript",
      body: "window.seen = { ...window.algomoSettings, widget: document.currentScript?.getAttribute('widget') };",
    }),
  );
  const seen = async () => (await page.waitForFunction(() => window.seen)).jsonValue();
  await page.goto(real.url);
  assert.deepEqual(await seen(), { widget: id });
  await logIn(page, "ada", real.url);
  const { widget, visitorToken } = await seen();
  assert.equal(widget, id);
  assert.match(visitorToken, /^[\w-]+\.[\w-]+\.[\w-]+$/);
  assert.equal(await page.locator("#algomo-standin").count(), 0);
  assert.deepEqual(problems, []);
  assert.equal((await fetch(`${real.url}/algomo-standin.js`)).status, 404);
});

describe("these tests can fail", () => {
  /** As an attacker who knows the nonce could. */
  function withScript(html, code) {
    const [attribute] = /nonce="[^"]+"/.exec(html);
    return html.replace("</body>", `<script ${attribute}>${code}</script></body>`);
  }

  test("a script without the nonce is blocked and reported", async (t) => {
    const { page, problems } = await openPage(t, browser);
    await alterPage(page, (html) => html.replace("</body>", "<script>alert(1)</script></body>"));
    await page.goto(server.url);
    await standIn(page);
    assert.ok(problems.includes("violation: script-src-elem blocked inline"), problems.join("\n"));
    assert.ok(!problems.includes("dialog: 1"));
  });

  test("a script that does run is noticed", async (t) => {
    const { page, problems } = await openPage(t, browser);
    await alterPage(page, (html) => withScript(html, "alert(1)"));
    await page.goto(server.url);
    await standIn(page);
    assert.deepEqual(problems, ["dialog: 1"]);
  });

  test("an error and a missing file are noticed", async (t) => {
    const { page, problems } = await openPage(t, browser);
    await alterPage(page, (html) => withScript(html, "fetch('/nothing'); undefined.x"));
    await page.goto(server.url);
    await standIn(page);
    assert.ok(problems.some((problem) => problem.startsWith("uncaught: Cannot read properties of undefined")));
    assert.ok(problems.includes(`404: ${server.url}/nothing`), problems.join("\n"));
  });
});
