import { visibleTask } from '../cases/visibility.ts';
import { Refusal, type RefusalCode } from '../domain/refusal.ts';
import type { StageOutcome } from '../domain/routes/route.ts';
import type { Tx } from '../persistence/tx.ts';
import type { AtHand } from '../tasks/operations/at-hand.ts';
import { assertHolder } from '../tasks/people/holding.ts';
import { ruleOf } from '../tasks/runs/rules.ts';
import { assertInPhase } from '../tasks/snapshot.ts';
import type { DecisionLink } from './find.ts';

export type LinkOutcome = Exclude<StageOutcome, 'SIGN'>;

interface EarlierWord {
  readonly stageTitleZh: string;
  readonly stageTitleEn: string;
  readonly outcome: string;
  readonly at: Date;
}

/** What somebody has to know to decide. No contacts or words of anybody, and no names but the one in the case's title, which the mail shows too. */
export interface OpenTask {
  readonly caseNumber: string;
  readonly caseTitleZh: string;
  readonly caseTitleEn: string;
  readonly stageTitleZh: string;
  readonly stageTitleEn: string;
  readonly unitNameZh: string;
  readonly unitNameEn: string;
  /** Yuan. */
  readonly amount: number;
  readonly submittedAt: Date | null;
  readonly dueAt: Date | null;
  readonly earlier: readonly EarlierWord[];
  readonly outcomes: readonly { readonly outcome: LinkOutcome; readonly reasonRequired: boolean }[];
}

export interface LinkPreview {
  /** Why the task cannot be decided by this link now; of a task that is not its reader's to decide nothing is shown. */
  readonly closedBy: RefusalCode | null;
  readonly expiresAt: Date;
  readonly task: OpenTask | null;
}

/**
 * What the link's person would decide, without changing anything.
 * @throws Refusal LINK_INVALID for a used link, and where the case is no longer theirs to see
 */
export async function previewByLink(sql: Tx, link: DecisionLink): Promise<LinkPreview> {
  const { actor, taskId, expiresAt, used } = link;
  if (used) throw new Refusal('LINK_INVALID');
  const atHand = await orInvalid(visibleTask(sql, actor, taskId));
  const { task, snapshot } = atHand;
  try {
    assertHolder(task, actor.id);
    const phase = assertInPhase(snapshot, task.phaseSeq);
    const rule = ruleOf(snapshot, phase, task.stageKey);
    if (!rule.byLink) throw new Refusal('LINK_INVALID');
    const outcomes = rule.outcomes.flatMap((outcome) =>
      outcome === 'SIGN' || (outcome === 'RETURN' && !rule.returnTo.includes('applicant'))
        ? []
        : [{ outcome, reasonRequired: rule.reasonRequired.includes(outcome) }],
    );
    return { closedBy: null, expiresAt, task: { ...(await factsOf(sql, atHand)), outcomes } };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'LINK_INVALID') throw error;
    return { closedBy: error.code, expiresAt, task: null };
  }
}

async function orInvalid<Result>(reading: Promise<Result>): Promise<Result> {
  try {
    return await reading;
  } catch (error) {
    throw error instanceof Refusal && error.code === 'NOT_FOUND' ? new Refusal('LINK_INVALID') : error;
  }
}

function factsOf(sql: Tx, { task }: AtHand): Promise<Omit<OpenTask, 'outcomes'>> {
  return sql.one(
    `SELECT c.number AS "caseNumber", c.title_zh AS "caseTitleZh", c.title_en AS "caseTitleEn", t.title_zh AS "stageTitleZh",
       t.title_en AS "stageTitleEn", u.name_zh AS "unitNameZh", u.name_en AS "unitNameEn", coalesce(c.amount, 0)::float8 AS amount,
       c.submitted_at AS "submittedAt", t.due_at AS "dueAt",
       coalesce((SELECT jsonb_agg(jsonb_build_object('stageTitleZh', e.title_zh, 'stageTitleEn', e.title_en, 'outcome', d.outcome,
           'at', to_char(d.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY d.id)
         FROM decision d JOIN task e ON e.id = d.task_id WHERE d.case_id = c.id), '[]') AS earlier
     FROM task t JOIN "case" c ON c.id = t.case_id JOIN unit u ON u.id = c.unit_id WHERE t.id = $1`,
    [task.id],
  );
}
