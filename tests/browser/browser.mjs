// Headless Chromium, and pages that are watched for everything that must not happen.

import { chromium } from "playwright-core";

export function launch() {
  return chromium.launch({
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
  });
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
