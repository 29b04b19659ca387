import { z } from 'zod';
import { revokeToken } from '../../../accounts/service/service-accounts.ts';
import { defineRoute } from '../../route.ts';

/** DELETE /service-accounts/{accountId}/tokens/{tokenId} */
export const revokeTokenRoute = defineRoute({
  id: 'revokeToken',
  method: 'delete',
  path: '/service-accounts/{accountId}/tokens/{tokenId}',
  tag: 'service accounts',
  summary: 'Revoke a token at once',
  access: ['MANAGE_SERVICE_ACCOUNTS'],
  params: z.object({ accountId: z.uuid(), tokenId: z.uuid() }),
  response: { status: 200, schema: z.object({ tokenId: z.uuid() }) },
  refusals: ['WRONG_STATE'],
  async handle({ params, act }) {
    return act((running) => revokeToken(running, params.accountId, params.tokenId));
  },
});
