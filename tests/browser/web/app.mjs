// The test app, and what is asked of its pages.

import assert from "node:assert/strict";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { standIn } from "../browser.mjs";
import { startServer } from "../server.mjs";

export const ADA = "Ada Lovelace";
export const GRACE = "Grace Hopper";
export const GUEST = "guest";

const NODE_MODULES = path.join(path.dirname(fileURLToPath(import.meta.url)), "../node_modules");

/** A server of the test app. `forward` turns its clock, by which tokens and sessions expire. */
export async function startApp(env = {}) {
  const server = await startServer("web-app", { NODE_MODULES, ...env });
  const forward = async (seconds) => {
    const response = await fetch(`${server.url}/clock?forward=${seconds}`, { method: "POST" });
    assert.ok(response.ok);
  };
  return { ...server, forward };
}

/** Logs in without a page. */
export async function logIn(context, url, form) {
  const response = await context.request.post(`${url}/plain/inline/log-in`, { form, maxRedirects: 0 });
  assert.equal(response.status(), 303);
}

export async function logOut(context, url) {
  const response = await context.request.post(`${url}/plain/inline/log-out`, { maxRedirects: 0 });
  assert.equal(response.status(), 303);
}

/** The widget's visitor: a name, `guest`, or why the token was refused. */
export async function widgetVisitor(page) {
  const widget = await standIn(page);
  switch (widget.outcome) {
    case "greeted":
      return widget.claims.name;
    case "anonymous":
      return GUEST;
    default:
      return widget.detail;
  }
}

/** The page's user and the widget's visitor, who should be the same. */
export async function assertVisitor(page, name, widgetName = name) {
  await page.locator("#who", { hasText: name }).waitFor();
  assert.equal(await widgetVisitor(page), widgetName, `the widget, on a page of ${name}`);
}
