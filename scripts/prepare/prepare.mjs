import { build } from './build.mjs';
import { generateClient } from './generate.mjs';
import { hydrateEmbeddedPostgres } from './hydrate.mjs';
import { installDependencies } from './install.mjs';

/** Everything between a clean clone and a program that can be run; each step only when something has changed. */
export async function prepare(report) {
  await prepareTools(report);
  await build(report);
}

/** Dependencies and generated code, without the build. */
export async function prepareTools(report) {
  await installDependencies(report);
  hydrateEmbeddedPostgres();
  if (await generateClient()) report('generated the database client');
}
