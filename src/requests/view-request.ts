import { rightOf, readableValues, shownFields, type Viewer } from '../domain/forms/visible-fields.ts';
import type { FormField, FieldRight } from '../domain/forms/field.ts';
import type { Tx } from '../persistence/tx.ts';
import { kindOf } from './kinds.ts';
import { outcomeTitle } from './outcome-title.ts';
import type { Request } from './request.ts';

export type FieldView = Omit<FormField, 'rights'> & {
  readonly right: Exclude<FieldRight, 'AT_END'>;
  readonly shown: boolean;
};

/**
 * A request as this person may see it: fields they have nothing to do with are not there. `isTheirTurn`: nothing but the state of the request keeps
 * them from filling in what is theirs.
 */
export async function viewRequest(sql: Tx, request: Request, viewer: Viewer, at: Date, isTheirTurn = true) {
  const kind = await kindOf(sql, request, at);
  const { fields } = kind.body.form;
  const isOver = request.closedAt !== null;
  const shown = new Set(shownFields(fields, request.values).map(({ key }) => key));
  const isOurs = isTheirTurn && viewer.kind !== 'OFFICE' && request.closing === null && !isOver;
  const isWithUs = viewer.kind === 'STAGE' || request.state === 'DRAFT' || request.state === 'RETURNED';
  return {
    caseId: request.caseId,
    number: request.number,
    kind: request.kind,
    kindVersionId: kind.id,
    titleZh: request.titleZh,
    titleEn: request.titleEn,
    state: request.state,
    outcome: request.outcome,
    outcomeTitle: outcomeTitle(kind.body, request.outcome),
    companyId: request.companyId,
    unitId: request.unitId,
    subjectCaseId: request.subjectCaseId,
    subjectCompanyId: request.subjectCompanyId,
    createdAt: request.createdAt,
    submittedAt: request.submittedAt,
    declaredAt: request.declaredAt,
    closedAt: request.closedAt,
    version: request.version,
    declaration: kind.body.declaration,
    editable: isOurs && isWithUs,
    fields: fields.flatMap(({ rights, ...field }): FieldView[] => {
      const right = rightOf({ rights }, viewer, isOver);
      if (right === 'HIDDEN') return [];
      return [{ ...field, right: isOurs && isWithUs ? right : 'READ', shown: shown.has(field.key) }];
    }),
    values: readableValues(fields, request.values, viewer, isOver),
  };
}
