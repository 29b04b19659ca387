import type { Act } from '../../acts/act.ts';
import type { CaseAtHand } from '../../cases/act-on-case.ts';
import { assertSpeakable } from '../../domain/conversation/assert-speakable.ts';
import { audiencesFor, type Audience } from '../../domain/conversation/audience.ts';
import { Refusal } from '../../domain/refusal.ts';
import { conversationRules } from '../rules.ts';

/** @throws Refusal WRONG_STATE, CASE_CLOSED, CASE_CLOSING */
export function assertOpenToWords({ head, actor }: CaseAtHand): void {
  assertSpeakable(
    head,
    actor.roles.some(({ role }) => role === 'ADMINISTRATOR'),
  );
}

/** To whom this person speaks in this case, now. @throws Refusal AUDIENCE_NOT_POSSIBLE and those of `assertSpeakable` */
export async function assertMaySpeak(act: Act, atHand: CaseAtHand, wanted: Audience | undefined): Promise<Audience> {
  assertOpenToWords(atHand);
  const { head, side } = atHand;
  const { comments } = await conversationRules(act.tx, head.process, act.now);
  const offered = audiencesFor(side, comments);
  const audience = wanted ?? offered[0];
  if (audience === undefined || !offered.includes(audience)) {
    throw new Refusal('AUDIENCE_NOT_POSSIBLE', { audience: audience ?? null, offered });
  }
  return audience;
}
