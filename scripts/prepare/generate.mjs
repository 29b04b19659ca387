import path from 'node:path';
import { root } from './paths.mjs';
import { runNode } from './run.mjs';
import { listFiles, whenChanged } from './stamp.mjs';

/** Generates the Prisma client when its schema, its settings or its version have changed. */
export function generateClient() {
  return whenChanged(
    {
      stamp: 'src/generated/.stamp',
      inputs: () => listFiles(['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json']),
      outputs: ['src/generated'],
    },
    () => runNode([path.join(root, 'node_modules/prisma/build/index.js'), 'generate'], 'prisma generate'),
  );
}
