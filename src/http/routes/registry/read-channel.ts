import { z } from 'zod';
import { canReadCase } from '../../../cases/visibility.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { readChannel } from '../../../registry/channels/read-channel.ts';
import { defineRoute } from '../../route.ts';
import { ChannelParams, ChannelState } from './schemas.ts';

const Channel = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  typeCode: z.string(),
  typeNameZh: z.string(),
  typeNameEn: z.string(),
  ownership: z.enum(['OWN', 'SOCIAL']),
  state: ChannelState,
  address: z.string(),
  serviceScope: z.array(z.string()),
  companyId: z.uuid().nullable(),
  companyName: z.string().nullable(),
  ownerUnitId: z.uuid().nullable(),
  unitId: z.uuid(),
  managerId: z.uuid().nullable(),
  caseId: z.uuid().nullable().meta({ description: 'The case that created it, where the caller may see that case.' }),
  activatedAt: z.date().nullable(),
  closedAt: z.date().nullable(),
  createdAt: z.date(),
  version: z.number().int(),
});

/** GET /channels/{channelId} */
export const readChannelRoute = defineRoute({
  id: 'readChannel',
  method: 'get',
  path: '/channels/{channelId}',
  tag: 'registry',
  summary: 'A channel of the registry',
  access: ['READ_REGISTRY'],
  params: ChannelParams,
  response: { status: 200, schema: Channel },
  async handle({ deps, actor, params }) {
    const { sql } = deps.db;
    const channel = await readChannel(sql, params.channelId);
    if (channel === undefined) throw new Refusal('NOT_FOUND');
    const seesCase = channel.caseId !== null && (await canReadCase(sql, actor, channel.caseId));
    return { body: { ...channel, caseId: seesCase ? channel.caseId : null }, etag: channel.version };
  },
});
