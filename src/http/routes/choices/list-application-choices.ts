import { routeToBe } from '../../../admission/application/pin-policies.ts';
import { readOffers } from '../../../tasks/people/approvers/choices.ts';
import { readCase } from '../../../tasks/snapshot.ts';
import { defineRoute } from '../../route.ts';
import { ownApplication } from '../admission/own-application.ts';
import { CaseParams, TAG } from '../admission/schemas.ts';
import { OffersSchema } from './schemas.ts';

/** GET /applications/{caseId}/choices */
export const listApplicationChoicesRoute = defineRoute({
  id: 'listApplicationChoices',
  method: 'get',
  path: '/applications/{caseId}/choices',
  tag: TAG,
  summary: 'Whom the applicant has to choose when submitting, for which stages to come',
  access: ['APPLY'],
  params: CaseParams,
  response: { status: 200, schema: OffersSchema },
  refusals: ['NO_ROUTE'],
  async handle({ deps: { db }, actor, params: { caseId } }) {
    const application = await ownApplication(db.sql, actor, caseId);
    const snapshot = await readCase(db.sql, caseId);
    const route = snapshot.route ?? (await routeToBe(db.sql, application, new Date()));
    return { body: { items: await readOffers(db.sql, { ...snapshot, route }, 'APPLICANT', actor.id) } };
  },
});
