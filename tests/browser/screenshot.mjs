// Takes the picture of the member's page that the README shows: `npm run screenshot`.

import { fileURLToPath } from "node:url";

import { launch, standIn } from "./browser.mjs";
import { startServer } from "./server.mjs";

const PICTURE = fileURLToPath(new URL("../../examples/askama-axum/screenshot.png", import.meta.url));

const server = await startServer("example-askama-axum");
const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 750 }, colorScheme: "light" });
  await page.goto(server.url);
  await page.locator("button[value=ada]").click();
  await page.locator("#who").waitFor();
  await standIn(page);
  await page.screenshot({ path: PICTURE });
} finally {
  await browser.close();
  server.stop();
}
