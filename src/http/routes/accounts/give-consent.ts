import { z } from 'zod';
import { assertNoticeIsCurrent, giveConsent } from '../../../accounts/consent.ts';
import { unitOfAccount } from '../../../organisation/unit-of-account.ts';
import { defineRoute } from '../../route.ts';

/** POST /me/consents */
export const giveConsentRoute = defineRoute({
  id: 'giveConsent',
  method: 'post',
  path: '/me/consents',
  tag: 'accounts',
  summary: 'Consent to the privacy notice that holds now',
  access: 'PERSON',
  body: z.strictObject({ noticeId: z.uuid() }),
  response: { status: 201, schema: z.object({ noticeId: z.uuid() }) },
  refusals: ['CONSENT_MISSING'],
  async handle({ actor, body, act }) {
    return act(async (running) => {
      const noticeId = await assertNoticeIsCurrent(running.tx, body.noticeId, running.now);
      await giveConsent(running.tx, actor.id, noticeId, running.now);
      const unitId = await unitOfAccount(running.tx, actor.id);
      running.audit({ action: 'CONSENT_GIVEN', unitId, subject: `account:${actor.id}`, after: { noticeId } });
      return { noticeId };
    });
  },
});
