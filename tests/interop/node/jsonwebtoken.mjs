import { createRequire } from "node:module";
import jwt from "jsonwebtoken";
import { run } from "./driver.mjs";

await run({
  library: "jsonwebtoken",
  version: createRequire(import.meta.url)("jsonwebtoken/package.json").version,
  verify: (token, secret) => jwt.verify(token, secret, { algorithms: ["HS256"] }),
  // Without noTimestamp the library adds an `iat` of its own, and the claims would not be the ones given.
  mint: (claims, secret) => jwt.sign(claims, secret, { algorithm: "HS256", noTimestamp: true }),
});
