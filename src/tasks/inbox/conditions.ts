import type { CaseFilter, DoneFilter, OpenFilter, StartedFilter } from '../../domain/inbox/filter.ts';
import type { FirstRule } from '../../domain/personal/work-settings.ts';
import { literally, type Where } from '../../persistence/where.ts';
import { holdsWords, searchWords } from '../../registry/search/search-condition.ts';

/** The closed list of what a list of tasks can be narrowed by: conditions on a task `t` and its case `c`. */
export function caseConditions(where: Where, filter: CaseFilter): string[] {
  const { stage } = filter;
  return [...ofCase(where, filter), ...(stage === undefined ? [] : [where.sql`t.stage_key = ${stage}`])];
}

/** Conditions on the case `c` alone. */
function ofCase(where: Where, filter: Omit<CaseFilter, 'stage'>): string[] {
  const { process, unit, company, channelType, amountFrom, amountTo } = filter;
  return [
    ...(process === undefined ? [] : [where.sql`c.process = ${process}`]),
    ...(unit === undefined
      ? []
      : [where.sql`c.unit_id = ANY(ARRAY(SELECT b.id FROM unit b WHERE b.path @> ARRAY[${unit}::uuid]))`]),
    ...(company === undefined ? [] : [where.sql`c.company_id = ${company}::uuid`]),
    ...(channelType === undefined
      ? []
      : [where.sql`EXISTS (SELECT FROM application p WHERE p.case_id = c.id AND p.channel_type = ${channelType})`]),
    ...(amountFrom === undefined ? [] : [where.sql`c.amount >= ${amountFrom}::numeric`]),
    ...(amountTo === undefined ? [] : [where.sql`c.amount <= ${amountTo}::numeric`]),
  ];
}

/** The same of a list whose rows are cases: also by how far they are, and by words in their number, company or title. */
export function wholeCaseConditions(
  where: Where,
  filter: Omit<CaseFilter, 'stage'> & Pick<StartedFilter, 'state' | 'open'>,
): string[] {
  const { state, open, text } = filter;
  return [
    ...ofCase(where, filter),
    ...(state === undefined ? [] : [where.sql`c.state = ${state}`]),
    ...(open === undefined ? [] : [`c.closed_at IS ${open === 'true' ? '' : 'NOT '}NULL`]),
    ...(text === undefined ? [] : [`(${caseHolds(where, text)} OR ${titled(where, 'c', text)})`]),
  ];
}

/** What a list of open tasks is narrowed by: what was asked, and one part of a person's own order. */
export type WantedFilter = OpenFilter & { readonly own?: OwnPart };

interface OwnPart {
  readonly rules: readonly FirstRule[];
  /** What none of the rules names. */
  readonly rest: boolean;
}

function ownCondition(where: Where, { rules, rest }: OwnPart): string {
  const named = rules.map(({ process, stage, company }) =>
    caseConditions(where, {
      process: process ?? undefined,
      stage: stage ?? undefined,
      company: company ?? undefined,
    }).join(' AND '),
  );
  return `(${['false', ...named].join(' OR ')}) IS ${rest ? 'NOT ' : ''}TRUE`;
}

export function openConditions(where: Where, filter: WantedFilter): string[] {
  const { dueFrom, dueBefore, timing, own } = filter;
  return [
    ...caseConditions(where, filter),
    ...(dueFrom === undefined ? [] : [where.sql`t.due_at >= ${dueFrom}::timestamptz`]),
    ...(dueBefore === undefined ? [] : [where.sql`t.due_at < ${dueBefore}::timestamptz`]),
    ...(timing === undefined ? [] : [TIMINGS[timing]]),
    ...(own === undefined ? [] : [ownCondition(where, own)]),
  ];
}

/** All that a filter of open tasks asks. */
export function everyCondition(where: Where, filter: WantedFilter): string[] {
  const { text } = filter;
  return [...openConditions(where, filter), ...(text === undefined ? [] : [textCondition(where, text)])];
}

export const TIMINGS = {
  AT_RISK: 't.at_risk_at <= now() AND t.overdue_at IS NULL',
  OVERDUE: 't.overdue_at IS NOT NULL',
  NOT_STARTED: "t.start_by <= now() AND t.state = 'OPEN'",
} as const;

export function doneConditions(where: Where, filter: DoneFilter): string[] {
  const { outcome, decidedFrom, decidedBefore, text } = filter;
  return [
    ...caseConditions(where, filter),
    ...(outcome === undefined ? [] : [where.sql`d.outcome = ${outcome}`]),
    ...(decidedFrom === undefined ? [] : [where.sql`d.created_at >= ${decidedFrom}::timestamptz`]),
    ...(decidedBefore === undefined ? [] : [where.sql`d.created_at < ${decidedBefore}::timestamptz`]),
    ...(text === undefined ? [] : [textCondition(where, text)]),
  ];
}

/** The same deadline bounds on a candidate row `tc`, so that the walk begins and ends where they do. */
export function walkBounds(where: Where, { dueFrom, dueBefore, timing }: OpenFilter): string[] {
  return [
    ...(dueFrom === undefined ? [] : [where.sql`tc.due_at >= ${dueFrom}::timestamptz`]),
    ...(dueBefore === undefined ? [] : [where.sql`tc.due_at < ${dueBefore}::timestamptz`]),
    ...(timing === 'OVERDUE' ? ['tc.due_at <= now()'] : []),
  ];
}

/** In the number of the case, the name of its company, or the title of the task. */
export function textCondition(where: Where, text: string): string {
  return `(${caseHolds(where, text)} OR ${titleHolds(where, text)})`;
}

/** The beginning of the case's number, or words of its company's name. Asked of one case after the other; `findText` finds them by indexes. */
function caseHolds(where: Where, text: string): string {
  const number = `c.number LIKE ${where.bind(`${literally(numberOf(text))}%`)}`;
  const words = searchWords(text);
  if (words.length === 0) return number;
  const known = words.map((word) => ({ word, ids: [] }));
  const company = holdsWords(where, { table: 'company', codeColumn: 'credit_code' }, known);
  return `(${number} OR EXISTS (SELECT FROM company x WHERE x.id = c.company_id AND ${company}))`;
}

/** Case numbers are in capitals. */
export const numberOf = (text: string): string => text.trim().toUpperCase();

/** In the title of the task, which is its stage's. */
export function titleHolds(where: Where, text: string): string {
  return titled(where, 't', text);
}

function titled(where: Where, row: 't' | 'c', text: string): string {
  const part = where.bind(partOf(text));
  return `(${row}.title_zh ILIKE ${part} OR ${row}.title_en ILIKE ${part})`;
}

/** Anywhere in a title. */
export const partOf = (text: string): string => `%${literally(text.trim())}%`;
