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

/** What a case is; every list of the inbox can be narrowed by it. All fields are texts, so that a query string and a saved filter are one thing. */
export const CASE_FILTER = {
  process: code.optional(),
  stage: code.optional(),
  /** A unit, with all below it. */
  unit: z.uuid().optional(),
  company: z.uuid().optional(),
  channelType: code.optional(),
  amountFrom: amount.optional(),
  amountTo: amount.optional(),
  /** Beginning of a case number; any part of a company's name, pinyin or initials, or of the task's title. */
  text: searched.optional(),
} as const;

/** Where an open task stands in time. AT_RISK is past its warning and not overdue. */
export const INBOX_TIMINGS = ['AT_RISK', 'OVERDUE'] as const;

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

export type CaseFilter = z.infer<z.ZodObject<typeof CASE_FILTER>>;
export type OpenFilter = z.infer<z.ZodObject<typeof OPEN_FILTER>>;
export type DoneFilter = z.infer<z.ZodObject<typeof DONE_FILTER>>;
