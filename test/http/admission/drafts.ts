import { randomUUID } from 'node:crypto';
import type { Caller, LineApi } from '../../support/api.ts';
import { FORM, pdf } from './samples.ts';

export interface Draft {
  readonly caseId: string;
  readonly number: string;
  readonly owner: Caller;
}

/** Nothing listens there: what an act does to its case is there whether or not the engine hears of it. */
export const ENGINE_AWAY = { TEMPORAL_ADDRESS: '127.0.0.1:1' } as const;

export async function unitId(api: LineApi, code: string): Promise<string> {
  return (await api.db.sql.one<{ id: string }>('SELECT id FROM unit WHERE code = $1', [code])).id;
}

/** `0001` … `0020` have members that can log in. */
export async function companyId(api: LineApi, number: string): Promise<string> {
  const row = await api.db.sql.one<{ id: string }>(
    `SELECT m.company_id AS id FROM company_member m JOIN account a ON a.id = m.account_id WHERE a.login = $1`,
    [`owner.${number}@example.com`],
  );
  return row.id;
}

export interface DraftWish {
  readonly company?: string;
  readonly channelType?: string;
  readonly address?: string;
  readonly form?: object;
}

export async function startBody(
  api: LineApi,
  { company = '0001', channelType = 'AGENT', address, form }: DraftWish = {},
) {
  return {
    companyId: await companyId(api, company),
    channelType,
    unitId: await unitId(api, 'county-0101'),
    site: { name: '人民路营业点', address: address ?? `人民路${randomUUID()}号` },
    form: form ?? FORM,
  };
}

export async function startDraft(api: LineApi, wish: DraftWish = {}): Promise<Draft> {
  const owner = await api.as(`owner.${wish.company ?? '0001'}@example.com`);
  const answer = await owner.post<{ caseId: string; number: string }>('/applications', await startBody(api, wish));
  if (answer.status !== 201) throw new Error(`No draft: ${answer.status} ${JSON.stringify(answer.body)}`);
  return { ...answer.body, owner };
}

interface ItemShape {
  readonly code: string;
  readonly required: boolean;
  readonly numberRequired: boolean;
  readonly validityRequired: boolean;
  readonly minFiles: number;
  readonly revision: number;
}

export async function readItems(draft: Draft): Promise<readonly ItemShape[]> {
  const { body } = await draft.owner.get<{ items: ItemShape[] }>(`/applications/${draft.caseId}`);
  return body.items;
}

/** Everything the checklist asks, except the items named. */
export async function fillProofs(draft: Draft, except: readonly string[] = []): Promise<void> {
  for (const item of await readItems(draft)) {
    if (!item.required || except.includes(item.code)) continue;
    await fillItem(draft, item);
  }
}

export async function fillItem(
  draft: Draft,
  item: ItemShape,
  values: object = { number: 'A-1', validTo: '2099-12-31' },
): Promise<void> {
  const path = `/applications/${draft.caseId}/items/${item.code}`;
  const saved = await draft.owner.put(path, values, { etag: item.revision });
  if (saved.status !== 200) throw new Error(`${item.code}: ${JSON.stringify(saved.body)}`);
  for (let n = 0; n < item.minFiles; n += 1) {
    const added = await draft.owner.upload(`${path}/files`, pdf(`${item.code}-${n}.pdf`, randomUUID()));
    if (added.status !== 201) throw new Error(`${item.code}: ${JSON.stringify(added.body)}`);
  }
}

export async function submitDraft(draft: Draft, declaration = true) {
  return draft.owner.post(`/applications/${draft.caseId}/submission`, { declaration });
}

/** A complete application, handed in. */
export async function givenSubmitted(api: LineApi, wish: DraftWish = {}): Promise<Draft> {
  const draft = await startDraft(api, wish);
  await fillProofs(draft);
  const answer = await submitDraft(draft);
  if (answer.status !== 200) throw new Error(`Not submitted: ${answer.status} ${JSON.stringify(answer.body)}`);
  return draft;
}

/** Actions in the audit chain of a case, in order. */
export async function auditOf(api: LineApi, caseId: string): Promise<string[]> {
  const rows = await api.db.sql.rows<{ action: string }>(
    `SELECT action FROM audit_entry WHERE chain = $1 ORDER BY seq`,
    [`case:${caseId}`],
  );
  return rows.map(({ action }) => action);
}
