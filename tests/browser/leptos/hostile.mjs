// Names, emails, companies, attributes and nonces that try to run, through the Leptos example and the component: nothing but our
// script and the app's own runs, and every text arrives as it is.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";

import { launch, openPage } from "../browser.mjs";
import { HARMLESS, TEXTS, USERS, assertAttributes, assertGreetedExactly, assertNonces, visitAll } from "../hostile.mjs";
import { startServer } from "../server.mjs";
import { EXAMPLE, assertCounts, logIn } from "./pages.mjs";

let browser;
let folder;
let server;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "customers-"));
  const customers = path.join(folder, "customers.json");
  const row = ({ login, id, name, email, company }) => [login, { id: `${id}`, name, email, company }];
  await writeFile(customers, JSON.stringify(Object.fromEntries([HARMLESS, ...USERS].map(row))));
  [browser, server] = await Promise.all([launch(), startServer(EXAMPLE, { CUSTOMERS: customers })]);
});

after(async () => {
  await browser?.close();
  server?.stop();
  await rm(folder, { recursive: true });
});

// The user by a function, and as a resource, which Leptos writes into a script of its own.
const PATHS = ["/", "/account"];

test(`${USERS.length} hostile customers, as the server renders them`, async (t) => {
  const { page, problems } = await openPage(t, browser);
  // The client takes seconds to start, so most pages go without it.
  await page.route("**/pkg/app.js", (route) =>
    route.fulfill({ contentType: "text/javascript", body: "export default async () => {}; export const hydrate = () => {};" }),
  );
  const paths = PATHS.map((path_) => server.url + path_);
  await visitAll(page, problems, paths, ({ login }) => logIn(page, server.url, login));
});

test("a dozen of them, after the client has taken the page over", async (t) => {
  const { page, problems } = await openPage(t, browser);
  for (const [place, user] of USERS.slice(0, 12).entries()) {
    await logIn(page, server.url, user.login);
    await page.goto(server.url + PATHS[place % PATHS.length]);
    await assertCounts(page);
    await assertGreetedExactly(page, user);
    assert.deepEqual(problems, [], user.name);
  }
});

describe("the component", () => {
  let app;

  before(async () => {
    app = await startServer("leptos-app", { ALGOMO_SECRET: "a-secret-of-this-test-0123456789abcdef" });
  });

  after(() => app?.stop());

  test(`${TEXTS.length} hostile attributes of our own elements`, async (t) => {
    const { page, problems } = await openPage(t, browser);
    await assertAttributes(page, problems, `${app.url}/attributes`);
  });

  test("hostile nonces leave our elements empty, and the visitor anonymous", async (t) => {
    const { page } = await openPage(t, browser);
    await assertNonces(page.context().request, `${app.url}/nonce`, (response, html, nonce) => {
      assert.equal(response.status(), 200, nonce);
      assert.ok(html.includes("<script></script><script></script></head>"), nonce);
    });
  });
});
