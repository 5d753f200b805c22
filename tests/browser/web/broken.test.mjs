// Handlers that panic and clients that hang up, under load: a page arrives whole, with its header, or not at all.

import assert from "node:assert/strict";
import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { after, before, test } from "node:test";

import { ADA, GUEST, startApp } from "./app.mjs";

const ROUNDS = 300;

let app;
let port;
let cookie;

before(async () => {
  app = await startApp();
  port = Number(new URL(app.url).port);
  const body = new URLSearchParams({ name: ADA });
  const response = await fetch(`${app.url}/plain/inline/log-in`, { method: "POST", body, redirect: "manual" });
  cookie = response.headers.get("set-cookie").split(";")[0];
});

after(() => app?.stop());

/** The whole answer, or `null` if the connection broke. */
function get(path, headers = {}) {
  return new Promise((resolve) => {
    const broken = () => resolve(null);
    const asked = request({ host: "127.0.0.1", port, path, headers, agent: false }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", broken);
      response.on("end", () => {
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() });
      });
    });
    asked.on("error", broken);
    asked.end();
  });
}

/** Reads at least so many bytes of the answer, and hangs up. */
async function hangUp(path, bytes) {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${cookie}\r\n\r\n`);
  let read = 0;
  while (read < bytes) {
    const [chunk] = await once(socket, "data");
    read += chunk.length;
  }
  socket.resetAndDestroy();
}

function assertWhole(answer, name) {
  assert.equal(answer.status, 200);
  assert.match(answer.body, /<\/html>\n?(<!--\.*-->)?$/);
  assert.equal(answer.headers["cache-control"], name === GUEST ? undefined : "private, no-store");
  assert.equal(answer.headers.vary, name === GUEST ? "Cookie" : undefined);
  assert.equal(answer.body.includes("visitorToken"), name !== GUEST);
  assert.ok(answer.body.includes(`<bdi id="who">${name}</bdi>`));
}

test("pages arrive whole or not at all", async () => {
  const member = { Cookie: cookie };
  const round = async (number) => {
    const [page, guest, panic, caught] = await Promise.all([
      get("/covered/page", member),
      get("/covered/page"),
      get("/broken/panic", member),
      get("/broken/panic-caught", member),
      hangUp("/covered/page", 0),
      hangUp("/broken/long", 1 + (number % 7) * 10_000),
    ]);
    assertWhole(page, ADA);
    assertWhole(guest, GUEST);
    assert.equal(panic, null, "the connection breaks before anything is sent");
    assert.equal(caught.status, 500);
    assert.equal(caught.headers["cache-control"], "private, no-store");
    assert.doesNotMatch(caught.body, /visitorToken|<html/);
  };
  for (let number = 0; number < ROUNDS; number += 10) {
    await Promise.all(Array.from({ length: 10 }, (_, place) => round(number + place)));
  }
  assertWhole(await get("/broken/long", member), ADA);
});
