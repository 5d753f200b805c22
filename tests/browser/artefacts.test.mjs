// Nothing that the examples on Askama and maud serve to a browser holds the secret or a password's hash.

import path from "node:path";
import { test } from "node:test";

import { searchArtefacts } from "./artefacts.mjs";

const source = (example) => path.join(import.meta.dirname, "../../examples", example, "src");

test("Askama", async (t) => {
  const expected = ["/", "/help", "/settings.js", "/style.css", "/speculation-rules.json", "/algomo-standin.js"];
  await searchArtefacts(t, "example-askama-axum", source("askama-axum"), [{ user: "ada" }, { user: "script" }], expected);
});

test("maud", async (t) => {
  const expected = ["/", "/help", "/settings.js", "/algomo-standin.js"];
  await searchArtefacts(t, "example-maud-actix", source("maud-actix"), [{ name: "Ada" }, { name: "Bob" }], expected);
});
