import { assertApplicantOf } from '../../../admission/application/applicants.ts';
import { readApplication, type Application } from '../../../admission/application/application.ts';
import type { Actor } from '../../../domain/access/actor.ts';
import type { Tx } from '../../../persistence/tx.ts';

/**
 * The application, if the actor fills it in for its company.
 * @throws Refusal NOT_FOUND for anybody else's; NOT_ALLOWED for a member who only signs.
 */
export async function ownApplication(sql: Tx, actor: Actor, caseId: string): Promise<Application> {
  const application = await readApplication(sql, caseId);
  assertApplicantOf(actor, application.companyId);
  return application;
}
