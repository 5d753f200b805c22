// Nothing that the Leptos example serves to a browser holds the secret or a password's hash: pages, scripts and the wasm module.

import path from "node:path";
import { test } from "node:test";

import { searchArtefacts } from "../artefacts.mjs";
import { EXAMPLE, PAGES } from "./pages.mjs";

test("Leptos", async (t) => {
  const source = path.join(import.meta.dirname, "../../../examples/leptos-axum/src");
  const expected = [...PAGES, "/pkg/app.js", "/pkg/app_bg.wasm", "/style.css", "/algomo-standin.js"];
  await searchArtefacts(t, EXAMPLE, source, [{ user: "ada" }, { user: "hanako" }], expected);
});
