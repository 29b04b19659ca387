import { z } from 'zod';
import { makeSubstitution } from '../../../substitution/make-substitution.ts';
import { defineRoute } from '../../route.ts';
import { NewSubstitutionField, TAG } from './schemas.ts';

/** POST /substitutions */
export const makeSubstitutionRoute = defineRoute({
  id: 'makeSubstitution',
  method: 'post',
  path: '/substitutions',
  tag: TAG,
  summary: 'Let a colleague do my tasks for a time',
  access: ['NAME_SUBSTITUTE'],
  body: NewSubstitutionField,
  response: { status: 201, schema: z.object({ substitutionId: z.uuid() }) },
  refusals: [
    'SUBSTITUTE_NOT_POSSIBLE',
    'SUBSTITUTION_PERIOD',
    'SUBSTITUTION_OVERLAPS',
    'SUBSTITUTION_CYCLE',
    'PROCESS_UNKNOWN',
    'UNIT_UNKNOWN',
  ],
  handle({ actor, body, act }) {
    const { principalId = actor.id, substituteId, from, to, reason } = body;
    const { processes = null, unitIds = null, amountFrom = null, amountBelow = null } = body;
    const period = { from: from === undefined ? undefined : new Date(from), to: new Date(to) };
    const scope = { processes, unitIds, amountFrom, amountBelow };
    return act((running) => makeSubstitution(running, { principalId, substituteId, ...period, ...scope, reason }), {
      status: 201,
    });
  },
});
