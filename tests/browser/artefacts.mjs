// Everything that an example serves to a browser, searched for what must stay on the server.

import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile, readdir } from "node:fs/promises";
import { request } from "node:http";
import path from "node:path";

import { startServer } from "./server.mjs";

const SECRET = "a secret of the artefacts' test, 0123456789";

/** What must not be served, in the forms in which it could slip into a page, a script or a wasm module. */
const PRIVATE = ["utf8", "base64", "base64url", "hex"]
  .map((encoding) => Buffer.from(SECRET).toString(encoding).replaceAll("=", ""))
  .flatMap((text) => [text, text.slice(0, 20)])
  .concat("argon2", "ALGOMO_SECRET");

/** The example's routes, as its source names them. */
async function routesOf(folder) {
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".rs"));
  const sources = await Promise.all(files.map((name) => readFile(path.join(folder, name), "utf8")));
  return sources.flatMap((source) => [...source.matchAll(/(?:\.route\(\s*|path!\()"([^"]+)"/g)].map(([, route]) => route));
}

async function ask(url, options, body) {
  const asked = request(url, { agent: false, ...options });
  asked.end(body);
  const [response] = await once(asked, "response");
  const chunks = await response.toArray();
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}

/** The paths of the same origin that a text links to or names. */
function pathsIn(text) {
  return [...text.matchAll(/["'`(=](\/[\w./-]*)/g)].map(([, name]) => name).filter((name) => !name.startsWith("//"));
}

function assertNothingPrivate(name, { headers, body }) {
  for (const text of PRIVATE) {
    assert.ok(!body.includes(text), `${text} is in ${name}`);
    assert.ok(!JSON.stringify(headers).includes(text), `${text} is in the headers of ${name}`);
  }
}

/** Asks for every route and whatever is linked from there. Returns how many answers there were, and whether one had a token. */
async function crawl(url, starts, cookie) {
  const waiting = [...starts];
  const seen = new Set(waiting);
  const served = new Set();
  let hasToken = false;
  while (waiting.length > 0) {
    const name = waiting.pop();
    const headers = { cookie, "sec-fetch-site": "same-origin" };
    const answer = await ask(url + name, { headers });
    assertNothingPrivate(name, answer);
    if (answer.status === 200) served.add(name);
    const text = answer.body.toString();
    hasToken ||= /(visitorToken|authToken)":"eyJ/.test(text);
    const isText = /text|json/.test(answer.headers["content-type"]);
    for (const next of isText ? pathsIn(`${text} ${Object.values(answer.headers).join(" ")}`) : []) {
      if (!seen.has(next)) waiting.push(next);
      seen.add(next);
    }
  }
  return { served, hasToken };
}

/**
 * Starts an example with a known secret and looks at whatever it serves to a guest and to each of the members, whose log-in forms
 * these are. `expected` are paths that must be among them.
 */
export async function searchArtefacts(t, example, folder, forms, expected) {
  const server = await startServer(example, { ALGOMO_SECRET: SECRET });
  t.after(server.stop);
  const routes = await routesOf(folder);
  assert.ok(routes.length >= 4, routes.join(" "));
  const starts = new Set(["/", ...routes, ...expected]);
  for (const form of [undefined, ...forms]) {
    let cookie = "";
    if (form !== undefined) {
      const body = new URLSearchParams(form).toString();
      const headers = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };
      const answer = await ask(`${server.url}/log-in`, { method: "POST", headers }, body);
      assertNothingPrivate("/log-in", answer);
      cookie = answer.headers["set-cookie"][0].split(";")[0];
    }
    const { served, hasToken } = await crawl(server.url, starts, cookie);
    // The log-in is the only way to a token, and what was searched is what has tokens.
    assert.equal(hasToken, form !== undefined, `${form}`);
    assert.deepEqual(expected.filter((name) => !served.has(name)), [], "what is expected and was not served");
  }
}
