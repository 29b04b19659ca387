import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { callers, freePort, startApi, testConfig, type Caller, type TestApi } from '../../support/api.ts';
import { startApiProcess, type ProductProcess } from '../../support/product-processes.ts';
import {
  actorOf,
  CITY_LEADER,
  givenCase,
  LEADER,
  publishRoute,
  REVIEWER,
  wish,
  type OfficeCase,
} from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

const PEOPLE = [LEADER, REVIEWER, CITY_LEADER] as const;
type Login = (typeof PEOPLE)[number];
const LISTS = ['mine', 'pools', 'team', 'done'] as const;

/** What one person's lists and badges hold of one case; `team` null for whoever has none. */
type Sight = Readonly<Record<(typeof LISTS)[number], readonly string[] | null>>;

let directory: string;
let api: TestApi;
let other: ProductProcess;
let elsewhere: Pick<TestApi, 'as'>;
let one: OfficeCase;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'qudao-inbox-'));
  api = await startApi({ environment: ENGINE_AWAY });
  const port = await freePort();
  const config = testConfig({
    ...ENGINE_AWAY,
    DATABASE_URL: api.db.url,
    DATA_DIR: directory,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
  });
  other = await startApiProcess(config, path.join(directory, 'api.log'));
  elsewhere = callers(config);
  const reviewer = [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }] as const;
  const route = await publishRoute(api.db, {
    REVIEW: {
      stages: [
        wish('check', { approvers: [...reviewer] }),
        wish('approval', { after: ['check'], returnTo: ['check'] }),
        wish('beside', { after: ['check'] }),
      ],
    },
  });
  one = await givenCase(api.db, route);
  await one.open('REVIEW');
});
afterAll(async () => {
  await other.stop();
  await api.close();
  await rm(directory, { recursive: true, force: true });
});

interface Page {
  readonly items: readonly { readonly caseId: string; readonly stage: string }[];
}

async function sightOf(caller: Caller): Promise<Sight> {
  const stages = async (query: string) => {
    const { status, body } = await caller.get<Page>(query);
    if (status === 403) return null;
    return body.items.flatMap(({ caseId, stage }) => (caseId === one.id ? stage : [])).sort();
  };
  const [mine, pools, team, done, counts] = await Promise.all([
    stages('/tasks?list=mine'),
    stages('/tasks?list=pools'),
    stages('/tasks?list=team'),
    stages('/tasks/done'),
    caller.get<Readonly<Record<string, number | null>>>('/tasks/counts'),
  ]);
  const sight = { mine, pools, team, done };
  // The case is the only one in this database, so that each badge is the length of its list.
  for (const list of LISTS) expect(counts.body[list]).toBe(sight[list]?.length ?? null);
  return sight;
}

/** The very next read of each of them, in the process that did it and, at the same time, in another one. */
async function expectSights(expected: Readonly<Record<Login, Sight>>): Promise<void> {
  const sights = async (at: Pick<TestApi, 'as'>): Promise<Readonly<Record<string, Sight>>> =>
    Object.fromEntries<Sight>(
      await Promise.all(PEOPLE.map(async (login) => [login, await sightOf(await at.as(login))] as const)),
    );
  expect(await Promise.all([sights(api), sights(elsewhere)])).toEqual([expected, expected]);
}

async function act(login: Login, stage: string, operation: string, body?: object): Promise<void> {
  const { id } = await one.task(stage);
  const answer = await (await api.as(login)).post(`/tasks/${id}/${operation}`, body);
  expect(answer).toMatchObject({ status: 200 });
}

describe('peers 6: the very next read of every list and badge, of everybody, in every process, shows', () => {
  beforeAll(async () => {
    // Logged in beforehand, so that nothing lies between an act and the reads after it.
    for (const login of PEOPLE) await Promise.all([api.as(login), elsewhere.as(login)]);
  });

  it('what was claimed', async () => {
    await act(REVIEWER, 'check', 'claim');
    await expectSights({
      [REVIEWER]: { mine: ['check'], pools: [], team: null, done: [] },
      [LEADER]: { mine: [], pools: [], team: ['check'], done: [] },
      [CITY_LEADER]: { mine: [], pools: [], team: ['check'], done: [] },
    });
  });

  it('what was approved, and what that opened', async () => {
    await act(REVIEWER, 'check', 'decision', { outcome: 'APPROVE' });
    await expectSights({
      [REVIEWER]: { mine: [], pools: [], team: null, done: ['check'] },
      [LEADER]: { mine: [], pools: ['approval', 'beside'], team: ['approval', 'beside'], done: [] },
      [CITY_LEADER]: { mine: [], pools: [], team: ['approval', 'beside'], done: [] },
    });
  });

  it('what was transferred', async () => {
    const { id: to } = await actorOf(api.db, CITY_LEADER);
    await act(LEADER, 'beside', 'transfer', { to, reason: '出差' });
    await expectSights({
      [REVIEWER]: { mine: [], pools: [], team: null, done: ['check'] },
      [LEADER]: { mine: [], pools: ['approval'], team: ['approval'], done: [] },
      // They supervise it still.
      [CITY_LEADER]: { mine: [], pools: ['beside'], team: ['approval', 'beside'], done: [] },
    });
  });

  it('what was returned', async () => {
    await act(LEADER, 'approval', 'decision', { outcome: 'RETURN', returnTo: 'check', reason: '请核对' });
    await expectSights({
      [REVIEWER]: { mine: [], pools: ['check'], team: null, done: ['check'] },
      [LEADER]: { mine: [], pools: [], team: ['check'], done: ['approval'] },
      [CITY_LEADER]: { mine: [], pools: [], team: ['check'], done: [] },
    });
  });
});
