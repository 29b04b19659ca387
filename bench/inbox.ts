import { startBench, type BenchParts } from './common/environment.ts';
import { fill, isFilledWith, type Size } from './inbox/fill.ts';
import { measureDecisions } from './inbox/measure-decision.ts';
import { measureLists } from './inbox/measure-lists.ts';

/**
 * `npm run bench -- inbox`: lists and counts through HTTP over 1,000,000 open and 20,000,000 closed tasks of 1,000 people, beside the bare SQL of
 * the same run; then a decision there beside the same on empty tables. `--open N --closed M` for another size, `--quick` for 50,000 and
 * 200,000, `--keep` takes the rows an earlier run of the same size left.
 */
const quick = process.argv.includes('--quick');
const number = (name: string, usual: number) => {
  const at = process.argv.indexOf(name);
  return at === -1 ? usual : Number(process.argv[at + 1]);
};
const size: Size = {
  open: number('--open', quick ? 50_000 : 1_000_000),
  closed: number('--closed', quick ? 200_000 : 20_000_000),
};
const rounds = quick ? 3 : 8;
const report = (line: string): void => {
  process.stderr.write(`… ${line}\n`);
};
/** As the floor was measured first; filling in one transaction then needs no write-ahead log. */
const settings = { shared_buffers: '512MB', wal_level: 'minimal', max_wal_senders: '0' };

const decisions = quick ? 60 : 300;
const full = await withProduct('qudao_bench_inbox', quick ? 500 : 5000, async (parts) => {
  await measureLists(parts, rounds, report);
  return measureDecisions(parts, decisions);
});
const empty = await withProduct('qudao_bench_empty', 60, (parts) => measureDecisions(parts, decisions));
const shown = ({ p50, p95 }: { readonly p50: number; readonly p95: number }) => `${p50.toFixed(1)}/${p95.toFixed(1)}`;
const ratio = (full.p50 / empty.p50).toFixed(2);
console.log(
  `\na decision inside its phase, ms (p50/p95): here ${shown(full)}, on empty tables ${shown(empty)}, ratio of p50 ${ratio}`,
);

/** The database filled for the lists is kept for a run with `--keep`; the other one is small and made anew. */
async function withProduct<Result>(
  database: string,
  companies: number,
  work: (parts: BenchParts) => Promise<Result>,
): Promise<Result> {
  const isFilled = database === 'qudao_bench_inbox';
  const keep = isFilled && process.argv.includes('--keep');
  const parts = await startBench(report, { database, companies, keep, settings });
  try {
    if (isFilled && !(keep && (await isFilledWith(parts, size)))) await filled(parts);
    const live = `${parts.environment['PUBLIC_URL'] ?? ''}/live`;
    const api = await parts.startProcess('api', 'src/server.js', {}, live);
    try {
      return await work(parts);
    } finally {
      await api.stop();
    }
  } finally {
    await parts.stop();
  }
}

async function filled(parts: BenchParts): Promise<void> {
  const from = performance.now();
  await fill(parts, size, report);
  const bytes = await parts.asAdmin((client) =>
    client.query<{ size: string }>('SELECT pg_size_pretty(pg_database_size(current_database())) AS size'),
  );
  const minutes = ((performance.now() - from) / 60_000).toFixed(1);
  console.log(
    `filled with ${size.open} open and ${size.closed} closed tasks in ${minutes} min: ${bytes.rows[0]?.size ?? ''}`,
  );
}
