// The examples for Askama and maud on a phone.

import { testOnAPhone } from "./phone.mjs";

testOnAPhone("example-askama-axum", (page) => page.locator("button[value=ada]").tap(), "Hello, Ada Lovelace");

async function enterName(page) {
  await page.getByLabel("Name").fill("Ada");
  await page.getByRole("button", { name: "Log in" }).tap();
}
testOnAPhone("example-maud-actix", enterName, "Hello, Ada");
