import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { repositoryRoot } from '../../scripts/parts/machine/repository.ts';
import { openApiText } from '../../src/http/openapi/document.ts';
import { ROUTES } from '../../src/http/routes/index.ts';

describe('docs/openapi.json', () => {
  it('says what the routes say; scripts/openapi.ts writes it anew', async () => {
    const committed = await fs.readFile(path.join(repositoryRoot, 'docs/openapi.json'), 'utf8');
    expect(committed).toBe(openApiText(ROUTES));
  });
});
