import type { CaseSnapshot } from './snapshot.ts';

/** What every notice about a case says of it. */
export function caseParams(snapshot: Pick<CaseSnapshot, 'id' | 'number' | 'titleZh' | 'titleEn'>) {
  return { caseId: snapshot.id, caseNumber: snapshot.number, titleZh: snapshot.titleZh, titleEn: snapshot.titleEn };
}
