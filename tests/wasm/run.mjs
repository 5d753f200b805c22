// Calls the `main` of a WebAssembly module that imports nothing, and exits with its code.
import { readFile } from "node:fs/promises";

const { instance } = await WebAssembly.instantiate(await readFile(process.argv[2]), {});
const failed = instance.exports.main(0, 0);
console.log(failed === 0 ? "wasm: all checks passed" : `wasm: check ${failed} failed`);
process.exit(failed);
