import { readFileSync } from "node:fs";
import { SignJWT, jwtVerify } from "jose";
import { run } from "./driver.mjs";

const key = (secret) => new TextEncoder().encode(secret);
// jose does not export its package.json to require(), so it is read beside us.
const manifest = new URL("node_modules/jose/package.json", import.meta.url);

await run({
  library: "jose",
  version: JSON.parse(readFileSync(manifest, "utf8")).version,
  verify: async (token, secret) => (await jwtVerify(token, key(secret), { algorithms: ["HS256"] })).payload,
  mint: (claims, secret) => new SignJWT(claims).setProtectedHeader({ alg: "HS256", typ: "JWT" }).sign(key(secret)),
});
