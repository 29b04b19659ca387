import fs from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { collect } from './globals.mjs';

/**
 * A test runner for Stryker. Jest starts anew for every mutant, which takes seconds; the core is pure, so that its tests can be loaded once and
 * run in one process, where a mutant takes milliseconds. Only what runs while modules load needs them loaded again.
 */
class Runner {
  loads = 0;

  constructor(patterns) {
    this.files = testFiles(patterns);
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    fc.configureGlobal({ seed: 20_261_122, endOnFailure: true });
    globalThis.__stryker__ ??= {};
  }

  async dryRun() {
    this.tests = [];
    for (const file of this.files) this.tests.push(...(await this.load(file)));
    const results = [];
    for (const test of this.tests) results.push(await take(test));
    globalThis.__stryker__.currentTestId = undefined;
    return { status: 'complete', tests: results, mutantCoverage: globalThis.__stryker__.mutantCoverage };
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit, sandboxFileName }) {
    const state = globalThis.__stryker__;
    Object.assign(state, { hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    try {
      if (mutantActivation !== 'static') {
        await this.loadOnce();
        state.activeMutant = activeMutant.id;
        const wanted = testFilter && new Set(testFilter);
        const files = byNearness(this.files, sandboxFileName);
        const tests = files.flatMap((file) => this.tests.filter((test) => test.file === file));
        return await verdict(wanted ? tests.filter(({ id }) => wanted.has(id)) : tests);
      }
      await this.assertReloadable(sandboxFileName);
      state.activeMutant = activeMutant.id;
      return await this.runAnew(sandboxFileName);
    } finally {
      state.activeMutant = undefined;
    }
  }

  /** A test that fails only because it was loaded a second time would kill every mutant. */
  async assertReloadable(mutated) {
    if (this.loads > 0) return;
    const result = await this.runAnew(mutated);
    if (result.status !== 'survived') throw new Error(`Without a mutant: ${result.killedBy} ${result.failureMessage}`);
  }

  async loadOnce() {
    if (this.tests !== undefined) return;
    this.tests = [];
    for (const file of this.files) this.tests.push(...(await this.load(file)));
  }

  /** File by file until one says no; without what tries at random, which would take a minute for each of them. */
  async runAnew(mutated) {
    let nrOfTests = 0;
    this.loads += 1;
    for (const file of byNearness(this.files, mutated).filter((file) => !isRandom(file))) {
      let tests;
      try {
        tests = await this.load(file, this.loads);
      } catch (error) {
        return killed(file, error, nrOfTests);
      }
      const result = await verdict(tests);
      nrOfTests += result.nrOfTests ?? 0;
      if (result.status !== 'survived') return { ...result, nrOfTests };
    }
    return { status: 'survived', nrOfTests };
  }

  async load(file, load = 0) {
    const url = `${pathToFileURL(path.resolve(file)).href}?load=${load}`;
    return (await collect(() => import(url))).map((test) => ({ ...test, id: `${file} ${test.name}`, file }));
  }
}

/** The tests of the areas that are mutated, and the histories, which go through tasks and routes. */
function testFiles(patterns) {
  const areas = new Set(patterns.flatMap((pattern) => /^src\/domain\/([^/*]+)\//.exec(pattern)?.[1] ?? []));
  const tests = [...areas].flatMap((area) =>
    fs.readdirSync(`test/domain/${area}`, { recursive: true }).map((file) => `test/domain/${area}/${file}`),
  );
  const histories = areas.has('tasks') || areas.has('routes') ? ['test/mutation/histories.ts'] : [];
  return [...tests.filter((file) => file.endsWith('.test.ts')), ...histories];
}

function isRandom(file) {
  return fs.readFileSync(file, 'utf8').includes("'fast-check'");
}

/** What is likely to notice first and cheaply: the tests of the mutant's file, those of its folder, the others; what tries at random last. */
function byNearness(files, mutated) {
  const own = path.relative('src', path.relative(process.cwd(), mutated)).replace(/\.ts$/, '');
  const folder = own.split('/').slice(0, 2).join('/');
  const rank = (file) => {
    if (file.startsWith(`test/${own}.`)) return 0;
    const isNear = file.startsWith(`test/${folder}/`);
    return (isNear ? 1 : 2) + (isRandom(file) ? 2 : 0);
  };
  return [...files].sort((a, b) => rank(a) - rank(b));
}

async function take({ id, name, file, body }) {
  globalThis.__stryker__.currentTestId = id;
  const begun = performance.now();
  await body();
  return { id, name, fileName: file, status: 0, timeSpentMs: performance.now() - begun };
}

async function verdict(tests) {
  const state = globalThis.__stryker__;
  for (const [n, { id, body }] of tests.entries()) {
    try {
      await body();
    } catch (error) {
      return timedOut(state) ?? killed(id, error, n + 1);
    }
    const late = timedOut(state);
    if (late) return late;
  }
  return { status: 'survived', nrOfTests: tests.length };
}

function timedOut({ hitCount, hitLimit }) {
  if (hitLimit === undefined || !(hitCount > hitLimit)) return undefined;
  return { status: 'timeout', reason: `More than ${hitLimit} times at the same place` };
}

function killed(test, error, nrOfTests) {
  return { status: 'killed', killedBy: [test], failureMessage: String(error?.message ?? error), nrOfTests };
}

const factory = Object.assign(({ mutate }) => new Runner(mutate), { inject: ['options'] });
export const strykerPlugins = [{ kind: 'TestRunner', name: 'pure', factory }];
