import { z } from 'zod';

/** By what a list of open tasks goes: soonest due, highest priority, oldest. */
export const INBOX_SORTS = ['due', 'priority', 'age'] as const;
export type InboxSort = (typeof INBOX_SORTS)[number];

/** Lists of open tasks: what I hold, could take, have while others speak first, and what the people below me have or could take. */
export const OPEN_LISTS = ['mine', 'pools', 'waiting', 'team'] as const;

const code = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,59}$/);
const amount = z.string().regex(/^\d{1,16}(\.\d{1,2})?$/, 'AMOUNT');
const instant = z.iso.datetime();
const searched = z
  .string()
  .max(100)
  .regex(/^\P{Cc}*[^\p{Cc}\s]\P{Cc}*$/u, 'NOTHING_TO_SEARCH');

/** What a case is. All fields are texts, so that a query string and a saved filter are one thing. */
const CASE = {
  process: code.optional(),
  /** A unit, with all below it. */
  unit: z.uuid().optional(),
  company: z.uuid().optional(),
  channelType: code.optional(),
  amountFrom: amount.optional(),
  amountTo: amount.optional(),
  /** Beginning of a case number; any part of a company's name, pinyin or initials, or of the task's title. */
  text: searched.optional(),
} as const;

/** Every list of tasks can be narrowed by its stage and its case. */
export const CASE_FILTER = { ...CASE, stage: code.optional() } as const;

const trueOrFalse = z.enum(['true', 'false']);

/** Cases one has begun, or whose company did; `text` also finds any part of the case's title. */
export const STARTED_FILTER = {
  ...CASE,
  state: code.optional(),
  /** Not ended yet, or ended. */
  open: trueOrFalse.optional(),
  startedFrom: instant.optional(),
  startedBefore: instant.optional(),
} as const;

/** What was copied to somebody; `stage` is the one that sent the copy. */
export const COPIES_FILTER = {
  ...CASE_FILTER,
  state: code.optional(),
  open: trueOrFalse.optional(),
  unread: trueOrFalse.optional(),
  sentFrom: instant.optional(),
  sentBefore: instant.optional(),
} as const;

/** Where an open task stands in time. AT_RISK is past its warning and not overdue; NOT_STARTED is past its start-by, and nobody has claimed it. */
export const INBOX_TIMINGS = ['AT_RISK', 'OVERDUE', 'NOT_STARTED'] as const;

export const OPEN_FILTER = {
  ...CASE_FILTER,
  dueFrom: instant.optional(),
  dueBefore: instant.optional(),
  timing: z.enum(INBOX_TIMINGS).optional(),
} as const;

export const DONE_FILTER = {
  ...CASE_FILTER,
  outcome: code.optional(),
  decidedFrom: instant.optional(),
  decidedBefore: instant.optional(),
} as const;

export type StartedFilter = z.infer<z.ZodObject<typeof STARTED_FILTER>>;
export type CopiesFilter = z.infer<z.ZodObject<typeof COPIES_FILTER>>;
export type CaseFilter = z.infer<z.ZodObject<typeof CASE_FILTER>>;
export type OpenFilter = z.infer<z.ZodObject<typeof OPEN_FILTER>>;
export type DoneFilter = z.infer<z.ZodObject<typeof DONE_FILTER>>;
