import { createHmac } from 'node:crypto';
import { withoutSeparators } from '../../domain/identity/normalise.ts';

/**
 * The keyed hash under which a resident id is stored and compared. Without the key (`PERSON_HASH_KEY`) the few hundred
 * million possible ids could all be tried against a stolen table.
 */
export function hashPerson(key: string, residentId: string): string {
  return createHmac('sha256', key).update(withoutSeparators(residentId).toUpperCase()).digest('hex');
}
