import { z } from 'zod';
import { MESSAGE_STATES } from '../../../messages/ledger.ts';

export const MessageParams = z.object({ messageId: z.uuid() });
export const IdKey = z.object({ id: z.uuid() });

const Instant = z.date().meta({ type: 'string', format: 'date-time' });

export const LedgerItem = z.object({
  id: z.uuid(),
  channel: z.enum(['EMAIL', 'IN_APP']),
  accountId: z.uuid().nullable(),
  address: z.string().nullable().meta({ description: 'Masked.' }),
  locale: z.string(),
  template: z.string(),
  caseId: z.uuid().nullable(),
  caseNumber: z.string().nullable(),
  state: z.enum(MESSAGE_STATES),
  attempts: z.int(),
  mailMessageId: z.string().nullable().meta({ description: 'Message-ID of the mail.' }),
  lastError: z.string().nullable(),
  createdAt: Instant,
  nextTryAt: Instant.nullable(),
  sentAt: Instant.nullable(),
  readAt: Instant.nullable(),
});
