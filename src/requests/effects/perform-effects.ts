import type { Act } from '../../acts/act.ts';
import { allHold } from '../../domain/forms/condition.ts';
import type { Facts } from '../../domain/refusal.ts';
import type { RequestEffect } from '../../domain/requests/effects.ts';
import type { Bilingual } from '../../domain/text.ts';
import type { CaseSnapshot } from '../../tasks/snapshot.ts';
import { kindOf } from '../kinds.ts';
import { outcomeTitle } from '../outcome-title.ts';
import { readRequest, type Request } from '../request.ts';
import { textIn, type EffectDone } from './effect.ts';
import { liftReapplyWait } from './lift-reapply-wait.ts';
import { proposeBlacklist } from './propose-blacklist.ts';
import { publishToAudience } from './publish-to-audience.ts';
import { updateCompany } from './update-company.ts';

export interface Performed {
  /** What the form says the outcome is; null where it says nothing. */
  readonly outcome: string | null;
  readonly title: Bilingual | null;
  /** For the record: each effect and what became of it. */
  readonly done: readonly Facts[];
}

/** What the kind of an approved request does, in its order; each once per (case, generation, effect), whoever calls again. */
export async function performEffects(act: Act, { id, generation }: CaseSnapshot): Promise<Performed> {
  const request = await readRequest(act.tx, id);
  const { body: kind } = await kindOf(act.tx, request, act.now);
  let outcome: string | null = null;
  const done: Facts[] = [];
  for (const [n, effect] of kind.effects.entries()) {
    if (!allHold(effect.when, request.values)) continue;
    if (!(await take(act, { id, generation, n, effect }))) continue;
    const { result, subjectId, outcome: chosen } = await perform(act, request, effect);
    await act.tx.run(
      'UPDATE request_effect SET result = $4, subject_id = $5 WHERE case_id = $1 AND generation = $2 AND n = $3',
      [id, generation, n, result, subjectId ?? null],
    );
    outcome = chosen ?? outcome;
    done.push({ effect: effect.effect, result, ...(subjectId === undefined ? {} : { subject: subjectId }) });
  }
  return { outcome, title: outcomeTitle(kind, outcome), done };
}

function perform(act: Act, request: Request, effect: RequestEffect): Promise<EffectDone> {
  switch (effect.effect) {
    case 'UPDATE_COMPANY':
      return updateCompany(act, request, effect);
    case 'RECORD_OUTCOME': {
      const outcome = textIn(request.values, effect.field);
      return Promise.resolve(outcome === undefined ? { result: 'NOTHING_CHOSEN' } : { result: 'DONE', outcome });
    }
    case 'LIFT_REAPPLY_WAIT':
      return liftReapplyWait(act, request, effect);
    case 'PUBLISH_TO_AUDIENCE':
      return publishToAudience(act, request, effect);
    case 'PROPOSE_BLACKLIST':
      return proposeBlacklist(act, request, effect);
  }
}

interface Numbered {
  readonly id: string;
  readonly generation: number;
  readonly n: number;
  readonly effect: RequestEffect;
}

/** False when it has been done already. */
async function take(act: Act, { id, generation, n, effect }: Numbered): Promise<boolean> {
  const taken = await act.tx.run(
    `INSERT INTO request_effect (case_id, generation, n, effect, result, at) VALUES ($1, $2, $3, $4, 'TAKEN', $5) ON CONFLICT DO NOTHING`,
    [id, generation, n, effect.effect, act.now],
  );
  return taken === 1;
}
