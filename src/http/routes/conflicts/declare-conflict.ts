import { z } from 'zod';
import { assertCanReadCase } from '../../../cases/visibility.ts';
import { permissionsOf } from '../../../domain/access/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { declareConflict } from '../../../tasks/conflicts/declare-conflict.ts';
import { defineRoute } from '../../route.ts';
import { freeText } from '../../text.ts';
import { RelationField } from './schemas.ts';

const common = {
  accountId: z.uuid().optional().meta({ description: 'Whose it is; left out: my own.' }),
  relation: RelationField,
  note: freeText(2000).optional(),
};
const Body = z.union([
  z.strictObject({ companyId: z.uuid(), ...common }),
  z.strictObject({ caseId: z.uuid(), ...common }),
]);

/** POST /conflicts */
export const declareConflictRoute = defineRoute({
  id: 'declareConflict',
  method: 'post',
  path: '/conflicts',
  tag: 'conflicts',
  summary: 'Declare a conflict of interest with a company or a case; what I had to decide goes to others at once',
  access: ['DECLARE_CONFLICTS'],
  body: Body,
  response: {
    status: 201,
    schema: z.object({
      conflictId: z.uuid(),
      cases: z.number().int().meta({ description: 'Open cases that were looked through.' }),
      progress: z.enum(['DONE', 'PENDING']),
    }),
  },
  refusals: ['ALREADY_DECLARED'],
  async handle({ deps, actor, body, act }) {
    const { accountId = actor.id, relation, note } = body;
    if (accountId !== actor.id && !permissionsOf(actor).has('RECORD_CONFLICTS')) throw new Refusal('NOT_ALLOWED');
    if ('caseId' in body) {
      const { caseId } = body;
      await assertCanReadCase(deps.db.sql, actor, caseId);
      const declaration = { accountId, subject: { caseId }, relation, note };
      return act((running) => declareConflict(running, declaration), { caseId, status: 201 });
    }
    const { companyId } = body;
    const company = await deps.db.sql.maybe('SELECT FROM company WHERE id = $1', [companyId]);
    if (company === undefined) throw new Refusal('NOT_FOUND');
    const declaration = { accountId, subject: { companyId }, relation, note };
    return act((running) => declareConflict(running, declaration), { status: 201 });
  },
});
