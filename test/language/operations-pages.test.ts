import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { repositoryRoot } from '../../scripts/parts/machine/repository.ts';
import { REFUSAL_CODES } from '../../src/domain/refusal.ts';

const PAGES = ['docs/operations', 'docs/routes.md', 'docs/requests.md', 'docs/admission.md', 'docs/webhooks.md'];
/** What people do to cases, tasks and what they rest on, with the pure rules behind it. */
const OPERATIONS = [
  'batches',
  'cases',
  'conversation',
  'decision-links',
  'events',
  'figures',
  'organisation',
  'personal',
  'publications',
  'requests',
  'substitution',
  'tasks',
  'webhooks',
].flatMap((noun) => [`src/${noun}`, `src/domain/${noun}`]);
/** The routes that say what they are refused with. */
const ROUTES = [
  'batches',
  'cases',
  'catalogue',
  'choices',
  'comments',
  'confirmations',
  'conflicts',
  'copies',
  'figures',
  'inbox-filters',
  'links',
  'live',
  'opinions',
  'organisation',
  'personal',
  'publications',
  'requests',
  'rosters',
  'staff',
  'substitutions',
  'tasks',
  'urges',
  'webhooks',
].map((noun) => `src/http/routes/${noun}`);
/** Of any call with a body or a file, whatever it does. */
const OF_EVERY_CALL = new Set(['UNSUPPORTED_MEDIA']);

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

/** Codes in what the pattern finds in the sources. */
function codesIn(places: readonly string[], pattern: RegExp): string[] {
  const known: ReadonlySet<string> = new Set(REFUSAL_CODES);
  const named = textsUnder(places, '.ts').flatMap((text) =>
    [...text.matchAll(pattern)].flatMap(([, inside = '']) => inside.match(/'[A-Z_]+'/g) ?? []),
  );
  return [...new Set(named.map((code) => code.slice(1, -1)))]
    .filter((code) => known.has(code) && !OF_EVERY_CALL.has(code))
    .sort();
}

function missing(codes: readonly string[]): string[] {
  const pages = textsUnder(PAGES, '.md').join('\n');
  return codes.filter((code) => !new RegExp(`\\b${code}\\b`).test(pages));
}

describe('the pages of the operations', () => {
  it('name every code that an operation is refused with', () => {
    const codes = codesIn(OPERATIONS, /new Refusal\(([^;{]*)/g);
    expect(codes.length).toBeGreaterThan(80);
    expect(missing(codes)).toEqual([]);
  });

  it('name every code that a route of theirs says it is refused with', () => {
    const codes = codesIn(ROUTES, /refusals: \[([^\]]*)/g);
    expect(codes.length).toBeGreaterThan(80);
    expect(missing(codes)).toEqual([]);
  });

  it('are all listed on their first page', () => {
    const folder = path.join(repositoryRoot, 'docs/operations');
    const first = fs.readFileSync(path.join(folder, 'README.md'), 'utf8');
    const others = fs.readdirSync(folder).filter((name) => name !== 'README.md');
    expect(others.filter((name) => !first.includes(`(${name})`))).toEqual([]);
  });
});
