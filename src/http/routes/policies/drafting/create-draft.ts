import { z } from 'zod';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Tx } from '../../../../persistence/tx.ts';
import { readVersion } from '../../../../policies/version.ts';
import { createDraft } from '../../../../policies/write-draft.ts';
import { defineRoute } from '../../../route.ts';
import { Body, Key, Kind, Note, StepView, TAG } from '../schemas.ts';

const Named = { kind: Kind, key: Key, note: Note.nullable().default(null) };

/** POST /policy-versions */
export const createPolicyDraftRoute = defineRoute({
  id: 'createPolicyDraft',
  method: 'post',
  path: '/policy-versions',
  tag: TAG,
  summary: 'Begin a next version of a rule, from scratch or as a copy of any version of its kind',
  access: ['WRITE_POLICIES'],
  body: z.union([z.strictObject({ ...Named, body: Body }), z.strictObject({ ...Named, copyFrom: z.uuid() })]),
  response: {
    status: 201,
    schema: StepView.extend({ kind: Kind, key: z.string(), number: z.int() }),
  },
  refusals: ['POLICY_INVALID'],
  async handle({ deps, body, act }) {
    const { kind, key, note } = body;
    const content = 'body' in body ? body.body : await copy(deps.db.sql, body);
    return act((running) => createDraft(running, { kind, key, note, body: content }), { status: 201 });
  },
});

/** @throws Refusal NOT_FOUND, also for a version of another kind: its content would fit nowhere */
async function copy(
  sql: Tx,
  { kind, copyFrom }: { kind: z.output<typeof Kind>; copyFrom: string },
): Promise<z.output<typeof Body>> {
  const original = await readVersion(sql, copyFrom);
  if (original.kind !== kind) throw new Refusal('NOT_FOUND');
  return Body.parse(original.body);
}
