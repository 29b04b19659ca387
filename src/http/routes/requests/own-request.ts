import { sightOf } from '../../../cases/visibility.ts';
import type { Actor } from '../../../domain/access/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Tx } from '../../../persistence/tx.ts';
import { kindOf } from '../../../requests/kinds.ts';
import { readRequest, type Request } from '../../../requests/request.ts';
import { assertMayAsk } from '../../../requests/start/asker.ts';

/** A request of the actor's own, or of a company for which they may ask. @throws Refusal NOT_FOUND, NOT_ALLOWED */
export async function ownRequest(sql: Tx, actor: Actor, caseId: string): Promise<Request> {
  const { own } = await sightOf(sql, actor, caseId);
  if (!own) throw new Refusal('NOT_FOUND');
  const request = await readRequest(sql, caseId);
  const { body: kind } = await kindOf(sql, request, new Date());
  await assertMayAsk(sql, actor, kind, request.companyId);
  return request;
}
