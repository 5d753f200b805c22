// nginx as a shared cache in front of a server: unprivileged, on a loopback port, with all its files in a directory of its own.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const NOBODY = 65534;
const PLACES = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

const configuration = (directory, port, upstream) => `
daemon off;
worker_processes 1;
pid ${directory}/pid;
error_log stderr warn;
events {}
http {
  access_log off;
  ${PLACES.map((place) => `${place}_temp_path ${directory}/${place};`).join("\n  ")}
  proxy_cache_path ${directory}/cache keys_zone=pages:1m;
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass ${upstream};
      proxy_cache pages;
      proxy_cache_key $request_uri;
      # What says nothing about caching is kept, too.
      proxy_cache_valid 200 10m;
      add_header X-Cache $upstream_cache_status;
    }
  }
}
`;

/** A port that is free now. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

export async function startCache(upstream) {
  const directory = await mkdtemp(path.join(tmpdir(), "nginx-"));
  const port = await freePort();
  await writeFile(path.join(directory, "nginx.conf"), configuration(directory, port, upstream));
  const isRoot = process.getuid() === 0;
  if (isRoot) await chown(directory, NOBODY, NOBODY);
  const child = spawn("nginx", ["-p", directory, "-e", "stderr", "-c", path.join(directory, "nginx.conf")], {
    env: { PATH: `${process.env.PATH}:/usr/sbin` },
    stdio: ["ignore", "ignore", "inherit"],
    ...(isRoot && { uid: NOBODY, gid: NOBODY }),
  });
  const url = `http://127.0.0.1:${port}`;
  await isUp(`${url}/favicon.ico`, child);
  const stop = async () => {
    child.kill();
    await once(child, "exit");
    await rm(directory, { recursive: true });
  };
  return { url, stop };
}

async function isUp(url, child) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    assert.equal(child.exitCode, null, "nginx ended");
    const response = await fetch(url).catch(() => null);
    if (response?.headers.has("x-cache")) return;
    await sleep(50);
  }
  assert.fail("nginx does not answer");
}
