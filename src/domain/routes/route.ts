import { z } from 'zod';
import { durationSchema } from '../time/duration.ts';
import { ApproverRule } from './approvers/approver-rule.ts';

const Text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const Key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);

export const STAGE_OUTCOMES = ['APPROVE', 'REJECT', 'RETURN', 'SIGN'] as const;
export type StageOutcome = (typeof STAGE_OUTCOMES)[number];

export const STAGE_MODES = ['ANY', 'ALL', 'RATIO', 'SEQUENCE', 'VOTE'] as const;
export type StageMode = (typeof STAGE_MODES)[number];

/** What people may do with a task of a stage beside deciding it; a stage offers all of it unless it says otherwise. */
export const STAGE_OPERATIONS = ['TRANSFER', 'DELEGATE', 'ADD_BEFORE', 'ADD_AFTER', 'ADD_BESIDE', 'TAKE_BACK'] as const;
export type StageOperation = (typeof STAGE_OPERATIONS)[number];

/** One human stage of a phase. Stages without `after` open with the phase, the others when all they name are approved. */
export const StageRule = z.strictObject({
  key: Key,
  title: Text,
  /** ANY: one task, whoever comes first. The others: one task per person, fixed when the stage opens. */
  mode: z.enum(STAGE_MODES),
  /** RATIO, VOTE: how much of the seats, or of their weight, has to approve. */
  passPercent: z.number().int().min(1).max(100).optional(),
  /** Quick decision (一票否决, 过半即过) or every voice heard first. */
  settle: z.enum(['AT_ONCE', 'ALL_DECIDED']).default('AT_ONCE'),
  /** What a return out of this stage does to the approvals already given in it. */
  votesOnReturn: z.enum(['VOID', 'KEEP']).default('VOID'),
  after: z.array(Key).default([]),
  approvers: z.array(ApproverRule).min(1),
  /** What this stage's people are asked; SIGN stands for APPROVE where the decision is a signature. */
  outcomes: z.array(z.enum(STAGE_OUTCOMES)).min(1),
  reasonRequired: z.array(z.enum(STAGE_OUTCOMES)).default(['REJECT', 'RETURN']),
  /** Where RETURN may lead: `applicant`, or the key of an earlier stage of this or an earlier phase. */
  returnTo: z.array(z.union([z.literal('applicant'), Key])).default([]),
  /** What happens to this stage when an earlier one runs again. */
  onReturn: z.enum(['REDO', 'KEEP']).default('REDO'),
  /** Items whose change reopens this stage although it was done. */
  dependsOn: z.array(z.string()).default([]),
  /** Whoever decided one of these stages of the same case may not decide this one (separation of duties). */
  excludes: z.array(Key).default([]),
  due: durationSchema.optional(),
  startBy: durationSchema.optional(),
  /** Working time before `due`, each its own reminder. */
  remindBefore: z.array(durationSchema).default([]),
  atRiskBefore: durationSchema.optional(),
  /** Working time after `due`, each its own reminder to whoever may take it and to the supervisor. */
  remindAfter: z.array(durationSchema).default([]),
  /**
   * What the system does by itself with what nobody did in time: the superior may decide too, or decides instead; or the stage's
   * own word is given. `overdueGrace` is how long after `due`; without it at that very instant.
   */
  onOverdue: z.enum(['ESCALATE', 'NOTHING', 'APPROVE', 'REJECT', 'TRANSFER']).default('ESCALATE'),
  overdueGrace: durationSchema.optional(),
  /** TRANSFER: who decides instead, by the first of these rules that finds anybody; the superior without them, and where they find nobody. */
  overdueTo: z.array(ApproverRule).default([]),
  /** Asked when `approvers` find nobody who may decide. */
  fallback: z.array(ApproverRule).default([]),
  /**
   * When these find nobody either: an administrator of the province, the head of the nearest unit, the stage passed or rejected by the system, or
   * the refusal of the act that would open the stage.
   */
  onNobody: z.enum(['ADMINISTRATOR', 'SUPERIOR', 'PASS', 'REJECT', 'REFUSE']).default('ADMINISTRATOR'),
  /** An approver whose own case it is never decides: the others do, or their superior; SKIP passes a stage that has nobody but them. */
  onApplicant: z.enum(['EXCLUDE', 'SUPERIOR', 'SKIP']).default('EXCLUDE'),
  /** An approver who approved an earlier stage of the case decides again, their word counts here too, or their superior decides. */
  onRepeat: z.enum(['AGAIN', 'SKIP', 'SUPERIOR']).default('AGAIN'),
  /** An approver with a declared conflict of interest never decides: the others do, or their superior. */
  onConflict: z.enum(['EXCLUDE', 'SUPERIOR']).default('EXCLUDE'),
  priority: z.number().int().min(0).max(100).default(50),
  /** Whether tasks of this stage may be decided many at once (批量处理). */
  bulk: z.boolean().default(false),
  /** Whether the mail about a task of this stage lets its reader decide it without logging in (邮件审批). */
  byLink: z.boolean().default(false),
  /** Who gets to read the case when the stage ends, whatever its outcome (抄送); nobody of the applicant's company. */
  copyTo: z.array(ApproverRule).default([]),
  /** What people may do with a task of the stage beside deciding it. */
  offers: z.array(z.enum(STAGE_OPERATIONS)).default([...STAGE_OPERATIONS]),
  /** Whether the stage's supervisor confirms what its people came to (督办确认); nobody waits for that. */
  confirm: z.enum(['NONE', 'SUPERVISOR']).default('NONE'),
  form: z.string().optional(),
});
export type StageRule = z.infer<typeof StageRule>;

/** The human stages inside each phase. */
export const RoutePhases = z.record(z.string(), z.strictObject({ stages: z.array(StageRule).min(1) }));

/** Policy kind ROUTE: the human stages inside each phase of a process. The order of the phases is workflow code (ADM-05). */
export const RouteBody = z.strictObject({ process: z.string(), phases: RoutePhases });
export type RouteBody = z.infer<typeof RouteBody>;

/** Key of the stage an applicant's supplement runs in; reserved. */
export const SUPPLEMENT_KEY = 'supplement';
