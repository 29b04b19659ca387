import { z } from 'zod';
import { verifyChain } from '../../../audit/verify.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { defineRoute } from '../../route.ts';

/** GET /cases/{caseId}/audit/verification */
export const verifyCaseAuditRoute = defineRoute({
  id: 'verifyCaseAudit',
  method: 'get',
  path: '/cases/{caseId}/audit/verification',
  tag: 'audit',
  summary: 'Recompute the audit chain of a case',
  access: ['READ_AUDIT'],
  params: z.object({ caseId: z.uuid() }),
  response: {
    status: 200,
    schema: z.object({
      chain: z.string(),
      entries: z.number().int(),
      intact: z.boolean(),
      faults: z.array(z.object({ seq: z.number().int(), fault: z.enum(['HASH', 'GAP', 'COLUMNS', 'HEAD']) })),
    }),
  },
  async handle({ deps, params }) {
    const known = await deps.db.sql.maybe('SELECT id FROM "case" WHERE id = $1', [params.caseId]);
    if (known === undefined) throw new Refusal('NOT_FOUND');
    const chain = `case:${params.caseId}`;
    const { entries, faults } = await verifyChain(deps.db, chain);
    return {
      body: { chain, entries, intact: faults.length === 0, faults: faults.map(({ seq, fault }) => ({ seq, fault })) },
    };
  },
});
