import type { CreditAnswer } from '../../domain/admission/findings.ts';
import type { Tx } from '../../persistence/tx.ts';

/** Port to whoever knows the credit grade of a company (CRD-05). `signal` is aborted when the time is up. */
export interface CreditInquiry {
  inquire(creditCode: string, signal: AbortSignal): Promise<CreditAnswer>;
}

/** The shipped provider: a table of the registry that is loaded from CSV. */
export function registryCreditInquiry(sql: Tx): CreditInquiry {
  return {
    async inquire(creditCode) {
      const record = await sql.maybe<{ grade: string; asOf: string; source: string }>(
        'SELECT grade, as_of AS "asOf", source FROM credit_record WHERE credit_code = $1',
        [creditCode],
      );
      return record === undefined ? { kind: 'NOT_FOUND' } : { kind: 'FOUND', ...record };
    },
  };
}

/** Longer than a provider on the network needs, shorter than the step that asks may take. */
const INQUIRY_LIMIT_MS = 3_000;

/** One answer in any case: a provider that fails, hangs or talks nonsense is UNAVAILABLE, and a person decides. */
export async function inquireCredit(
  credit: CreditInquiry,
  creditCode: string,
  limitMs = INQUIRY_LIMIT_MS,
): Promise<CreditAnswer> {
  const limit = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<CreditAnswer>((resolve) => {
    timer = setTimeout(() => {
      limit.abort();
      resolve({ kind: 'UNAVAILABLE' });
    }, limitMs);
  });
  try {
    return await Promise.race([credit.inquire(creditCode, limit.signal), timeUp]);
  } catch {
    return { kind: 'UNAVAILABLE' };
  } finally {
    clearTimeout(timer);
  }
}
