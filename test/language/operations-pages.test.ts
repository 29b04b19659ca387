import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { repositoryRoot } from '../../scripts/parts/machine/repository.ts';
import { REFUSAL_CODES } from '../../src/domain/refusal.ts';

const PAGES = ['docs/operations', 'docs/routes.md', 'docs/requests.md', 'docs/admission.md'];
/** What people do to cases and tasks, with the pure rules behind it. */
const OPERATIONS = ['tasks', 'cases', 'batches', 'substitution', 'conversation', 'decision-links'].flatMap((noun) => [
  `src/${noun}`,
  `src/domain/${noun}`,
]);

function textsUnder(places: readonly string[], ending: string): string[] {
  return places.flatMap((place) => {
    const full = path.join(repositoryRoot, place);
    if (!fs.existsSync(full)) return [];
    if (fs.statSync(full).isFile()) return [fs.readFileSync(full, 'utf8')];
    return fs
      .readdirSync(full, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(ending))
      .map((name) => fs.readFileSync(path.join(full, name), 'utf8'));
  });
}

/** Codes that stand inside a `new Refusal(…)`. */
function thrownCodes(): string[] {
  const known: ReadonlySet<string> = new Set(REFUSAL_CODES);
  const thrown = textsUnder(OPERATIONS, '.ts').flatMap((text) =>
    [...text.matchAll(/new Refusal\(([^;{]*)/g)].flatMap(([, inside = '']) => inside.match(/'[A-Z_]+'/g) ?? []),
  );
  return [...new Set(thrown.map((code) => code.slice(1, -1)))].filter((code) => known.has(code)).sort();
}

describe('the pages of the operations', () => {
  it('name every code that an operation is refused with', () => {
    const pages = textsUnder(PAGES, '.md').join('\n');
    const codes = thrownCodes();
    expect(codes.length).toBeGreaterThan(50);
    expect(codes.filter((code) => !new RegExp(`\\b${code}\\b`).test(pages))).toEqual([]);
  });

  it('are all listed on their first page', () => {
    const folder = path.join(repositoryRoot, 'docs/operations');
    const first = fs.readFileSync(path.join(folder, 'README.md'), 'utf8');
    const others = fs.readdirSync(folder).filter((name) => name !== 'README.md');
    expect(others.filter((name) => !first.includes(`(${name})`))).toEqual([]);
  });
});
