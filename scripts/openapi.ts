import fs from 'node:fs/promises';
import path from 'node:path';
import { jsonSchemaText } from '../src/domain/policies/json-schema.ts';
import { POLICY_SHAPES } from '../src/domain/policies/kinds.ts';
import { openApiText } from '../src/http/openapi/document.ts';
import { ROUTES } from '../src/http/routes/index.ts';
import { repositoryRoot } from './parts/machine/repository.ts';

/** Writes the committed descriptions of the API and of every kind of rule; tests compare them with the code. */
await fs.writeFile(path.join(repositoryRoot, 'docs/openapi.json'), openApiText(ROUTES));
for (const shape of POLICY_SHAPES) {
  await fs.writeFile(path.join(repositoryRoot, 'docs/schemas', `${shape.name}.json`), jsonSchemaText(shape));
}
