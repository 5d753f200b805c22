// Names, emails and companies that try to run, through the Askama example and the maud example: nothing but our script runs, and
// every text arrives as it is.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch, openPage } from "./browser.mjs";
import { HARMLESS, USERS, visitAll } from "./hostile.mjs";
import { startServer } from "./server.mjs";

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

/** Rows for the example's own tables. The program comes with its database, and Node.js has none before version 22. */
function insert(database, users) {
  const program = [
    "import json, sqlite3, sys",
    "connection = sqlite3.connect(sys.argv[1])",
    "for user in json.load(sys.stdin):",
    "    connection.execute('INSERT INTO companies VALUES (?, ?)', (user['id'], user['company']))",
    "    row = (user['id'], user['login'], user['name'], user['email'], user['id'], 'hash')",
    "    connection.execute('INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)', row)",
    "connection.commit()",
  ];
  execFileSync("python3", ["-c", program.join("\n"), database], { input: JSON.stringify(users) });
}

test(`Askama: ${USERS.length} hostile customers of the database`, async (t) => {
  const folder = await mkdtemp(path.join(tmpdir(), "shop-"));
  t.after(() => rm(folder, { recursive: true }));
  const database = path.join(folder, "shop.db");
  const server = await startServer("example-askama-axum", { DATABASE: database });
  t.after(server.stop);
  insert(database, [HARMLESS, ...USERS]);

  const { page, problems } = await openPage(t, browser);
  const paths = ["/", "/orders"].map((path_) => server.url + path_);
  await visitAll(page, problems, paths, async ({ login }) => {
    const form = { user: login };
    const response = await page.context().request.post(`${server.url}/log-in`, { form, maxRedirects: 0 });
    assert.equal(response.status(), 303);
  });
});

test(`maud: ${USERS.length} people who log in under hostile names`, async (t) => {
  const server = await startServer("example-maud-actix");
  t.after(server.stop);
  const { page, problems } = await openPage(t, browser);
  const paths = ["/", "/help"].map((path_) => server.url + path_);
  await visitAll(page, problems, paths, async ({ name, email, company }) => {
    const form = { name, email, company };
    const response = await page.context().request.post(`${server.url}/log-in`, { form, maxRedirects: 0 });
    assert.equal(response.status(), 303);
  });
});
