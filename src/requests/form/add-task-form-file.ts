import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { rightOf } from '../../domain/forms/visible-fields.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { REQUEST } from '../../domain/requests/kind.ts';
import type { Tx } from '../../persistence/tx.ts';
import type { AtHand } from '../../tasks/operations/at-hand.ts';
import { worksFor } from '../../tasks/people/holding.ts';
import { kindOf } from '../kinds.ts';
import { readRequest, type Request } from '../request.ts';
import { recordRequestFile, type NewFile } from './add-request-file.ts';
import { assertFillsIn } from './fills-in.ts';

/**
 * A file whose bytes are in the store already, for a FILE field that is the stage's to fill in.
 * @throws Refusal TOO_MANY_FILES and those of `assertAddsFile`
 */
export async function addTaskFormFile(act: Act, actor: Actor, atHand: AtHand, file: NewFile): Promise<Facts> {
  const request = await assertAddsFile(act.tx, actor, atHand, act.now);
  act.standInFor(worksFor(atHand.task, actor.id));
  return recordRequestFile(act, actor, request, file, atHand.task.stageKey);
}

/**
 * The people of the stage, or whom they delegated it to, and only where a FILE field of the form is theirs.
 * @throws Refusal NOT_FOUND for a task of another process, OPERATION_NOT_OFFERED and those of `assertFillsIn`
 */
export async function assertAddsFile(sql: Tx, actor: Actor, atHand: AtHand, at: Date): Promise<Request> {
  const { task, snapshot } = atHand;
  if (snapshot.process !== REQUEST || task.stageKind === 'SUPPLEMENT') throw new Refusal('NOT_FOUND');
  assertFillsIn(atHand, actor.id);
  const request = await readRequest(sql, task.caseId);
  const { fields } = (await kindOf(sql, request, at)).body.form;
  const by = { kind: 'STAGE', stage: task.stageKey } as const;
  if (!fields.some((field) => field.type === 'FILE' && rightOf(field, by, false) === 'EDIT')) {
    throw new Refusal('OPERATION_NOT_OFFERED', { operation: 'ADD_FILE', stage: task.stageKey, offered: [] });
  }
  return request;
}
