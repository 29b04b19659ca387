import { z } from 'zod';
import { STAFF_ROLES } from '../access/roles.ts';
import { durationSchema } from '../time/duration.ts';
import { stagesAfter } from './stages-after.ts';

const Text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const Key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);

/** Who may take a stage. ROLE: whoever holds the role in the case's county, city or province, membership read live. */
export const ApproverRule = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ROLE'),
    role: z.enum(STAFF_ROLES),
    unit: z.enum(['COUNTY', 'CITY', 'PROVINCE']),
    /** What the word of each of these people weighs in a VOTE. */
    weight: z.number().int().min(1).max(1000).optional(),
  }),
  z.strictObject({ kind: z.literal('COMPANY'), role: z.enum(['OWNER', 'OPERATOR', 'SIGNER']) }),
]);
export type ApproverRule = z.infer<typeof ApproverRule>;

export const STAGE_OUTCOMES = ['APPROVE', 'REJECT', 'RETURN', 'SIGN'] as const;
export type StageOutcome = (typeof STAGE_OUTCOMES)[number];

export const STAGE_MODES = ['ANY', 'ALL', 'RATIO', 'SEQUENCE', 'VOTE'] as const;
export type StageMode = (typeof STAGE_MODES)[number];

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
  onOverdue: z.enum(['ESCALATE', 'NOTHING']).default('ESCALATE'),
  /** When the rule finds nobody: an administrator of the province, or the refusal of the act that would open the stage. */
  onNobody: z.enum(['ADMINISTRATOR', 'REFUSE']).default('ADMINISTRATOR'),
  priority: z.number().int().min(0).max(100).default(50),
  form: z.string().optional(),
});
export type StageRule = z.infer<typeof StageRule>;

/** Policy kind ROUTE: the human stages inside each phase of a process. The order of the phases is workflow code (ADM-05). */
export const RouteBody = z.strictObject({
  process: z.string(),
  phases: z.record(z.string(), z.strictObject({ stages: z.array(StageRule).min(1) })),
});
export type RouteBody = z.infer<typeof RouteBody>;

/** Key of the stage an applicant's supplement runs in; reserved. */
export const SUPPLEMENT_KEY = 'supplement';

export interface RouteFault {
  readonly code:
    | 'DUPLICATE_STAGE'
    | 'RESERVED_KEY'
    | 'UNKNOWN_AFTER'
    | 'CYCLE'
    | 'UNKNOWN_RETURN'
    | 'UNKNOWN_EXCLUDE'
    | 'PHASE_MISSING'
    | 'PHASE_UNKNOWN'
    | 'REASON_NOT_OFFERED'
    | 'PASS_MISSING'
    | 'MODE_NOT_POSSIBLE';
  readonly phase: string;
  readonly stage?: string;
  readonly names?: string;
}

/** The phases of a process in their order, each with the earlier ones that its workflow can go back to from there. */
export type PhaseOrder = readonly { readonly name: string; readonly returnsTo: readonly string[] }[];

/**
 * What a published route must hold: every phase of the process has stages, joins close, a return leads to a stage that the returning one
 * comes after, or into a phase that the workflow can go back to.
 */
export function checkRoute(route: RouteBody, order: PhaseOrder): RouteFault[] {
  const phases = order.map(({ name }) => name);
  const faults: RouteFault[] = [];
  for (const name of Object.keys(route.phases))
    if (!phases.includes(name)) faults.push({ code: 'PHASE_UNKNOWN', phase: name });
  const seen = new Set<string>();
  for (const { name: phase, returnsTo } of order) {
    const stages = route.phases[phase]?.stages;
    if (stages === undefined) {
      faults.push({ code: 'PHASE_MISSING', phase });
      continue;
    }
    const own = new Set(stages.map((stage) => stage.key));
    const across = new Set(returnsTo.flatMap((name) => (route.phases[name]?.stages ?? []).map((stage) => stage.key)));
    for (const stage of stages) {
      const fault = (code: RouteFault['code'], names?: string) =>
        faults.push({ code, phase, stage: stage.key, ...(names === undefined ? {} : { names }) });
      if (stage.key === SUPPLEMENT_KEY || stage.key === 'applicant') fault('RESERVED_KEY');
      if (seen.has(stage.key)) fault('DUPLICATE_STAGE');
      seen.add(stage.key);
      for (const name of stage.after) if (!own.has(name)) fault('UNKNOWN_AFTER', name);
      for (const name of stage.returnTo) {
        const earlier = across.has(name) || stagesAfter(stages, name).has(stage.key);
        if (name !== 'applicant' && !earlier) fault('UNKNOWN_RETURN', name);
      }
      for (const name of stage.excludes) if (!seen.has(name)) fault('UNKNOWN_EXCLUDE', name);
      if ((stage.mode === 'RATIO' || stage.mode === 'VOTE') && stage.passPercent === undefined) fault('PASS_MISSING');
      // A document is signed once for each side; a company's members act for it together.
      const isPersonal = stage.mode !== 'ANY';
      if (isPersonal && (stage.outcomes.includes('SIGN') || stage.approvers.some(({ kind }) => kind === 'COMPANY'))) {
        fault('MODE_NOT_POSSIBLE', stage.mode);
      }
      for (const outcome of stage.reasonRequired) {
        if (outcome === 'SIGN' && !stage.outcomes.includes(outcome)) fault('REASON_NOT_OFFERED', outcome);
      }
    }
    if (hasCycle(stages)) faults.push({ code: 'CYCLE', phase });
  }
  return faults;
}

/** Joins close only when the stages can be put in an order; names that no stage has are a fault of their own. */
function hasCycle(stages: readonly StageRule[]): boolean {
  const waiting = new Set(stages.map((stage) => stage.key));
  for (;;) {
    const ready = stages.filter(({ key, after }) => waiting.has(key) && !after.some((name) => waiting.has(name)));
    if (ready.length === 0) return waiting.size > 0;
    for (const { key } of ready) waiting.delete(key);
  }
}
