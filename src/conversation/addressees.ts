import type { CaseAtHand } from '../cases/act-on-case.ts';
import { addresseeFault, type Addressee } from '../domain/conversation/addressee.ts';
import type { Audience } from '../domain/conversation/audience.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Tx } from '../persistence/tx.ts';

export async function readAddressees(tx: Tx, ids: readonly string[], companyId: string | null): Promise<Addressee[]> {
  if (ids.length === 0) return [];
  return tx.rows<Addressee & Record<string, unknown>>(
    `SELECT a.id, a.state = 'ACTIVE' AS "isActive",
       a.kind = 'STAFF' AND EXISTS (SELECT FROM role_assignment r WHERE r.account_id = a.id
         AND r.valid_from <= now() AND (r.valid_to IS NULL OR r.valid_to > now())) AS "isStaff",
       EXISTS (SELECT FROM company_member m WHERE m.account_id = a.id AND m.company_id = $2
         AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now())) AS "isOfCompany"
     FROM account a WHERE a.id = ANY ($1)`,
    [ids, companyId],
  );
}

/** Those who are named, each once; all of them can be addressed. @throws Refusal PERSON_NOT_POSSIBLE */
export async function assertAddressees(
  tx: Tx,
  { head, side, actor }: CaseAtHand,
  ids: readonly string[],
  audience: Audience,
): Promise<Addressee[]> {
  const wanted = [...new Set(ids)];
  const people = await readAddressees(tx, wanted, head.companyId);
  for (const id of wanted) {
    const person = people.find((other) => other.id === id);
    const reasonCode = addresseeFault(person, { by: actor.id, side, audience });
    if (reasonCode !== null) throw new Refusal('PERSON_NOT_POSSIBLE', { accountId: id, reasonCode });
  }
  return people;
}
