import { z } from 'zod';
import { diffPolicy } from '../../../../domain/policies/diff/diff-policy.ts';
import { schemaOf } from '../../../../domain/policies/kinds.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { bilingualSchema } from '../../../../domain/text.ts';
import { readVersion, type PolicyVersionWithBody } from '../../../../policies/version.ts';
import { defineRoute } from '../../../route.ts';
import { TAG, VersionParams, VersionView, versionView } from '../schemas.ts';

const Change = z.object({
  code: z.enum(['ADDED', 'REMOVED', 'CHANGED', 'MOVED']),
  /** Entries by their key, rows by their number from 1. */
  path: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  text: bilingualSchema,
});

/** GET /policy-versions/{versionId}/diff (CTR-11): what is different in another version of its kind, as sentences. */
export const diffPolicyVersionsRoute = defineRoute({
  id: 'diffPolicyVersions',
  method: 'get',
  path: '/policy-versions/{versionId}/diff',
  tag: TAG,
  summary: 'What is different in the version `to`, each difference as a sentence in both languages',
  access: ['READ_POLICIES'],
  params: VersionParams,
  query: z.strictObject({ to: z.uuid() }),
  response: { status: 200, schema: z.object({ from: VersionView, to: VersionView, changes: z.array(Change) }) },
  async handle({ deps, params: { versionId }, query }) {
    const [from, to] = await Promise.all([readVersion(deps.db.sql, versionId), readVersion(deps.db.sql, query.to)]);
    // Rules of two kinds have nothing in common that could have changed.
    if (from.kind !== to.kind) throw new Refusal('NOT_FOUND');
    return {
      body: { from: versionView(from), to: versionView(to), changes: diffPolicy(complete(from), complete(to)) },
    };
  },
});

/** A field left out is no change where its default says the same; an unfinished draft is compared as it stands. */
function complete({ kind, key, body }: PolicyVersionWithBody): unknown {
  const parsed = schemaOf(kind, key)?.safeParse(body);
  return parsed?.success === true ? parsed.data : body;
}
