import type { Answer, Caller, LineApi, TestApi } from '../support/api.ts';
import { givenSubmitted, type DraftWish } from '../http/admission/drafts.ts';

interface CaseBody {
  state: string;
  progress: string;
  openTasks: { id: string; stage: string; state: string }[];
  phases: { seq: number; name: string; state: string; outcome: string | null }[];
}

export interface DrivenCase {
  readonly caseId: string;
  readonly owner: Caller;
  read(): Promise<CaseBody>;
  /** The open task of a stage, as soon as it is there. */
  task(stage: string): Promise<string>;
  decide(login: string, stage: string, body: object): Promise<Answer>;
  /** Waits for a state of the case. */
  reaches(state: string): Promise<void>;
}

const WHO: Readonly<Record<string, string>> = {
  county_leader: 'leader.county-0101',
  city_leader: 'leader.city-01',
  province_leader: 'leader.province',
};

/** A submitted admission in county 0101 that has passed its screening. */
export async function givenCase(api: LineApi, wish: DraftWish = {}): Promise<DrivenCase> {
  const { caseId, owner } = await givenSubmitted(api, wish);
  const read = async () => (await owner.get<CaseBody>(`/cases/${caseId}`)).body;
  const task = (stage: string) =>
    eventually(
      `task ${stage} of ${caseId}`,
      async () => (await read()).openTasks.find((open) => open.stage === stage)?.id,
    );
  return {
    caseId,
    owner,
    read,
    task,
    async decide(login, stage, body) {
      const caller = await api.as(login);
      return caller.post(`/tasks/${await task(stage)}/decision`, body);
    },
    async reaches(state) {
      await eventually(`state ${state} of ${caseId}`, async () => ((await read()).state === state ? true : undefined));
    },
  };
}

/** Verdicts on everything, then approval; the case is then with its county leader. */
export async function passReview(api: Pick<TestApi, 'as'>, driven: DrivenCase): Promise<Answer> {
  const reviewer = await api.as('channel-reviewer.county-0101');
  const taskId = await driven.task('material_review');
  const { body } = await driven.owner.get<{ items: { code: string; required: boolean }[] }>(
    `/applications/${driven.caseId}`,
  );
  const verdicts = body.items.filter(({ required }) => required).map(({ code }) => ({ code, verdict: 'PASSED' }));
  const saved = await reviewer.put(`/cases/${driven.caseId}/verdicts`, { taskId, verdicts });
  if (saved.status !== 200) throw new Error(`No verdicts: ${saved.status} ${JSON.stringify(saved.body)}`);
  return reviewer.post(`/tasks/${taskId}/decision`, { outcome: 'APPROVE' });
}

export function approve(driven: DrivenCase, stage: string): Promise<Answer> {
  return driven.decide(WHO[stage] ?? '', stage, { outcome: 'APPROVE' });
}

const PATIENCE_MS = 120_000;

/** Polls until it is there; fails with what was awaited. No test asserts how long that took. */
export async function eventually<Value>(what: string, look: () => Promise<Value | undefined>): Promise<Value> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    let cause: unknown;
    const found = await look().catch((error: unknown) => {
      cause = error;
      return undefined;
    });
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(`Waited in vain for ${what}`, { cause });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The engine has been told of everything. */
export async function untilDelivered({ sql }: LineApi['db']): Promise<void> {
  await eventually('every outbox row to be delivered', async () => {
    const open = await sql.rows('SELECT n FROM outbox WHERE delivered_at IS NULL');
    return open.length === 0 ? true : undefined;
  });
}
