import path from 'node:path';
import { repositoryRoot } from '../parts/machine/repository.ts';

/** Compiled entry files of what the launcher runs. */
export interface Programs {
  seed: string;
  mailCatcher: string;
  worker: string;
  api: string;
}

export const builtPrograms: Programs = {
  seed: path.join(repositoryRoot, 'dist/prisma/seed.js'),
  mailCatcher: path.join(repositoryRoot, 'dist/scripts/mail-catcher/main.js'),
  worker: path.join(repositoryRoot, 'dist/src/worker.js'),
  api: path.join(repositoryRoot, 'dist/src/server.js'),
};
