import type { z } from 'zod';
import type { RequestKindBody } from '../../../src/domain/requests/kind.ts';

export type RequestKind = z.input<typeof RequestKindBody>;
export type KindField = RequestKind['form']['fields'][number];

export const workingDays = (n: number) => ({ n, unit: 'WORKING_DAY' }) as const;

/** Ten working days to answer a return, and a word before they are over. */
export const SUPPLEMENT = { window: workingDays(10), remindBefore: [workingDays(5), workingDays(1)] };
export const ONE_DAY_BEFORE = { remindBefore: [workingDays(1)], atRiskBefore: workingDays(1) };
