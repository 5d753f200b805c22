// The example for Leptos on a phone.

import { testOnAPhone } from "../phone.mjs";

testOnAPhone("example-leptos-axum", (page) => page.locator("button[value=ada]").tap(), "Hello, Ada Lovelace");
