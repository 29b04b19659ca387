import { changeCompany } from '../../registry/companies/change-company.ts';
import { companyOf, textIn, type Perform } from './effect.ts';

/** The registry's record is as the approved form says; what was there before is kept beside it (ADM-27). */
export const updateCompany: Perform<'UPDATE_COMPANY'> = async (act, request, { values }) => {
  const companyId = companyOf(request);
  if (companyId === null) return { result: 'NO_COMPANY' };
  const wanted = Object.fromEntries(
    Object.entries(values).flatMap(([column, field]) => {
      const value = textIn(request.values, field);
      return value === undefined ? [] : [[column, value]];
    }),
  );
  const changeId = await changeCompany(act, { companyId, caseId: request.caseId, wanted });
  return changeId === null ? { result: 'NOTHING_CHANGED' } : { result: 'DONE', subjectId: changeId };
};
