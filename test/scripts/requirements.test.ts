import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseCatalogue, type Requirement } from '../../scripts/requirements/catalogue.ts';
import { claimedIds, matchTitles } from '../../scripts/requirements/coverage.ts';
import { formatReport } from '../../scripts/requirements/report.ts';
import { readTestTitles, type TestTitle } from '../../scripts/requirements/test-titles.ts';

const HEAD = '| ID | Priority | Requirement | 中文 | Source |\n| --- | --- | :-: | --- | --- |';

describe('parseCatalogue', () => {
  it('reads the rows of every area and skips the overview above them', () => {
    const markdown = `| ADM | 1 |\n## ADM\n${HEAD}\n| ADM-01 | M | Apply | 申请 | 000, 002/05 |\n\n## TAX\n${HEAD}\n| TAX-01 | C | Hall | 厅 | 000 |`;

    expect(parseCatalogue(markdown)).toEqual({
      requirements: [
        { id: 'ADM-01', area: 'ADM', priority: 'M', text: 'Apply' },
        { id: 'TAX-01', area: 'TAX', priority: 'C', text: 'Hall' },
      ],
      problems: [],
    });
  });

  it.each([
    ['| ADM-1 | M | Apply | 申请 | 000 |', 'line 4: "ADM-1" is not a requirement ID'],
    ['| adm-01 | M | Apply | 申请 | 000 |', 'line 4: "adm-01" is not a requirement ID'],
    ['| CTR-01 | M | Apply | 申请 | 000 |', 'line 4: CTR-01 stands under the area ADM'],
    ['| ADM-01 | X | Apply | 申请 | 000 |', 'line 4: ADM-01 has the priority "X" instead of M, S or C'],
    ['| ADM-01 | M | Apply | | 000 |', 'line 4: ADM-01 does not fill five cells'],
    ['| ADM-01 | M | Apply | 申请 | 000 | more |', 'line 4: ADM-01 does not fill five cells'],
  ])('refuses the row %s', (row, problem) => {
    expect(parseCatalogue(`## ADM\n${HEAD}\n${row}`)).toEqual({ requirements: [], problems: [problem] });
  });

  it('refuses an ID that is defined twice and names both lines', () => {
    const row = '| ADM-01 | M | Apply | 申请 | 000 |';

    const { requirements, problems } = parseCatalogue(`## ADM\n${HEAD}\n${row}\n${row}`);

    expect(requirements).toHaveLength(1);
    expect(problems).toEqual(['line 5: ADM-01 is already defined in line 4']);
  });

  it('finds all 312 requirements in the catalogue of the project', () => {
    const file = path.join(import.meta.dirname, '../../docs/requirements.md');

    const { requirements, problems } = parseCatalogue(readFileSync(file, 'utf8'));

    expect(problems).toEqual([]);
    expect(requirements).toHaveLength(312);
    expect(new Set(requirements.map(({ area }) => area)).size).toBe(23);
  });
});

describe('readTestTitles', () => {
  const titlesIn = (source: string): string[] => readTestTitles('a.test.ts', source).map(({ title }) => title);
  const runningIn = (source: string): string[] =>
    readTestTitles('a.test.ts', source)
      .filter(({ runs }) => runs)
      .map(({ title }) => title);

  it('names file and line of a title', () => {
    expect(readTestTitles('test/a.test.ts', "\n  it('[ADM-01] applies', () => {});")).toEqual([
      { file: 'test/a.test.ts', line: 2, title: '[ADM-01] applies', runs: true },
    ]);
  });

  it.each([
    ['it', "it('a', f)"],
    ['test', 'test("a", f)'],
    ['describe', "describe('a', () => { it('b', f); })"],
    ['a template string', 'it(`a`, f)'],
    ['each over a table', "it.each([['x', 1]])('a', f)"],
    ['each as a tag', "test.each`x | y\n${1} | ${2}`('a', f)"],
    ['only.each', "it.only.each([1])('a', f)"],
    ['concurrent', "it.concurrent('a', f)"],
  ])('sees a title given to %s', (_name, source) => {
    expect(titlesIn(source)[0]).toBe('a');
  });

  it('keeps the known parts of a title put together at run time', () => {
    expect(titlesIn('it(`[ADM-01] refuses ${kind}`, f)')).toEqual(['[ADM-01] refuses ${…}']);
    expect(titlesIn("it('[ADM-01] refuses ' + kind, f)")).toEqual(['[ADM-01] refuses ${…}']);
  });

  it.each([
    ['a comment', "// it('[ADM-01] a', f)"],
    ['a string', 'const source = "it(\'[ADM-01] a\', f)";'],
    ['another function', "expect('[ADM-01] a').toBe(b)"],
    ['a function of the same name on another object', "suite.it('[ADM-01] a', f)"],
  ])('overlooks a title in %s', (_name, source) => {
    expect(titlesIn(source)).toEqual([]);
  });

  it.each(["it.skip('a', f)", "it.todo('a')", "it.failing('a', f)", "it.skip.each([1])('a', f)"])(
    'does not count %s as a test that runs',
    (source) => {
      expect(titlesIn(source)).toEqual(['a']);
      expect(runningIn(source)).toEqual([]);
    },
  );

  it('counts nothing inside a skipped group, and a group only when one of its tests runs', () => {
    expect(runningIn("describe.skip('a', () => { it('b', f); })")).toEqual([]);
    expect(runningIn("describe('a', () => { it.todo('b'); })")).toEqual([]);
    expect(runningIn("describe('a', () => { it.todo('b'); it('c', f); })")).toEqual(['a', 'c']);
    expect(runningIn("describe('a', () => { describe('b', () => { it('c', f); }); })")).toEqual(['a', 'b', 'c']);
  });
});

describe('claimedIds', () => {
  it.each([
    ['[ADM-01] applies', ['ADM-01']],
    ['[ADM-01][ADM-02] applies', ['ADM-01', 'ADM-02']],
    ['[ADM-01] [STAFF-02] applies', ['ADM-01', 'STAFF-02']],
    ['applies [ADM-01]', []],
    ['ADM-01 applies', []],
    ['[zh-CN] greets', []],
    ['[] is an empty list', []],
  ])('reads the leading brackets of "%s"', (title, ids) => {
    expect(claimedIds(title)).toEqual(ids);
  });

  it.each(['ADM-1', 'adm-01', 'ADM01', 'ADM-01, ADM-02', '${…}-01'])(
    'returns [%s] as written, so that it is refused',
    (text) => {
      expect(claimedIds(`[${text}] applies`)).toEqual([text]);
    },
  );
});

describe('matchTitles', () => {
  const requirement = (id: string, priority: Requirement['priority'] = 'M'): Requirement => ({
    id,
    area: id.slice(0, 3),
    priority,
    text: id,
  });
  const titled = (title: string, runs = true): TestTitle => ({ file: 'test/a.test.ts', line: 7, title, runs });

  it('counts what is proven per area, per priority and in all', () => {
    const requirements = [requirement('ADM-01'), requirement('ADM-02', 'S'), requirement('TAX-01')];
    const proof = titled('[ADM-01][TAX-01] applies');

    const { count, byPriority, areas } = matchTitles(requirements, [proof, titled('other')]);

    expect(count).toEqual({ proven: 2, total: 3 });
    expect(byPriority).toEqual({
      M: { proven: 2, total: 2 },
      S: { proven: 0, total: 1 },
      C: { proven: 0, total: 0 },
    });
    expect(areas.map(({ area, count: own }) => [area, own.proven, own.total])).toEqual([
      ['ADM', 1, 2],
      ['TAX', 1, 1],
    ]);
    expect(areas[0]?.requirements.map(({ id, proofs }) => [id, proofs])).toEqual([
      ['ADM-01', [proof]],
      ['ADM-02', []],
    ]);
  });

  it('takes no proof from a test that does not run', () => {
    expect(matchTitles([requirement('ADM-01')], [titled('[ADM-01] applies', false)]).count.proven).toBe(0);
  });

  it('reports an unknown ID with its place, also in a test that does not run', () => {
    const { problems } = matchTitles([requirement('ADM-01')], [titled('[ADM-99] applies', false)]);

    expect(problems).toEqual(['test/a.test.ts:7: [ADM-99] is not in the catalogue']);
  });

  it('lists proofs in the verbose report and missing ones in every report', () => {
    const coverage = matchTitles([requirement('ADM-01'), requirement('ADM-02')], [titled('[ADM-01] applies')]);

    const brief = formatReport(coverage, { verbose: false });
    const verbose = formatReport(coverage, { verbose: true });

    expect(brief).toMatch(/^ADM +1\/2 +M 1\/2 +S 0\/0 +C 0\/0$/m);
    expect(brief).toContain('missing: ADM-02');
    expect(brief).not.toContain('test/a.test.ts');
    expect(verbose).toContain('ADM-01  [ADM-01] applies  (test/a.test.ts:7)');
    expect(brief).toMatch(/^all +1\/2/m);
  });
});
