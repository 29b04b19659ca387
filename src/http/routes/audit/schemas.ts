import { z } from 'zod';

export const AuditEntrySchema = z.object({
  chain: z.string(),
  seq: z.number().int(),
  at: z.date(),
  actorId: z.uuid().nullable(),
  actorName: z.string().nullable().meta({ description: 'As the account is called today; entries hold no names.' }),
  actorKind: z.enum(['PERSON', 'SERVICE', 'SYSTEM']),
  onBehalfOf: z.uuid().nullable().meta({ description: 'In whose name the actor acted 代理.' }),
  onBehalfOfName: z.string().nullable(),
  channel: z.string(),
  action: z.string(),
  reasonCode: z.string().nullable(),
  caseId: z.uuid().nullable(),
  caseNumber: z.string().nullable(),
  unitId: z.uuid().nullable(),
  subject: z.string().nullable(),
});

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
export const ChainField = z.string().regex(new RegExp(`^(case|unit|cycle):${UUID}$`));

export const AuditKeyField = z.tuple([z.iso.datetime(), ChainField, z.int().min(1)]);
