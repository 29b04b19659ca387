import { canReadCase } from '../../../cases/visibility.ts';
import type { Actor } from '../../../domain/access/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Tx } from '../../../persistence/tx.ts';
import { findPublication, type PublicationView } from '../../../publications/read-publication.ts';

/** For whoever may read the request it came from: its publisher, and the office. @throws Refusal NOT_FOUND */
export async function publishedCase(sql: Tx, actor: Actor, publicationId: string): Promise<PublicationView> {
  const publication = await findPublication(sql, publicationId, actor.id);
  if (publication === undefined || !(await canReadCase(sql, actor, publication.caseId))) throw new Refusal('NOT_FOUND');
  return publication;
}
