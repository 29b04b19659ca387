import type { BenchParts } from '../common/environment.ts';
import { get, measure, type Measured } from '../common/load.ts';
import { people } from '../common/people.ts';
import { bare } from './bare.ts';
import { LEVELS, usersOf, type BenchUser, type Level } from './world.ts';

interface Reader extends BenchUser {
  readonly cookie: string;
  /** A company with open tasks in their pools; where there is none, any. */
  readonly company: string;
  /** Cursor of the tenth page of the pools; undefined for those who have no tenth page. */
  readonly tenth: string | undefined;
}

const POOLS = '/api/v1/tasks?list=pools';
/** What every list pays before its own statement: a route without session or database, and a small one with both. */
const FLOORS = { 'no list: /live': () => '/live', 'no list: /me': () => '/api/v1/me' };
const REQUESTS: Readonly<Record<string, (reader: Reader) => string | undefined>> = {
  ...FLOORS,
  'pools, page 1': () => POOLS,
  'pools, page 10': ({ tenth }) => (tenth === undefined ? undefined : `${POOLS}&cursor=${encodeURIComponent(tenth)}`),
  'pools by priority': () => `${POOLS}&sort=priority`,
  'pools by age': () => `${POOLS}&sort=age`,
  'pools, overdue': () => `${POOLS}&timing=OVERDUE`,
  'pools, amount and type': () => `${POOLS}&amountFrom=400000&channelType=EXCLUSIVE`,
  'pools, one company': ({ company }) => `${POOLS}&company=${company}`,
  'pools, a text': () => `${POOLS}&text=${encodeURIComponent('科技')}`,
  'mine, page 1': () => '/api/v1/tasks?list=mine',
  'done, page 1': () => '/api/v1/tasks/done',
  counts: () => '/api/v1/tasks/counts',
};

const WARM_REQUESTS = 1000;

/** Every kind of list for people of every level, beside the bare statement of the same run. */
export async function measureLists(parts: BenchParts, rounds: number, report: (line: string) => void): Promise<void> {
  const url = parts.environment['PUBLIC_URL'] ?? '';
  const floor = bare(parts.environment['DATABASE_URL'] ?? '');
  console.log(
    '\nlists through HTTP, ms (p50/p95); bare: the same offers by their keys alone, straight from PostgreSQL',
  );
  console.log(
    'level     list                      | 1 at once      8 at once      | bare 1         bare 8         | p95 ratio: 1, 8',
  );
  try {
    for (const level of LEVELS) {
      report(`logging in people of the level ${level}`);
      const readers = await readersOf(parts, url, level);
      await warmUp(url, readers);
      for (const [name, pathOf] of Object.entries(REQUESTS)) {
        const jobs = repeat(
          readers.filter((reader) => pathOf(reader) !== undefined),
          rounds,
        );
        if (jobs.length === 0) continue;
        const ask = async (reader: Reader) => {
          const answer = await get(`${url}${pathOf(reader) ?? ''}`, { cookie: reader.cookie });
          return answer.status === 200 ? undefined : `${answer.status} ${answer.text.slice(0, 200)}`;
        };
        const plain = name === 'counts' ? floor.count : floor.page;
        const figures = await inTurns(jobs, [ask, plain]);
        console.log(line(level, name, figures));
      }
    }
  } finally {
    await floor.close();
  }
}

/** A process that has just started compiles while it answers; in use it has done so long ago. */
async function warmUp(url: string, readers: readonly Reader[]): Promise<void> {
  const ask = async ({ cookie }: Reader) => {
    await get(`${url}${POOLS}`, { cookie });
    return undefined;
  };
  await measure(repeat([...readers], Math.ceil(WARM_REQUESTS / readers.length)), 4, ask);
}

async function readersOf(parts: BenchParts, url: string, level: Level): Promise<Reader[]> {
  const who = people(url);
  const users = await parts.asAdmin((client) => usersOf(client, level, 40));
  const readers: Reader[] = [];
  for (const user of users) {
    const cookie = await who.cookieOf(user.login);
    const company = await parts.asAdmin(async (client) => {
      const { rows } = await client.query<{ id: string }>(
        `SELECT c.company_id AS id FROM task_candidate k JOIN task t ON t.id = k.task_id JOIN "case" c ON c.id = t.case_id
         WHERE k.open AND (k.role, k.scope_id) IN (SELECT * FROM unnest($1::text[], $2::uuid[])) LIMIT 1`,
        [user.roles, user.units],
      );
      return rows[0]?.id ?? (await client.query<{ id: string }>('SELECT id FROM company LIMIT 1')).rows[0]?.id ?? '';
    });
    readers.push({ ...user, cookie, company, tenth: await tenthPage(url, cookie) });
  }
  return readers;
}

async function tenthPage(url: string, cookie: string): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let page = 1; page < 10; page += 1) {
    const answer = await get(`${url}${POOLS}${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`, {
      cookie,
    });
    const { next } = JSON.parse(answer.text) as { next: string | null };
    if (next === null) return undefined;
    cursor = next;
  }
  return cursor;
}

interface Figures {
  readonly one: Measured;
  readonly eight: Measured;
  readonly bareOne: Measured;
  readonly bareEight: Measured;
}

type Ask = (reader: Reader) => Promise<string | undefined>;

/** The first tenth warms both; then the product and the floor in turns, so that a machine that drifts drifts for both. */
async function inTurns(jobs: readonly Reader[], [ask, plain]: readonly [Ask, Ask]): Promise<Figures> {
  const warm = jobs.slice(0, Math.ceil(jobs.length / 10));
  for (const call of [ask, plain]) checked(await measure(warm, 4, call));
  const one = checked(await measure(jobs, 1, ask));
  const bareOne = checked(await measure(jobs, 1, plain));
  const eight = checked(await measure(jobs, 8, ask));
  const bareEight = checked(await measure(jobs, 8, plain));
  return { one, eight, bareOne, bareEight };
}

/** A figure over failed requests is no figure. */
function checked(measured: Measured): Measured {
  if (measured.failures.length > 0) throw new Error(`a list was refused: ${measured.failures[0] ?? ''}`);
  return measured;
}

function repeat(readers: readonly Reader[], rounds: number): Reader[] {
  return Array.from({ length: rounds }, () => readers).flat();
}

function line(level: Level, name: string, { one, eight, bareOne, bareEight }: Figures): string {
  const pair = ({ p50, p95 }: Measured) => `${p50.toFixed(1)}/${p95.toFixed(1)}`.padEnd(14);
  const ratios = `${(one.p95 / bareOne.p95).toFixed(2)}, ${(eight.p95 / bareEight.p95).toFixed(2)}`;
  return `${level.padEnd(9)} ${name.padEnd(25)} | ${pair(one)} ${pair(eight)} | ${pair(bareOne)} ${pair(bareEight)} | ${ratios}`;
}
