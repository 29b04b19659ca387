import { Refusal } from '../../domain/refusal.ts';
import type { RequestKindBody } from '../../domain/requests/kind.ts';
import { addDuration } from '../../domain/time/add-duration.ts';
import type { Tx } from '../../persistence/tx.ts';
import { workingCalendar } from '../../policies/working-calendar.ts';

/** What a request is about, as whoever asks names it. */
export interface NamedSubject {
  readonly subjectCaseId: string | null;
  readonly subjectCompanyId: string | null;
}

export interface AskedAbout extends NamedSubject {
  /** The company that asks; null where staff ask for themselves. */
  readonly companyId: string | null;
}

interface EndedCase {
  readonly process: string;
  readonly kind: string | null;
  readonly companyId: string | null;
  readonly outcome: string | null;
  readonly closedAt: Date | null;
  readonly unitId: string;
  readonly unitPath: readonly string[];
}

/** Where the subject belongs to, which is where the request is decided; null where the kind has none. */
export interface Subject {
  readonly unitId: string | null;
}

/**
 * The kind's own subject and no other: an ended case of the company that asks, in time; or a company of the registry.
 * @throws Refusal NOT_FOUND for a case of another company, SUBJECT_NOT_POSSIBLE, FILING_PERIOD_OVER
 */
export async function assertSubject(
  tx: Tx,
  { subject }: Pick<RequestKindBody, 'subject'>,
  asked: AskedAbout,
  now: Date,
): Promise<Subject> {
  switch (subject.kind) {
    case 'NONE':
      refuseOthers(asked.subjectCaseId, asked.subjectCompanyId);
      return { unitId: null };
    case 'COMPANY':
      refuseOthers(asked.subjectCaseId);
      return { unitId: await companyOnRecord(tx, asked.subjectCompanyId) };
    case 'CASE': {
      refuseOthers(asked.subjectCompanyId);
      const ended = await endedCase(tx, asked);
      const fits = subject.processes.includes(ended.process) && subject.outcomes.includes(ended.outcome ?? '');
      if (ended.closedAt === null || !fits) throw new Refusal('SUBJECT_NOT_POSSIBLE', { reasonCode: 'OTHER_OUTCOME' });
      if (subject.within !== undefined) {
        const until = addDuration(await workingCalendar(tx, ended.unitPath, now), ended.closedAt, subject.within);
        // Where the calendar's known years end before, nobody can say that it is too late.
        if (until.kind === 'AT' && until.at < now) {
          throw new Refusal('FILING_PERIOD_OVER', { until: until.at.toISOString() });
        }
      }
      return { unitId: ended.unitId };
    }
  }
}

function refuseOthers(...named: readonly (string | null)[]): void {
  if (named.some((id) => id !== null)) throw new Refusal('SUBJECT_NOT_POSSIBLE', { reasonCode: 'NOT_ASKED' });
}

async function companyOnRecord(tx: Tx, companyId: string | null): Promise<null> {
  if (companyId === null) throw new Refusal('SUBJECT_NOT_POSSIBLE', { reasonCode: 'MISSING' });
  const found = await tx.maybe('SELECT FROM company WHERE id = $1', [companyId]);
  if (found === undefined) throw new Refusal('NOT_FOUND');
  return null;
}

async function endedCase(tx: Tx, { subjectCaseId, companyId }: AskedAbout): Promise<EndedCase> {
  if (subjectCaseId === null) throw new Refusal('SUBJECT_NOT_POSSIBLE', { reasonCode: 'MISSING' });
  const row = await tx.maybe<{ [Name in keyof EndedCase]: EndedCase[Name] }>(
    `SELECT c.process, c.kind, c.company_id AS "companyId", c.outcome, c.closed_at AS "closedAt", c.unit_id AS "unitId", u.path AS "unitPath"
     FROM "case" c JOIN unit u ON u.id = c.unit_id WHERE c.id = $1`,
    [subjectCaseId],
  );
  if (row === undefined || row.companyId !== companyId) throw new Refusal('NOT_FOUND');
  return row;
}
