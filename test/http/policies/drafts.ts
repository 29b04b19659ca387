import { expect } from '@jest/globals';
import type { Answer, Caller } from '../../support/api.ts';

export interface Draft {
  readonly id: string;
  readonly number: number;
  readonly version: number;
}

interface Fault {
  readonly level: string;
  readonly code: string;
  readonly path: string;
  readonly facts: Record<string, unknown>;
}

export async function draft(writer: Caller, kind: string, key: string, body: unknown): Promise<Draft> {
  const answer = await writer.post<Draft & Record<string, unknown>>('/policy-versions', { kind, key, body });
  expect(answer).toMatchObject({ status: 201, body: { kind, key, state: 'DRAFT', version: 1 } });
  return answer.body;
}

export function step(
  caller: Caller,
  { id }: Draft,
  name: 'submit' | 'publish' | 'reject',
  etag: number,
  body: unknown = {},
): Promise<Answer> {
  return caller.post(`/policy-versions/${id}/${name}`, body, { etag });
}

/** Through both people, to the end. */
export async function publish(writer: Caller, publisher: Caller, version: Draft): Promise<void> {
  expect((await step(writer, version, 'submit', version.version)).status).toBe(200);
  expect((await step(publisher, version, 'publish', version.version + 1)).status).toBe(200);
}

export async function current(reader: Caller, kind: string, key: string): Promise<Record<string, unknown>> {
  const { body } = await reader.get<{ items: { key: string; currentId: string }[] }>(
    `/policies?kind=${kind}&limit=100`,
  );
  const id = body.items.find((item) => item.key === key)?.currentId ?? '';
  const version = await reader.get<{ body: Record<string, unknown> }>(`/policy-versions/${id}`);
  return version.body.body;
}

export async function faultsOf(writer: Caller, { id }: Draft): Promise<string[]> {
  const { status, body } = await writer.get<{ faults: Fault[] }>(`/policy-versions/${id}/faults`);
  expect(status).toBe(200);
  return body.faults.map(({ level, code, path }) => `${level} ${code} ${path}`);
}
