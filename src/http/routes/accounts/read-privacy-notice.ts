import { z } from 'zod';
import { bilingualSchema } from '../../../domain/text.ts';
import { DEFAULT_KEY } from '../../../domain/policies/kinds.ts';
import { currentPolicy } from '../../../policies/current.ts';
import { defineRoute } from '../../route.ts';

/** GET /privacy-notice */
export const readPrivacyNoticeRoute = defineRoute({
  id: 'readPrivacyNotice',
  method: 'get',
  path: '/privacy-notice',
  tag: 'accounts',
  summary: 'The privacy notice that holds now',
  access: 'PUBLIC',
  response: {
    status: 200,
    schema: z.object({ id: z.uuid(), version: z.number().int(), title: bilingualSchema, text: bilingualSchema }),
  },
  async handle({ deps }) {
    const { id, version, body } = await currentPolicy(deps.db.sql, 'PRIVACY_NOTICE', DEFAULT_KEY, new Date());
    return { body: { id, version, title: body.title, text: body.text } };
  },
});
