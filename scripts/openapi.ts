import fs from 'node:fs/promises';
import path from 'node:path';
import { openApiText } from '../src/http/openapi/document.ts';
import { ROUTES } from '../src/http/routes/index.ts';
import { repositoryRoot } from './parts/machine/repository.ts';

/** Writes the committed description of the API; a test compares it with the routes. */
await fs.writeFile(path.join(repositoryRoot, 'docs/openapi.json'), openApiText(ROUTES));
