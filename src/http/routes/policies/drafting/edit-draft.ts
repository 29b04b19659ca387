import { z } from 'zod';
import { readVersion } from '../../../../policies/version.ts';
import { editDraft } from '../../../../policies/write-draft.ts';
import { defineRoute } from '../../../route.ts';
import { Body, Note, StepView, TAG, VersionParams } from '../schemas.ts';

/** PUT /policy-versions/{versionId} */
export const editPolicyDraftRoute = defineRoute({
  id: 'editPolicyDraft',
  method: 'put',
  path: '/policy-versions/{versionId}',
  tag: TAG,
  summary: 'Replace the content of a draft',
  access: ['WRITE_POLICIES'],
  params: VersionParams,
  body: z.strictObject({ body: Body, note: Note.nullable().default(null) }),
  response: { status: 200, schema: StepView },
  refusals: ['POLICY_STATE', 'STALE_VERSION', 'VERSION_MISSING'],
  async handle({ deps, params: { versionId }, body, act, ifMatch }) {
    await readVersion(deps.db.sql, versionId);
    const seen = ifMatch();
    return act((running) => editDraft(running, versionId, seen, body));
  },
});
