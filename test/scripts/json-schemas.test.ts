import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { repositoryRoot } from '../../scripts/parts/machine/repository.ts';
import { jsonSchemaText } from '../../src/domain/policies/json-schema.ts';
import { POLICY_SHAPES } from '../../src/domain/policies/kinds.ts';

const folder = path.join(repositoryRoot, 'docs/schemas');

describe('docs/schemas', () => {
  it.each(POLICY_SHAPES)('$name.json says what the code says; scripts/openapi.ts writes it anew', async (shape) => {
    expect(await fs.readFile(path.join(folder, `${shape.name}.json`), 'utf8')).toBe(jsonSchemaText(shape));
  });

  it('holds nothing else', async () => {
    const names = (await fs.readdir(folder)).filter((name) => name.endsWith('.json')).sort();
    expect(names).toEqual(POLICY_SHAPES.map(({ name }) => `${name}.json`).sort());
  });
});
