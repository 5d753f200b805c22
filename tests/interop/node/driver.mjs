// The part that the two Node libraries share: one JSON document in on stdin, one out on stdout (see ../README.md).
import { readFileSync } from "node:fs";

// A refusal is an answer here, not a failure of the driver: the harness wants some tokens refused.
async function answer(key, work) {
  try {
    return { [key]: await work() };
  } catch (error) {
    return { error: `${error.name}: ${error.message}` };
  }
}

export async function run({ library, version, verify, mint }) {
  const request = JSON.parse(readFileSync(0, "utf8"));
  const verified = [];
  for (const { secret, token } of request.verify) {
    verified.push(await answer("claims", () => verify(token, secret)));
  }
  const minted = [];
  for (const { secret, claims } of request.mint) {
    minted.push(await answer("token", () => mint(claims, secret)));
  }
  process.stdout.write(JSON.stringify({ library, version, verified, minted }));
}
