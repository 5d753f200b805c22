// The settings script is for pages of its own origin. Two attackers try to learn from it who the visitor is: another port
// of the same host, to which a SameSite=Lax cookie travels, and another site, to which a SameSite=None cookie does.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";

import { launch, launchWithThirdPartyCookies, openPage } from "../browser.mjs";
import { ADA, GUEST, assertVisitor, logIn, startApp } from "./app.mjs";

/** A site of the attacker's: an empty page, and a redirect to wherever its query says. */
async function startAttacker() {
  const server = createServer((request, response) => {
    const target = new URL(request.url, "http://attacker").searchParams.get("to");
    if (target !== null) response.writeHead(302, { Location: target });
    else response.writeHead(200, { "Content-Type": "text/html" });
    response.end("<!doctype html><title>attacker</title>");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: server.address().port, stop: () => server.close() };
}

/** Runs in the attacker's page: every way to load a script of another origin. Returns what each of them learned. */
async function attack(source) {
  const learned = {};
  const settingsOf = (scope) => (scope.algomoSettings === undefined ? null : JSON.stringify(scope.algomoSettings));
  const loaded = (node, parent = document.head) =>
    new Promise((resolve) => {
      node.onload = node.onerror = resolve;
      parent.append(node);
    });
  const script = async (src, attributes = {}) => {
    window.algomoSettings = undefined;
    await loaded(Object.assign(document.createElement("script"), attributes, { src }));
    return settingsOf(window);
  };
  learned.script = await script(source);
  learned.redirect = await script(`/redirect?to=${encodeURIComponent(source)}`);
  learned.module = await script(source, { type: "module", crossOrigin: "use-credentials" });
  const preload = Object.assign(document.createElement("link"), { rel: "preload", as: "script", href: source });
  await loaded(preload);
  learned.preloaded = await script(source);
  const frame = Object.assign(document.createElement("iframe"), { srcdoc: `<script src="${source}"></script>` });
  await loaded(frame, document.body);
  learned.frame = settingsOf(frame.contentWindow);
  const code = `self.window = self; try { importScripts("${source}"); } catch {} postMessage(self.algomoSettings && JSON.stringify(self.algomoSettings) || null);`;
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  learned.worker = await new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
  });
  for (const mode of ["cors", "no-cors"]) {
    try {
      learned[mode] = (await (await fetch(source, { mode, credentials: "include" })).text()) || null;
    } catch {
      learned[mode] = null;
    }
  }
  return learned;
}

function names(learned) {
  const name = (text) => {
    const token = /Token":"([^"]+)/.exec(text)?.[1];
    return token === undefined ? text : JSON.parse(Buffer.from(token.split(".")[1], "base64url")).name;
  };
  return Object.fromEntries(Object.entries(learned).map(([way, text]) => [way, text === null ? null : name(text)]));
}

// What an attacker learns who is let in. The others of their ways need the permission of CORS.
const EVERYTHING = { script: ADA, redirect: ADA, module: null, preloaded: ADA, frame: ADA, worker: ADA, cors: null, "no-cors": null };
const NOTHING = Object.fromEntries(Object.keys(EVERYTHING).map((way) => [way, null]));

const ATTACKERS = {
  "another port of the same host": { site: "same-site", host: "127.0.0.1", sameSite: "lax" },
  "another site": { site: "cross-site", host: "localhost", sameSite: "none" },
};

for (const [who, { site, host, sameSite }] of Object.entries(ATTACKERS)) {
  describe(who, () => {
    let browser;
    let app;
    let attacker;

    before(async () => {
      [browser, app, attacker] = await Promise.all([
        launchWithThirdPartyCookies(),
        startApp({ SAME_SITE: sameSite }),
        startAttacker(),
      ]);
      await logIn(browser.context, app.url, { name: ADA });
    });

    after(async () => {
      await browser?.close();
      app?.stop();
      attacker?.stop();
    });

    async function learn(route) {
      const page = await browser.context.newPage();
      const requests = [];
      page.on("request", (request) => request.url() === app.url + route && requests.push(request));
      await page.goto(`http://${host}:${attacker.port}/`);
      const learned = names(await page.evaluate(attack, app.url + route));
      // The browser does not tell the headers of a request whose answer it blocks.
      const sites = (await Promise.all(requests.map((request) => request.headerValue("sec-fetch-site")))).filter(Boolean);
      await page.close();
      return { learned, requests: requests.length, sites: [...new Set(sites)] };
    }

    test("learns nothing from the settings script", async () => {
      const { learned, requests } = await learn("/settings.js");
      assert.deepEqual(learned, NOTHING);
      assert.ok(requests >= 6, `${requests} requests`);
    });

    test("learns who the visitor is from a script without the guard", async () => {
      const { learned, sites } = await learn("/unguarded.js");
      assert.deepEqual(learned, EVERYTHING);
      assert.deepEqual(sites, [site]);
    });

    test("does not keep the app’s own page from it", async () => {
      const page = await browser.context.newPage();
      await page.goto(`${app.url}/with-script`);
      await assertVisitor(page, ADA);
      await page.close();
    });
  });
}

describe("the settings script", () => {
  const HOST = "shop.test";
  let browser;
  let app;

  before(async () => {
    [browser, app] = await Promise.all([launch([`--host-resolver-rules=MAP ${HOST} 127.0.0.1`]), startApp()]);
  });

  after(async () => {
    await browser?.close();
    app?.stop();
  });

  test("is refused when its address is opened", async (t) => {
    const { page } = await openPage(t, browser);
    await logIn(page.context(), app.url, { name: ADA });
    const response = await page.goto(`${app.url}/settings.js`);
    assert.equal(response.status(), 403);
    assert.doesNotMatch(await response.text(), /Token/);
  });

  test("is a guest’s over plain HTTP off loopback, and the console says why", async (t) => {
    const { page, problems } = await openPage(t, browser);
    const url = app.url.replace("127.0.0.1", HOST);
    await page.goto(`${url}/plain/script/home`);
    await page.getByRole("button", { name: ADA }).click();
    await assertVisitor(page, ADA, GUEST);
    // Browsers ignore Clear-Site-Data there, too, and say so.
    const others = problems.filter((problem) => !problem.includes("Clear-Site-Data"));
    assert.ok(others.length > 0 && others.every((problem) => problem.includes("Sec-Fetch-Site")), problems.join("\n"));
    await page.goto(`${url}/plain/inline/home`);
    await assertVisitor(page, ADA);
  });
});
