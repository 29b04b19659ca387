import { z } from 'zod';
import { findByHash } from '../../../contracts/find-contracts.ts';
import { defineRoute } from '../../route.ts';
import { Sha256, STATES, TAG } from './schemas.ts';

/** POST /contracts/verification: whoever holds a document learns whether these very bytes were issued as a contract. */
export const verifyContractRoute = defineRoute({
  id: 'verifyContract',
  method: 'post',
  path: '/contracts/verification',
  tag: TAG,
  summary: 'Check a document by its SHA-256',
  access: 'LOGGED_IN',
  body: z.strictObject({ sha256: Sha256 }),
  // Changes nothing; the hash is not put into an address that others may log.
  keyless: true,
  response: {
    status: 200,
    schema: z.object({ known: z.boolean(), number: z.string().optional(), state: z.enum(STATES).optional() }),
  },
  handle: async ({ deps: { db }, body: { sha256 } }) => {
    const found = await findByHash(db.sql, sha256);
    return { body: found === undefined ? { known: false } : { known: true, ...found } };
  },
});
