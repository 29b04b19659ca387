import { z } from 'zod';
import { issueToken, newToken } from '../../../accounts/service/service-accounts.ts';
import { SCOPE_CODES } from '../../../domain/access/scopes.ts';
import { defineRoute, type Reply } from '../../route.ts';
import { lineText } from '../../text.ts';

/** POST /service-accounts/{accountId}/tokens */
export const issueTokenRoute = defineRoute({
  id: 'issueToken',
  method: 'post',
  path: '/service-accounts/{accountId}/tokens',
  tag: 'service accounts',
  summary: 'Issue a bearer token; this answer is the only one that ever shows it',
  access: ['MANAGE_SERVICE_ACCOUNTS'],
  params: z.object({ accountId: z.uuid() }),
  body: z.strictObject({
    name: lineText(100),
    scopes: z.array(z.enum(SCOPE_CODES)).min(1).max(20),
    expiresAt: z.iso.datetime({ offset: true }).optional(),
  }),
  response: {
    status: 201,
    schema: z.object({
      tokenId: z.uuid(),
      token: z.string().optional().meta({ description: 'Left out when the request is repeated: nothing keeps it.' }),
    }),
  },
  refusals: ['ACCOUNT_DISABLED'],
  async handle({ params, body, act }) {
    const secret = { token: newToken(), issued: false };
    const reply = await act(async (running) => {
      const expiresAt = body.expiresAt === undefined ? undefined : new Date(body.expiresAt);
      const answer = await issueToken(running, { ...params, ...body, expiresAt, token: secret.token });
      secret.issued = true;
      return answer;
    });
    return secret.issued ? withToken(reply, secret.token) : reply;
  },
});

function withToken(reply: Reply, token: string): Reply {
  return typeof reply.body === 'object' && reply.body !== null ? { ...reply, body: { ...reply.body, token } } : reply;
}
