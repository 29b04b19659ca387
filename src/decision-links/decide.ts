import { createHmac } from 'node:crypto';
import type { Pool } from 'pg';
import { runAct, type ActAnswer } from '../acts/run-act.ts';
import { canonicalJson } from '../audit/append.ts';
import { actOnTask } from '../cases/act-on-task.ts';
import { Refusal } from '../domain/refusal.ts';
import { decideTask } from '../tasks/deciding/decide.ts';
import type { Gates } from '../tasks/deciding/gates.ts';
import { spendDecisionLink, type DecisionLink } from './find.ts';

export interface LinkDecision {
  readonly outcome: 'APPROVE' | 'REJECT' | 'RETURN';
  readonly reason?: string | undefined;
}

export interface LinkDecisionParts {
  readonly pool: Pool;
  readonly sessionSecret: string;
  readonly gates: Gates;
}

/** A refusal on its way out of the act, so that it is not kept as the link's one answer: the person may try again by the same link. */
class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/**
 * The person of the link decides its task, as they would after logging in; the link stands for their session and for the key of the request. The
 * same decision sent again is told the first answer.
 * @throws Refusal LINK_INVALID for another decision by a used link, and for a task that is no longer theirs to see; otherwise as `decideTask`
 */
export async function decideByLink(
  { pool, sessionSecret, gates }: LinkDecisionParts,
  link: DecisionLink,
  input: LinkDecision,
): Promise<ActAnswer> {
  const { actor, taskId } = link;
  const content = canonicalJson({ outcome: input.outcome, reason: input.reason ?? null });
  const hash = createHmac('sha256', sessionSecret).update(`decision-link\n${content}`).digest('hex');
  const request = { actor, key: `link:${link.id}`, hash, channel: 'mail', taskId } as const;
  const perform = actOnTask(actor, taskId, async (act, atHand) => {
    try {
      await spendDecisionLink(act, link.id);
      return await decideTask(act, actor, atHand, input, gates);
    } catch (error) {
      throw error instanceof Refusal ? new Refused(error) : error;
    }
  });
  try {
    return await runAct(pool, request, perform);
  } catch (error) {
    if (error instanceof Refused) throw error.refusal;
    if (error instanceof Refusal && (error.code === 'KEY_REUSED' || error.code === 'NOT_FOUND')) {
      throw new Refusal('LINK_INVALID');
    }
    throw error;
  }
}
