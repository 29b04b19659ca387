// Prisma's schema engine: the official wasm build of the engine commit that this Prisma version uses.
import fs from 'node:fs';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';

const engineModule = '@prisma/schema-engine-wasm/schema_engine_bg';
let panic;

globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message: (message) => {
    panic = message;
  },
};

const file = new URL('schema_engine_bg.wasm', import.meta.resolve(engineModule));
const { instance } = await WebAssembly.instantiate(fs.readFileSync(file), { './schema_engine_bg.js': engine });
engine.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();

export const { SchemaEngine } = engine;

export const engineVersion = () => engine.version();

/** What the engine said before it gave up, if it has. */
export const lastPanic = () => panic;
