import { z } from 'zod';
import { openDecisionLink } from '../../../src/decision-links/token.ts';
import type { TestApi } from '../../support/api.ts';
import { actorOf, givenCase, publishRoute, wish, type OfficeCase, type StageWish } from '../../tasks/office.ts';

export const BOTH: StageWish = {
  approvers: [
    { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
    { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' },
  ],
};

/** A case whose stage `county` may be decided by mail. */
export async function givenLinkCase(api: TestApi, stage: StageWish = {}): Promise<OfficeCase> {
  const routeId = await publishRoute(api.db, {
    LEADER_APPROVAL: { stages: [wish('county', { byLink: true, returnTo: ['applicant'], ...stage })] },
  });
  const one = await givenCase(api.db, routeId);
  await one.open('LEADER_APPROVAL');
  return one;
}

/** The token this person is mailed for the newest task of the stage, as the sender puts it into the mail. */
export async function mailedToken(api: TestApi, one: OfficeCase, login: string): Promise<string> {
  const [{ id: taskId }, { id: accountId }] = await Promise.all([one.task('county'), actorOf(api.db, login)]);
  const { id } = await api.db.sql.one<{ id: string }>(
    'SELECT id FROM decision_link WHERE task_id = $1 AND account_id = $2 AND used_at IS NULL',
    [taskId, accountId],
  );
  const link = await openDecisionLink(api.db.sql, api.config, id);
  return z.string().parse(link.split('#')[1]);
}
