// Headless Chromium, and pages that are watched for everything that must not happen.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { chromium } from "playwright-core";

const OPTIONS = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
  // Playwright turns it off. A person's browser has it, and "back" must not show them an earlier user.
  ignoreDefaultArgs: ["--disable-back-forward-cache"],
};

export function launch(args = []) {
  return chromium.launch({ ...OPTIONS, args: [...OPTIONS.args, ...args] });
}

/** A browser that sends cookies to other sites. A new context never does, so this is a profile, and its one context. */
export async function launchWithThirdPartyCookies() {
  const profile = await mkdtemp(path.join(tmpdir(), "profile-"));
  await mkdir(path.join(profile, "Default"));
  const preferences = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };
  await writeFile(path.join(profile, "Default/Preferences"), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profile, OPTIONS);
  const close = async () => {
    await context.close();
    await rm(profile, { recursive: true });
  };
  return { context, close };
}

/**
 * A new page in a session of its own, closed with the test. `problems` fills with errors on the console, uncaught ones,
 * dialogs (a script of an attacker would open one), violated policies, and requests that failed.
 */
export async function openPage(t, browser, options = {}) {
  const context = await browser.newContext(options);
  t.after(() => context.close());
  const problems = [];
  await context.exposeBinding("reportViolation", (_source, text) => problems.push(`violation: ${text}`));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.reportViolation(`${event.effectiveDirective} blocked ${event.blockedURI}`);
    });
  });
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => problems.push(`uncaught: ${error.error().message}`));
  context.on("dialog", async (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  context.on("response", (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  context.on("requestfailed", (request) => {
    const { errorText } = request.failure();
    // A navigation aborts what the page before it was still loading.
    if (errorText !== "net::ERR_ABORTED") problems.push(`failed: ${request.url()} (${errorText})`);
  });
  return { page: await context.newPage(), problems };
}

/** The elements of the stand-in widget, once its handshake is over. */
export async function standIn(page) {
  const host = page.locator("#algomo-standin:not([data-algomo-standin=connecting])");
  await host.waitFor({ timeout: 15_000 });
  const text = (hook) => host.locator(`[${hook}]`).textContent();
  const claims = await host.locator("[data-claim]").evaluateAll((cells) =>
    cells.map((cell) => [cell.getAttribute("data-claim"), cell.textContent]),
  );
  return {
    outcome: await host.getAttribute("data-algomo-standin"),
    greeting: await text("data-greeting"),
    detail: await text("data-detail"),
    notice: await text("data-notice"),
    claims: Object.fromEntries(claims),
    secondsLeft: host.locator("[data-seconds-left]"),
  };
}
