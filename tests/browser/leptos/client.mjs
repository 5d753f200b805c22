// What the browser's side of the Leptos example is made of: no user, no secret, no cryptography.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";

const cargo = (...arguments_) =>
  execFileSync("cargo", arguments_, { cwd: import.meta.dirname, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });

describe("the built client", () => {
  const { target_directory: target } = JSON.parse(cargo("metadata", "--format-version=1", "--no-deps"));
  const folder = path.join(target, "leptos-client/pkg");
  const files = ["app_bg.wasm", "app.js"].map((name) => readFileSync(path.join(folder, name)));
  const holds = (text) => files.some((file) => file.includes(text));

  for (const text of [
    // The crates that sign, and what signing leaves behind.
    ...["hmac", "sha2", "jsonwebtoken", "HS256", "eyJ0eXAi"],
    // The secret, by its variable and by the words of its errors.
    ...["ALGOMO_SECRET", "algomo secret", "Algomo secret"],
    // The claims of those who can log in.
    ...["Ada Lovelace", "ada@example.com", "customer-1042", "山田 花子", "1189372650418372611", "Nobody In Particular", "argon2"],
    // What the server writes. The client asks whether the page has settings, by their name, and never sets them.
    ...["visitorToken", "authToken", "algomoSettings = "],
  ]) {
    test(`has no ${text}`, () => assert.ok(!holds(text)));
  }

  test("is what was searched", () => {
    assert.ok(holds("In the app’s body") && holds("leptos"));
  });
});

test("no crate that signs is in the tree of the feature hydrate", () => {
  // Leptos's own macros use a sha2 while they run in the compiler: they are no part of the client.
  const edges = "normal,no-proc-macro";
  const tree = (feature) =>
    cargo("tree", "--package=algomo-leptos", "--no-default-features", `--features=${feature}`, `--edges=${edges}`,
      "--target=wasm32-unknown-unknown", "--prefix=none", "--format={p}");
  const signing = /^(hmac|sha2|jsonwebtoken|ring|aws-lc-rs) /m;
  for (const features of ["hydrate", "hydrate,islands"]) assert.doesNotMatch(tree(features), signing);
  assert.match(tree("ssr"), signing, "the search finds them where they are");
});
