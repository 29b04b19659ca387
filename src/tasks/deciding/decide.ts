import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { bindAttachments } from '../../conversation/attachments/bind.ts';
import type { Choices } from '../../domain/routes/approvers/choices.ts';
import type { StageRule } from '../../domain/routes/route.ts';
import { concludeStage, type StageConclusion } from '../../domain/tasks/conclude-stage.ts';
import type { Resume } from '../../domain/tasks/phase-state.ts';
import { applyEffects } from '../runs/apply-effects.ts';
import type { Answer, Gates } from './gates.ts';
import type { AtHand } from '../operations/at-hand.ts';
import { castVote, type Vote } from './cast-vote.ts';
import { recordChoices } from '../people/approvers/choices.ts';
import { assertHolder, type HeldTask } from '../people/holding.ts';
import { endDraft } from '../opinions/drafts.ts';
import { assertChoices } from '../../domain/routes/approvers/choices.ts';
import { ruleOf } from '../runs/rules.ts';
import { assertInPhase, phaseOfStage, phaseState, type CaseSnapshot } from '../snapshot.ts';
import { tellDecision } from './tell-decision.ts';

export interface DecisionInput {
  readonly outcome: 'APPROVE' | 'REJECT' | 'RETURN' | 'SIGN';
  readonly reasonCode?: string | undefined;
  readonly reason?: string | undefined;
  readonly returnTo?: string | undefined;
  readonly resume?: Resume | undefined;
  readonly ip?: string | undefined;
  /** With an approval: whom the route asks this person to choose, by the stage to come. */
  readonly next?: Choices | undefined;
  /** Files this person uploaded to the case for their opinion. */
  readonly attachments?: readonly string[] | undefined;
}

/**
 * Approve, reject, return or sign: one person's word on one open task, and everything it sets in motion inside its phase.
 * @throws Refusal ALREADY_DECIDED, SUPERSEDED, NOT_HOLDER, EXCLUDED, REASON_MISSING, RETURN_TARGET_UNKNOWN, IN_TRANSITION …
 */
export async function decideTask(
  act: Act,
  actor: Actor,
  { task, snapshot }: AtHand,
  input: DecisionInput,
  gates: Gates,
): Promise<Facts> {
  assertHolder(task, actor.id);
  const phase = assertInPhase(snapshot, task.phaseSeq);
  if (task.stageKind === 'SUPPLEMENT') throw new Refusal('OUTCOME_NOT_OFFERED', { outcome: input.outcome });
  const rule = ruleOf(snapshot, phase, task.stageKey);
  if (act.channel === 'bulk' && !rule.bulk) throw new Refusal('BULK_NOT_ALLOWED', { stage: rule.key });
  if (act.channel === 'mail' && !rule.byLink) throw new Refusal('LINK_INVALID');
  assertOffered(rule, input);
  const conclusion = conclusionOf(snapshot, rule, input);

  const decisionId = act.id;
  const answer = answerOf(input, decisionId);
  const form = formOf(task, rule, input.outcome);
  const gate = form === null ? undefined : gates[form];
  const passed = gate === undefined ? { details: {} } : await gate(act, { snapshot, task, actor, answer });
  if (task.isAdded) assertChoices([], input.next ?? {});
  else if (conclusion.kind === 'APPROVE') {
    const made = { chooser: { stage: rule.key }, accountId: actor.id, decisionId, stageId: task.stageId };
    await recordChoices(act, snapshot, made, input.next ?? {});
  }
  recordDecision(act, task, actor, input, decisionId, passed.details);
  await bindAttachments(act, {
    caseId: snapshot.id,
    process: snapshot.process,
    by: actor.id,
    fileIds: input.attachments ?? [],
    to: { kind: 'DECISION', id: decisionId },
  });
  endDraft(act, task.id, actor.id);

  const run = phase.runs.find(({ id }) => id === task.stageId);
  if (run === undefined) throw new Error(`Stage ${task.stageId} is missing from its phase`);
  const vote = await voteOf(act, snapshot, rule, task, actor, input.outcome);
  const concluded = vote === undefined ? conclusion : vote.conclusion;
  const effects = concluded === undefined ? [] : concludeStage(phaseState(snapshot, phase), run, concluded);
  const cause = { decisionId, taskId: task.id, accountId: actor.id, bySystem: false };
  const applied = await applyEffects(act, snapshot, phase, effects, cause);
  const opened = [...(vote?.opened ?? []), ...applied.opened.flatMap(({ taskIds }) => taskIds)];

  act.audit({
    action: `TASK_${input.outcome}`,
    caseId: snapshot.id,
    subject: `task:${task.id}`,
    reasonCode: input.reasonCode,
    before: { state: task.state, stage: task.stageKey },
    after: {
      decision: decisionId,
      stage: task.stageKey,
      returnTo: input.returnTo ?? null,
      resume: input.resume ?? null,
      opened: applied.opened.map(({ key }) => key),
      stageOutcome: vote === undefined ? input.outcome : (vote.conclusion?.kind ?? null),
      phase: phase.name,
      phaseOutcome: applied.ended?.outcome ?? null,
    },
  });
  await tellDecision(act, snapshot, phase, answer, passed.items ?? [], applied);
  return {
    caseId: snapshot.id,
    taskId: task.id,
    decisionId,
    phaseOutcome: applied.ended?.outcome ?? null,
    opened,
  };
}

/** A return speaks for the whole stage, and so does any word where one person decides; undefined then. */
function voteOf(
  act: Act,
  snapshot: CaseSnapshot,
  rule: StageRule,
  { id: taskId, stageId, isAlone }: HeldTask,
  { id: accountId }: Actor,
  word: DecisionInput['outcome'],
): Promise<Vote> | undefined {
  if (isAlone || (word !== 'APPROVE' && word !== 'REJECT')) return undefined;
  return castVote(act, snapshot, rule, { taskId, stageId, word, accountId });
}

/**
 * What an added signer approves is the seat they were added to, whose holder does the form's work. A word that ends the stage goes by the
 * form whoever gives it.
 */
function formOf({ form, isAdded }: HeldTask, rule: StageRule, outcome: DecisionInput['outcome']): string | null {
  return isAdded && outcome !== 'APPROVE' ? (rule.form ?? null) : form;
}

function assertOffered(rule: StageRule, { outcome, reason, reasonCode }: DecisionInput): void {
  if (!rule.outcomes.includes(outcome)) throw new Refusal('OUTCOME_NOT_OFFERED', { outcome, offered: rule.outcomes });
  if (rule.reasonRequired.includes(outcome) && (reason ?? '').trim() === '' && reasonCode === undefined) {
    throw new Refusal('REASON_MISSING', { outcome });
  }
}

function conclusionOf(snapshot: CaseSnapshot, rule: StageRule, input: DecisionInput): StageConclusion {
  switch (input.outcome) {
    case 'APPROVE':
    case 'SIGN':
      return { kind: 'APPROVE' };
    case 'REJECT':
      return { kind: 'REJECT' };
    case 'RETURN': {
      const to = input.returnTo ?? 'applicant';
      if (!rule.returnTo.includes(to)) throw new Refusal('RETURN_TARGET_UNKNOWN', { to, offered: rule.returnTo });
      if (to === 'applicant') return { kind: 'RETURN', to };
      const target = phaseOfStage(snapshot, to);
      if (target === undefined) throw new Refusal('RETURN_TARGET_UNKNOWN', { to });
      return { kind: 'RETURN', to, phase: target, resume: input.resume ?? 'FORWARD' };
    }
  }
}

function answerOf(input: DecisionInput, decisionId: string): Answer {
  return {
    outcome: input.outcome,
    returnTo: input.outcome === 'RETURN' ? (input.returnTo ?? 'applicant') : null,
    reasonCode: input.reasonCode ?? null,
    reason: input.reason ?? null,
    decisionId,
    ip: input.ip ?? null,
  };
}

/** The unique index on (stage, person) makes a second word of the same person impossible; it is answered ALREADY_DECIDED. */
function recordDecision(
  act: Act,
  task: HeldTask,
  actor: Actor,
  input: DecisionInput,
  decisionId: string,
  details: Facts,
): void {
  act.tx.send(
    `WITH took_part AS (
       INSERT INTO case_participant (case_id, account_id, kind, since) VALUES ($2, $6, 'DECIDER', $13) ON CONFLICT DO NOTHING)
     INSERT INTO decision (id, case_id, stage_id, task_id, stage_key, account_id, on_behalf_of, outcome, reason_code, reason, return_to, resume, details,
       channel, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $15, $7, $8, $9, $10, $11, $14, $12, $13)`,
    [
      decisionId,
      task.caseId,
      task.stageId,
      task.id,
      task.stageKey,
      actor.id,
      input.outcome,
      input.reasonCode ?? null,
      input.reason ?? null,
      input.outcome === 'RETURN' ? (input.returnTo ?? 'applicant') : null,
      input.outcome === 'RETURN' ? (input.resume ?? null) : null,
      act.channel,
      act.now,
      JSON.stringify(details),
      act.onBehalfOf,
    ],
  );
}
