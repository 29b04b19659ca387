import type { Act } from '../acts/act.ts';
import { Refusal, type Facts } from '../domain/refusal.ts';
import { SUPERSEDED } from './read-publication.ts';

interface Receipt {
  readonly version: number;
  readonly acknowledge: boolean;
  readonly unitId: string;
  readonly superseded: boolean;
  readonly readAt: Date | null;
  readonly acknowledgedVersion: number | null;
}

/**
 * Says that one has read and understood a rule, in the version named (NTF-05). Saying it again changes nothing.
 * @throws Refusal NOT_FOUND for what did not come to this person, STALE_VERSION, NOT_TO_ACKNOWLEDGE, NOT_READ
 */
export async function acknowledge(act: Act, publicationId: string, version: number): Promise<Facts> {
  const { tx, now, actor } = act;
  const receipt = await tx.maybe<{ [Name in keyof Receipt]: Receipt[Name] }>(
    `SELECT p.version, p.acknowledge, p.unit_id AS "unitId", ${SUPERSEDED} AS superseded, r.read_at AS "readAt",
       r.acknowledged_version AS "acknowledgedVersion"
     FROM publication_receipt r JOIN publication p ON p.id = r.publication_id
     WHERE r.publication_id = $1 AND r.account_id = $2 FOR NO KEY UPDATE OF r`,
    [publicationId, actor.id],
  );
  if (receipt === undefined) throw new Refusal('NOT_FOUND');
  const said = { publicationId, version: receipt.version };
  if (receipt.acknowledgedVersion !== null) return said;
  if (receipt.version !== version || receipt.superseded) {
    throw new Refusal('STALE_VERSION', { version: receipt.version, superseded: receipt.superseded });
  }
  if (!receipt.acknowledge) throw new Refusal('NOT_TO_ACKNOWLEDGE');
  if (receipt.readAt === null) throw new Refusal('NOT_READ');
  await tx.run(
    'UPDATE publication_receipt SET acknowledged_at = $3, acknowledged_version = $4 WHERE publication_id = $1 AND account_id = $2',
    [publicationId, actor.id, now, version],
  );
  act.audit({
    action: 'PUBLICATION_ACKNOWLEDGED',
    unitId: receipt.unitId,
    subject: `publication:${publicationId}`,
    after: { version },
  });
  return said;
}
