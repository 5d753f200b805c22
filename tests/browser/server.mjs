// Starts an example's server, as built by cargo, on a port of its own.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));

function built(example) {
  const arguments_ = ["metadata", "--format-version=1", "--no-deps"];
  const metadata = JSON.parse(execFileSync("cargo", arguments_, { cwd: here, maxBuffer: 64 * 1024 * 1024 }));
  return path.join(metadata.target_directory, "debug", example);
}

/** The server's first line is its address. `env` adds to this process's environment, without the app's own settings. */
export async function startServer(example, env = {}) {
  const { ALGOMO_SECRET, ALGOMO_TTL_SECONDS, ALGOMO_WIDGET_ID, ...inherited } = process.env;
  const child = spawn(built(example), {
    env: { ...inherited, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`${example} ended with exit code ${code} before it printed its address`);
  });
  const firstLine = once(createInterface(child.stdout), "line").then(([line]) => line);
  const url = await Promise.race([firstLine, ended]);
  ended.catch(() => {}); // From here on its end is ours to ask for.
  return { url, stop: () => child.kill() };
}
