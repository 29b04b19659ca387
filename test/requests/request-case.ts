import type { Answer, Caller, LineApi } from '../support/api.ts';
import { eventually } from '../faults/case-driver.ts';

export interface Begun {
  readonly caseId: string;
  readonly number: string;
  /** Whoever asked. */
  readonly asker: Caller;
}

export interface RequestView {
  readonly state: string;
  readonly outcome: string | null;
  readonly outcomeTitle: { readonly zh: string; readonly en: string } | null;
  readonly version: number;
  readonly editable: boolean;
  readonly values: Readonly<Record<string, unknown>>;
  readonly fields: readonly { readonly key: string; readonly right: string; readonly shown: boolean }[];
}

/** Leave that its superior can grant. */
export const LEAVE = { leaveType: 'ANNUAL', firstDay: '2026-12-07', lastDay: '2026-12-11' };

export async function beginRequest(api: LineApi, login: string, body: object): Promise<Begun> {
  const asker = await api.as(login);
  const answer = await expectDone(asker.post<{ caseId: string; number: string }>('/requests', body));
  return { ...answer.body, asker };
}

export async function submitted(api: LineApi, login: string, body: object): Promise<Begun> {
  const begun = await beginRequest(api, login, body);
  await expectDone(begun.asker.post(`/requests/${begun.caseId}/submission`, { declaration: true }));
  return begun;
}

/** The open task of a stage, once the workflow has opened it. */
export function taskOf({ db }: LineApi, caseId: string, stage: string): Promise<string> {
  return eventually(`the task ${stage}`, async () => {
    const row = await db.sql.maybe<{ id: string }>(
      `SELECT id FROM task WHERE case_id = $1 AND stage_key = $2 AND state IN ('OPEN', 'CLAIMED')`,
      [caseId, stage],
    );
    return row?.id;
  });
}

export async function decide(
  api: LineApi,
  caseId: string,
  login: string,
  stage: string,
  body: object,
): Promise<Answer> {
  const taskId = await taskOf(api, caseId, stage);
  return (await api.as(login)).post(`/tasks/${taskId}/decision`, body);
}

export async function viewOf(asker: Caller, caseId: string): Promise<RequestView> {
  return (await expectDone(asker.get<RequestView>(`/requests/${caseId}`))).body;
}

/** The status word, once the case has ended. */
export function endOf({ db }: LineApi, caseId: string): Promise<{ state: string; outcome: string }> {
  return eventually(`the end of ${caseId}`, () =>
    db.sql.maybe<{ state: string; outcome: string }>(
      'SELECT state, outcome FROM "case" WHERE id = $1 AND closed_at IS NOT NULL',
      [caseId],
    ),
  );
}

export async function expectDone<Body>(answer: Promise<Answer<Body>>): Promise<Answer<Body>> {
  const told = await answer;
  if (told.status >= 300) throw new Error(`Refused: ${told.status} ${JSON.stringify(told.body)}`);
  return told;
}
