import fs from 'node:fs';
import path from 'node:path';
import { endLeftOver } from '../parts/node-part.ts';
import { stopPostgresOf } from '../parts/postgres.ts';
import { findTemporalServer } from '../parts/temporal-server.ts';
import { keptEntries } from './data-version.ts';
import { nodePartNames, pathsOf } from './paths.ts';

/** Ends what an earlier launcher left running and removes all of the product's data in the directory. */
export async function resetData(dataDirectory: string): Promise<void> {
  const paths = pathsOf(dataDirectory);
  await endNodeParts(dataDirectory);
  await findTemporalServer(paths.temporal)?.stop();
  await stopPostgresOf(paths.postgres);
  for (const name of fs.readdirSync(dataDirectory).filter((entry) => !keptEntries.includes(entry))) {
    fs.rmSync(path.join(dataDirectory, name), { recursive: true, force: true });
  }
}

/** Programs of an earlier launcher hold the ports and may run older code; the servers below them are adopted instead. */
export async function endNodeParts(dataDirectory: string): Promise<void> {
  const { runFile } = pathsOf(dataDirectory);
  await Promise.all(nodePartNames.map((name) => endLeftOver(runFile(name))));
}
